// The page of progress: what the plan promised against what became of it by the day shown, each number a filter.

import { h, keepingFocus } from "../../base/dom.js";
import { buildFilterLine } from "../../panel/filterline.js";
import { buildTotalsLine } from "../../panel/totalsline.js";
import { passing } from "../../state/counting.js";
import { presentValues } from "../../state/values.js";
import { pickButton } from "../matrix.js";
import { dayShown, openedBy, slipRows } from "./counts.js";
import { buildCrosstab } from "./crosstab.js";
import { buildOpened } from "./opened.js";
import { onPaper } from "./paper.js";
import { buildSlips } from "./slips.js";

/** @type {StateKey[]} */
const SHOWN_BY = ["filters", "day", "ledger", "tint", "timeOpen", "language", "appearance", "layers", "panelOpen"];

/** @param {PlanMap} map */
export function build(map) {
  onPaper(map, "progress");
  return new ProgressPage(map);
}

class ProgressPage {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.failed = false;
    this.purpose = h("p", { class: "purpose" });
    this.line = buildFilterLine(map.store);
    this.totals = buildTotalsLine(map.store, () => map.actions().unplaced());
    this.tools = h("div", { class: "tools" });
    this.body = h("div", { class: "page-body" });
    this.node = h(
      "article",
      { class: "dock-page evaluation progress-page" },
      h(
        "header",
        { class: "page-head" },
        this.purpose,
        this.line.node,
        h("div", { class: "tools-row" }, this.totals.node, this.tools),
      ),
      this.body,
    );
    this.store.subscribe(
      (state, changed) => state.page === "progress" && SHOWN_BY.some((key) => changed.has(key)) && this.render(),
    );
  }

  // What did not come is asked for again whenever somebody comes back to it.
  async shown() {
    this.render();
    if (this.store.ledger) return;
    this.failed = !(await this.map.ledger.ask());
    this.render();
  }

  render() {
    const { store } = this;
    this.purpose.textContent = store.t("progress.purpose");
    this.line.render();
    this.totals.render();
    keepingFocus(this.tools, () => this.tools.replaceChildren(...this.buttons()));
    keepingFocus(this.body, () => this.body.replaceChildren(...this.content()));
  }

  // The day with the way to another one, and the map in the colours of what is told here.
  buttons() {
    const { store } = this;
    const { tint, timeOpen } = store.state;
    /**
     * @param {string} name
     * @param {boolean} pressed
     * @param {() => void} act
     */
    const button = (name, pressed, act) =>
      h(
        "button",
        { class: "link", "data-focus": name, "aria-pressed": String(pressed), onclick: act },
        store.t(`progress.${name}`),
      );
    const [plain] = store.doc.contract.tints;
    return [
      h("b", { class: "number", "data-day": dayShown(store) }, store.t("progress.onDay", { day: dayShown(store) })),
      button("time", timeOpen, () => store.set({ timeOpen: !timeOpen })),
      button("tint", tint === "progress", () => store.set({ tint: tint === "progress" ? plain : "progress" })),
      h(
        "button",
        { class: "link", "data-focus": "print", onclick: () => globalThis.print() },
        store.t("indicators.print"),
      ),
    ];
  }

  /** @returns {Node[]} */
  content() {
    const { map, store } = this;
    if (!store.ledger) {
      return [
        h("p", { class: "quiet", role: "status" }, store.t(this.failed ? "progress.missing" : "progress.fetching")),
      ];
    }
    const section = (/** @type {string} */ key, /** @type {Node[]} */ ...content) =>
      h("section", { "data-section": key }, h("h2", {}, store.t(`progress.${key}`)), ...content);
    const note = (/** @type {string} */ key) => h("p", { class: "quiet" }, store.t(`progress.${key}`));
    return [
      this.tiles(),
      section(
        "by.stage",
        buildCrosstab(store, "stage"),
        note("byNote"),
        h("p", { class: "quiet" }, store.t("time.how")),
      ),
      section("slips", buildSlips(map, slipRows(store, passing(store, ["slipped"]))), note("slipsNote")),
      section("opened", buildOpened(map, openedBy(store, passing(store, ["state", "opened"]))), note("openedNote")),
      section("by.district", buildCrosstab(store, "district"), note("bySeveral")),
      section("by.theme", buildCrosstab(store, "theme")),
    ];
  }

  // What became of the promises, and what slipped.
  tiles() {
    const { store } = this;
    const { counts } = store;
    /**
     * @param {string} facet
     * @param {string} value
     */
    const tile = (facet, value) => {
      const count = String(counts[facet].get(value)?.all ?? 0);
      const label = store.t(`${facet}.${value}`);
      return h(
        "li",
        {},
        pickButton(
          store,
          { [facet]: value },
          {},
          [h("b", { "data-tile": `${facet} ${value}` }, count), h("span", {}, label)],
          `${label} ${count}`,
        ),
      );
    };
    return h(
      "ul",
      { class: "figures" },
      presentValues(store, "promise").map((value) => tile("promise", value)),
      tile("slipped", "yes"),
    );
  }
}
