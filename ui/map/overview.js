// The overview: what the plan holds by theme, stage and district, each number a filter.

import { buildBars } from "./bars.js";
import { passing } from "./counting.js";
import { h, keepingFocus } from "./dom.js";
import { buildFigures, buildSizes } from "./figures.js";
import { buildFilterLine } from "./filterline.js";
import { buildMatrix } from "./matrix.js";
import { buildTotalsLine } from "./totalsline.js";

const SHOWN_BY = ["filters", "language", "ground", "layers", "panelOpen"];

export function build(map) {
  const { store } = map;
  const line = buildFilterLine(store);
  const totals = buildTotalsLine(store, () => map.actions().unplaced());
  const purpose = h("p", { class: "purpose" });
  const body = h("div", { class: "page-body" });
  const node = h("article", { class: "dock-page overview" }, h("header", { class: "page-head" }, purpose, line.node, totals.node), body);
  const render = () => {
    purpose.textContent = store.t("overview.purpose");
    line.render();
    totals.render();
    keepingFocus(body, () => body.replaceChildren(...sections(store)));
  };
  store.subscribe((state, changed) => state.page === "overview" && SHOWN_BY.some((key) => changed.has(key)) && render());
  return { node, shown: render };
}

function sections(store) {
  const section = (key, ...content) => h("section", {}, h("h2", {}, store.t(key)), ...content);
  const note = (key, values) => h("p", { class: "quiet" }, store.t(key, values));
  return [
    buildFigures(store),
    section("overview.matrix", buildMatrix(store, passing(store, ["theme", "stage"]))),
    section("overview.districts", buildBars(store, passing(store, ["theme", "district"])), note("overview.several")),
    section("overview.sizes", buildSizes(store), note("overview.measured")),
  ];
}
