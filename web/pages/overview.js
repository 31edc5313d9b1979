// The overview: what the plan holds by theme, stage and district, each number a filter.

import { buildBars } from "./bars.js";
import { passing } from "../state/counting.js";
import { h, keepingFocus } from "../base/dom.js";
import { buildFigures, buildSizes } from "./figures.js";
import { buildFilterLine } from "../panel/filterline.js";
import { buildMatrix } from "./matrix.js";
import { buildTotalsLine } from "../panel/totalsline.js";

/** @type {StateKey[]} */
const SHOWN_BY = ["filters", "language", "appearance", "layers", "panelOpen"];

/** @param {PlanMap} map */
export function build(map) {
  const { store } = map;
  const line = buildFilterLine(store);
  const totals = buildTotalsLine(store, () => map.actions().unplaced());
  const purpose = h("p", { class: "purpose" });
  const body = h("div", { class: "page-body" });
  const node = h(
    "article",
    { class: "dock-page overview" },
    h("header", { class: "page-head" }, purpose, line.node, totals.node),
    body,
  );
  const render = () => {
    purpose.textContent = store.t("overview.purpose");
    line.render();
    totals.render();
    keepingFocus(body, () => body.replaceChildren(...sections(store)));
  };
  store.subscribe(
    (state, changed) => state.page === "overview" && SHOWN_BY.some((key) => changed.has(key)) && render(),
  );
  return { node, shown: render };
}

/** @param {Store} store */
function sections(store) {
  /**
   * @param {string} key
   * @param {...Child} content
   */
  const section = (key, ...content) => h("section", {}, h("h2", {}, store.t(key)), ...content);
  /** @param {string} key */
  const note = (key) => h("p", { class: "quiet" }, store.t(key));
  return [
    buildFigures(store),
    note("overview.counts"),
    section("overview.matrix", buildMatrix(store, passing(store, ["theme", "stage"]))),
    section("overview.districts", buildBars(store, passing(store, ["theme", "district"])), note("overview.several")),
    section("overview.sizes", buildSizes(store), note("overview.measured")),
  ];
}
