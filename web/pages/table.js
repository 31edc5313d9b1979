// The table: every item that the filters let through, the map's text alternative. What has no place stands in a tray of
// its own.

import { COLUMNS, sorted } from "./columns.js";
import { grouped } from "../state/counting.js";
import { focusedBeside, h } from "../base/dom.js";
import { buildListDownload } from "./download.js";
import { buildFilterLine } from "../panel/filterline.js";
import { ItemTable } from "./itemtable.js";
import { partsBy } from "../state/tally.js";
import { buildTotalsLine } from "../panel/totalsline.js";
import { presentValues, valueLabel } from "../state/values.js";
import { ownNamed } from "../own/named.js";

/** @type {StateKey[]} */
const SHOWN_BY = [
  "filters",
  "tint",
  "day",
  "ledger",
  "language",
  "appearance",
  "sort",
  "grouping",
  "layers",
  "panelOpen",
  "own",
  "ownShown",
];
/**
 * What leaves the rows as they are.
 * @type {Set<StateKey>}
 */
const ROWLESS = new Set(["panelOpen", "own", "ownShown"]);
const UNPLACED_COLUMNS = ["category", "stage", "state", "districts", "column"];

/** @param {PlanMap} map */
export function build(map) {
  return new TablePage(map);
}

class TablePage {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.line = buildFilterLine(map.store);
    this.purpose = h("p", { class: "purpose" });
    this.totals = buildTotalsLine(map.store, () => this.openTray());
    this.tools = h("div", { class: "tools" });
    this.own = h("div", { class: "own-beside" });
    this.download = buildListDownload(map);
    const scroller = h("div", { class: "rows" });
    const trayRows = h("div", { class: "rows" });
    /** @param {string} name */
    const onSort = (name) => this.sortBy(name);
    this.placed = new ItemTable(map, {
      columns: COLUMNS,
      scroller,
      caption: () => this.store.t("table.caption"),
      onSort,
    });
    const few = Object.fromEntries(UNPLACED_COLUMNS.map((name) => [name, COLUMNS[name]]));
    this.unplaced = new ItemTable(map, {
      columns: few,
      scroller: trayRows,
      caption: () => this.store.t("unplaced.title"),
      onSort,
    });
    this.trayHead = h("summary", {});
    this.tray = h("details", { class: "tray" }, this.trayHead, trayRows);
    this.nothing = h("p", { class: "quiet" });
    scroller.append(this.placed.node, this.nothing);
    trayRows.append(this.unplaced.node);
    this.node = h(
      "article",
      { class: "dock-page table-page" },
      h(
        "header",
        { class: "page-head" },
        this.purpose,
        this.line.node,
        h("div", { class: "tools-row" }, this.totals.node, this.tools),
        this.own,
      ),
      scroller,
      this.tray,
    );
    this.store.subscribe((state, changed) => {
      if (state.page !== "table") return;
      const shown = SHOWN_BY.filter((key) => changed.has(key));
      if (shown.length) this.render(shown.some((key) => !ROWLESS.has(key)));
      if (changed.has("selection")) this.openTrayFor(state.selection);
    });
  }

  shown() {
    this.render(true);
    const { selection } = this.store.state;
    this.openTrayFor(selection);
    if (selection) for (const table of [this.placed, this.unplaced]) table.reveal(selection);
  }

  /**
   * Rows are made anew only where they have changed.
   * @param {boolean} rows
   */
  render(rows) {
    const { store } = this;
    this.purpose.textContent = store.t("table.purpose");
    this.line.render();
    this.totals.render();
    this.renderTools();
    this.own.replaceChildren(ownNamed(this.map));
    if (rows) this.renderRows();
  }

  renderRows() {
    const { store } = this;
    const placed = store.matching.filter((item) => item.anchors);
    const unplaced = store.matching.filter((item) => !item.anchors);
    this.placed.node.hidden = !placed.length;
    this.nothing.hidden = placed.length > 0 || !unplaced.length;
    this.nothing.textContent = store.t("table.onlyUnplaced");
    const order = orderOf(store.state.sort);
    this.placed.show(this.groups(sorted(store, placed, order)), order);
    const few = UNPLACED_COLUMNS.includes(order.column ?? "") || order.column === "name" ? order : {};
    this.unplaced.show([{ label: null, items: sorted(store, unplaced, few) }], few);
    this.trayHead.replaceChildren(
      h(
        "b",
        {},
        `${store.t("unplaced.title")} `,
        h("span", { class: "count", "data-table": "unplaced" }, String(unplaced.length)),
      ),
      h("span", { class: "quiet" }, store.t("table.tray")),
    );
    this.tray.hidden = !unplaced.length;
  }

  /**
   * @param {ItemRecord[]} items
   * @returns {import("./itemtable.js").Group[]}
   */
  groups(items) {
    const { store } = this;
    const { grouping } = store.state;
    if (!grouping) return [{ label: null, items }];
    const members = grouped(items, (item) => store.valuesOf(item, grouping));
    // What has no place stands in the tray and counts here all the same, as in the filters.
    const parts = partsBy(store, store.matching, (item) => store.valuesOf(item, grouping));
    return presentValues(store, grouping)
      .filter((key) => members.has(key))
      .map((key) => ({
        label: valueLabel(store, grouping, key),
        items: members.get(key) ?? [],
        parts: parts.get(key),
      }));
  }

  renderTools() {
    const { store } = this;
    /** @param {string | null} name */
    const choice = (name) =>
      h(
        "button",
        {
          class: "chip",
          "aria-pressed": String(store.state.grouping === name),
          "data-grouping": name ?? "none",
          onclick: () => store.set({ grouping: name }),
        },
        store.t(name ? `filter.${name}` : "table.ungrouped"),
      );
    this.download.render();
    const focused = focusedBeside(this.tools)?.dataset?.grouping;
    this.tools.replaceChildren(
      h("span", { class: "quiet", id: "grouping" }, store.t("table.group")),
      h(
        "span",
        { class: "choice", role: "group", "aria-labelledby": "grouping" },
        [null, ...store.doc.contract.groupings].map(choice),
      ),
      this.download.node,
      this.map.received.listUrl
        ? h(
            "button",
            { class: "link", "data-action": "formats", onclick: () => this.map.leave("exports", { product: "data" }) },
            store.t("list.formats"),
          )
        : "",
    );
    if (!focused) return;
    /** @type {HTMLElement | null} */
    const same = this.tools.querySelector(`[data-grouping="${focused}"]`);
    same?.focus();
  }

  /**
   * Up, then down, then the plan's own order again.
   * @param {string} column
   */
  sortBy(column) {
    const now = orderOf(this.store.state.sort);
    const next = now.column !== column ? column : now.descending ? null : `-${column}`;
    this.store.set({ sort: next });
  }

  openTray() {
    this.tray.open = true;
    this.trayHead.focus();
  }

  /** @param {string | null} id */
  openTrayFor(id) {
    const item = id && this.store.byId.get(id);
    if (!id || !item || item.anchors || !this.store.matchingIds.has(id)) return;
    this.tray.open = true;
    this.unplaced.reveal(id);
  }
}

/**
 * The state's sort in the table's terms: { column, descending }.
 * @param {string | null} sort
 * @returns {import("./columns.js").Sort}
 */
function orderOf(sort) {
  return sort ? { column: sort.replace("-", ""), descending: sort.startsWith("-") } : {};
}
