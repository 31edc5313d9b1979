// The page of indicators: the plan's targets, what was published of each by year, and on which side of it that is.

import { h, keepingFocus } from "../../base/dom.js";
import { onPaper } from "../progress/paper.js";
import { chosen, inOrder, ranks, toggled } from "./choosing.js";
import { listHead, listRow, sourcesRow } from "./rows.js";
import { buildSums, buildVerdicts } from "./sums.js";

/** @type {StateKey[]} */
const SHOWN_BY = ["language", "appearance", "targetKind", "targetResult", "targetSort"];

/** @param {PlanMap} map */
export function build(map) {
  onPaper(map, "indicators");
  return new IndicatorsPage(map);
}

class IndicatorsPage {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    /** @type {ProgressDocument | null} */
    this.doc = null;
    this.failed = false;
    /** @type {Set<string>} */
    this.open = new Set();
    this.purpose = h("p", { class: "purpose" });
    this.body = h("div", { class: "page-body" });
    this.node = h(
      "article",
      { class: "dock-page evaluation indicators" },
      h("header", { class: "page-head" }, this.purpose),
      this.body,
    );
    this.store.subscribe(
      (state, changed) => state.page === "indicators" && SHOWN_BY.some((key) => changed.has(key)) && this.render(),
    );
  }

  // What did not come is asked for again whenever somebody comes back to it.
  async shown() {
    this.render();
    if (this.doc) return;
    const found = await this.map.ledger.ask();
    this.doc = found?.doc ?? null;
    this.failed = !found;
    this.render();
  }

  /** @returns {import("./choosing.js").Choice} */
  get choice() {
    const { targetKind, targetResult } = this.store.state;
    return { kind: targetKind, result: targetResult };
  }

  /** @returns {import("./choosing.js").Order} */
  get order() {
    const { targetSort } = this.store.state;
    return { column: targetSort?.replace(/^-/, "") ?? "number", descending: targetSort?.startsWith("-") ?? false };
  }

  render() {
    const { store } = this;
    this.purpose.textContent = store.t("indicators.purpose");
    keepingFocus(this.body, () => this.body.replaceChildren(...this.content()));
  }

  /** @returns {Node[]} */
  content() {
    const { store, doc } = this;
    if (!doc) {
      return [
        h("p", { class: "quiet", role: "status" }, store.t(this.failed ? "progress.missing" : "progress.fetching")),
      ];
    }
    const { targets } = doc;
    const last = targets.years[targets.years.length - 1];
    const section = (/** @type {string} */ key, /** @type {Node} */ content) =>
      h("section", {}, h("h2", {}, store.t(key)), content);
    return [
      h(
        "div",
        { class: "beside" },
        section(
          "indicators.sums",
          buildSums(store, targets, this.choice, (clicked) => this.choose(clicked)),
        ),
        section("indicators.official", buildVerdicts(store, targets, doc)),
      ),
      ...this.list(doc),
      h("p", { class: "quiet" }, store.t("indicators.rule", { last })),
      h("p", { class: "quiet" }, store.t("indicators.printed", { last })),
      ...(store.state.language === "en" ? [h("p", { class: "quiet" }, store.t("progress.inChinese"))] : []),
    ];
  }

  /** @param {ProgressDocument} doc */
  list({ targets, ...rest }) {
    const { store, order } = this;
    const doc = { targets, ...rest };
    const records = inOrder(chosen(targets.indicators, this.choice), ranks(targets)[order.column], order.descending);
    const rows = records.flatMap((record) => {
      const open = this.open.has(record.id);
      const row = listRow(store, record, targets, open, () => this.toggle([record.id], !open));
      return open ? [row, sourcesRow(store, record, targets, doc)] : [row];
    });
    return [
      this.tools(records, targets),
      h(
        "table",
        { class: "items indicator-list", lang: store.state.language },
        h("caption", { class: "unseen" }, store.t("indicators.caption")),
        listHead(store, targets.years, order, (column) => this.sortBy(column)),
        h("tbody", {}, rows),
      ),
    ];
  }

  /**
   * @param {IndicatorRecord[]} records
   * @param {IndicatorsRecord} targets
   */
  tools(records, targets) {
    const { store } = this;
    const ids = records.map(({ id }) => id);
    const all = ids.length > 0 && ids.every((id) => this.open.has(id));
    return h(
      "div",
      { class: "tools-row" },
      h(
        "span",
        { class: "quiet", role: "status", "data-listed": records.length },
        store.t("indicators.shown", { count: records.length, all: targets.indicators.length }),
      ),
      h(
        "span",
        { class: "tools" },
        this.gapButton(),
        h(
          "button",
          { class: "link", "data-focus": "sources", onclick: () => this.toggle(ids, !all) },
          store.t(all ? "indicators.closeAll" : "indicators.openAll"),
        ),
        h(
          "button",
          { class: "link", "data-focus": "print", onclick: () => globalThis.print() },
          store.t("indicators.print"),
        ),
      ),
    );
  }

  // The distance has no column of its own: the numbers stand side by side.
  gapButton() {
    const { store, order } = this;
    return h(
      "button",
      {
        class: "link",
        "data-focus": "sort:gap",
        "data-sort": "gap",
        "aria-pressed": String(order.column === "gap"),
        onclick: () => this.sortBy("gap"),
      },
      `${store.t("indicators.sortBy")} ${store.t("indicators.gap")}`,
      order.column === "gap" ? (order.descending ? " ▾" : " ▴") : "",
    );
  }

  /** @param {import("./choosing.js").Choice} clicked */
  choose(clicked) {
    const { kind, result } = toggled(this.choice, clicked);
    this.store.set({ targetKind: kind, targetResult: result });
  }

  /**
   * Upwards, downwards, and then as printed again.
   * @param {string} column
   */
  sortBy(column) {
    const { order, store } = this;
    const same = order.column === column;
    const sorted = same ? `-${column}` : column;
    store.set({ targetSort: (same && order.descending) || sorted === "number" ? null : sorted });
  }

  /**
   * @param {string[]} ids
   * @param {boolean} open
   */
  toggle(ids, open) {
    for (const id of ids) {
      if (open) this.open.add(id);
      else this.open.delete(id);
    }
    this.render();
  }
}
