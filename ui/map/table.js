// The table: every item that the filters let through, the map's text alternative. What has no place stands in a tray of its own.

import { COLUMNS, sorted } from "./columns.js";
import { grouped } from "./counting.js";
import { h } from "./dom.js";
import { buildFilterLine } from "./filterline.js";
import { ItemTable } from "./itemtable.js";
import { buildTotalsLine } from "./totalsline.js";
import { valueLabel } from "./values.js";

const SHOWN_BY = ["filters", "language", "ground", "layers", "panelOpen"];
const GROUPINGS = ["none", "theme", "district", "stage"];
const UNPLACED_COLUMNS = ["category", "stage", "districts", "column"];

export function build(map) {
  return new TablePage(map);
}

class TablePage {
  constructor(map) {
    Object.assign(this, { map, store: map.store, sort: {}, grouping: "none" });
    this.line = buildFilterLine(map.store);
    this.purpose = h("p", { class: "purpose" });
    this.totals = buildTotalsLine(map.store);
    this.tools = h("div", { class: "tools" });
    const scroller = h("div", { class: "rows" });
    const trayRows = h("div", { class: "rows" });
    const onSort = (name) => this.sortBy(name);
    this.placed = new ItemTable(map, { columns: COLUMNS, scroller, caption: () => this.store.t("table.caption"), onSort });
    const few = Object.fromEntries(UNPLACED_COLUMNS.map((name) => [name, COLUMNS[name]]));
    this.unplaced = new ItemTable(map, { columns: few, scroller: trayRows, caption: () => this.store.t("unplaced.title"), onSort });
    this.trayHead = h("summary", {});
    this.tray = h("details", { class: "tray" }, this.trayHead, trayRows);
    this.nothing = h("p", { class: "quiet" });
    scroller.append(this.placed.node, this.nothing);
    trayRows.append(this.unplaced.node);
    this.node = h("article", { class: "dock-page table-page" }, h("header", { class: "page-head" }, this.purpose, this.line.node, h("div", { class: "tools-row" }, this.totals.node, this.tools)), scroller, this.tray);
    this.store.subscribe((state, changed) => {
      if (state.page !== "table") return;
      if (SHOWN_BY.some((key) => changed.has(key))) this.render(!changed.has("layers") && !changed.has("panelOpen"));
      if (changed.has("selection")) this.openTrayFor(state.selection);
    });
  }

  shown() {
    this.render(true);
    const { selection } = this.store.state;
    this.openTrayFor(selection);
    if (selection) for (const table of [this.placed, this.unplaced]) table.reveal(selection);
  }

  // Rows are made anew only where they have changed.
  render(rows) {
    const { store } = this;
    this.purpose.textContent = store.t("table.purpose");
    this.line.render();
    this.totals.render();
    this.renderTools();
    if (rows) this.renderRows();
  }

  renderRows() {
    const { store } = this;
    const placed = store.matching.filter((item) => item.anchors);
    const unplaced = store.matching.filter((item) => !item.anchors);
    this.placed.node.hidden = !placed.length;
    this.nothing.hidden = placed.length > 0 || !unplaced.length;
    this.nothing.textContent = store.t("table.onlyUnplaced");
    this.placed.show(this.groups(sorted(store, placed, this.sort)), this.sort);
    const column = UNPLACED_COLUMNS.includes(this.sort.column) || this.sort.column === "name" ? this.sort : {};
    this.unplaced.show([{ label: null, items: sorted(store, unplaced, column) }], column);
    this.trayHead.replaceChildren(h("b", {}, `${store.t("unplaced.title")} `, h("span", { class: "count", "data-table": "unplaced" }, String(unplaced.length))), h("span", { class: "quiet" }, store.t("table.tray")));
    this.tray.hidden = !unplaced.length;
  }

  groups(items) {
    const { store, grouping } = this;
    if (grouping === "none") return [{ label: null, items }];
    const keys = { theme: (item) => [item.theme], stage: (item) => [item.stage], district: (item) => (item.districts.length ? item.districts : [""]) }[grouping];
    const members = grouped(items, keys);
    const { catalogue, units } = store.doc;
    const order = { theme: Object.keys(catalogue.themes), stage: Object.keys(catalogue.stages), district: [...units.map((unit) => unit.id), ""] }[grouping];
    const label = (key) => (key ? valueLabel(store, grouping, key) : store.t("table.noDistrict"));
    return order.filter((key) => members.has(key)).map((key) => ({ label: label(key), items: members.get(key) }));
  }

  renderTools() {
    const { store } = this;
    const choice = (name) => h("button", { class: "chip", "aria-pressed": String(this.grouping === name), "data-grouping": name, onclick: () => this.groupBy(name) }, store.t(name === "none" ? "table.ungrouped" : `filter.${name}`));
    const focused = this.tools.getRootNode().activeElement?.dataset?.grouping;
    this.tools.replaceChildren(
      h("span", { class: "quiet", id: "grouping" }, store.t("table.group")),
      h("span", { class: "choice", role: "group", "aria-labelledby": "grouping" }, GROUPINGS.map(choice)),
      h("button", { class: "action", "data-action": "download", onclick: () => this.map.leave("exports") }, store.t("table.download")),
    );
    if (focused) this.tools.querySelector(`[data-grouping="${focused}"]`)?.focus();
  }

  groupBy(name) {
    this.grouping = name;
    this.render(true);
  }

  // Up, then down, then the plan's own order again.
  sortBy(column) {
    if (this.sort.column !== column) this.sort = { column, descending: false };
    else this.sort = this.sort.descending ? {} : { column, descending: true };
    this.renderRows();
  }

  openTrayFor(id) {
    const item = this.store.byId.get(id);
    if (!item || item.anchors || !this.store.matchingIds.has(id)) return;
    this.tray.open = true;
    this.unplaced.reveal(id);
  }
}
