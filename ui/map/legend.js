// The legend: only what is on the map now, from the same styles, with the stage's pattern and the precision's edge.

import { h } from "./dom.js";
import { painted } from "./marks.js";
import { drawing, shape, swatch } from "./swatch.js";
import { countBadge, tally } from "./tally.js";

export { swatch } from "./swatch.js";

export function buildLegend(store) {
  const body = h("div", { class: "legend-body" });
  const title = h("button", { class: "legend-title", onclick: () => store.set({ legendOpen: !store.state.legendOpen }) });
  const node = h("section", { class: "legend" }, title, body);
  const render = () => {
    const { legendOpen } = store.state;
    title.textContent = store.t("legend.title");
    node.setAttribute("aria-label", store.t("legend.title"));
    title.setAttribute("aria-expanded", String(legendOpen));
    body.hidden = !legendOpen;
    if (legendOpen) body.replaceChildren(...rows(store));
  };
  store.subscribe((state, changed) => {
    if (["layers", "filters", "language", "ground", "legendOpen", "numbered"].some((key) => changed.has(key))) render();
  });
  render();
  return node;
}

function rows(store) {
  const counts = tally(store);
  const layers = store.doc.catalogue.layers.filter(({ id }) => counts.layers.get(id)?.shown);
  if (!layers.length) return [h("p", { class: "quiet" }, store.t("legend.empty"))];
  const layerRows = layers.map((layer) => h("div", { class: "row", "data-layer": layer.id }, swatch(store, layer), h("span", { class: "name" }, store.label(layer)), countBadge(store, counts.layers.get(layer.id))));
  const stages = Object.values(store.doc.catalogue.stages).filter(({ id }) => counts.stages.get(id)?.shown);
  const stageRows = stages.map((stage) => h("div", { class: "row", "data-stage": stage.id }, stageSample(store, stage), h("span", { class: "name" }, store.label(stage)), countBadge(store, counts.stages.get(stage.id))));
  const edges = new Set([...counts.precisions].map((precision) => store.doc.catalogue.precisions[precision].edge));
  const edgeRows = ["soft", "hatched"].filter((edge) => edges.has(edge)).map((edge) => h("div", { class: "row" }, edgeSample(store, edge), h("span", { class: "name" }, store.t(`legend.${edge}`))));
  return [
    ...layerRows,
    ...numberRows(store),
    h("h3", {}, store.t("legend.stage")),
    ...stageRows,
    ...(edgeRows.length ? [h("h3", {}, store.t("legend.precision")), ...edgeRows] : []),
  ];
}

// What the numbers on the map stand for.
function numberRows(store) {
  const { numbered } = store.state;
  if (!numbered.length) return [];
  const { halo, ink } = store.colors();
  const badge = (item, number) => {
    const digits = shape("text", { x: 13, y: 13.2, "text-anchor": "middle", "font-size": 12, "font-weight": 700, fill: ink });
    digits.textContent = number;
    const plate = { x: 2.5, y: 1.5, width: 21, height: 15, rx: 6, fill: halo, "stroke-width": 1.6 };
    return drawing(26, 18, shape("rect", { ...plate, stroke: store.color(store.layerById.get(item.layer)) }), digits);
  };
  const row = ({ id, number }) => {
    const item = store.byId.get(id);
    return h("div", { class: "row", "data-number": number }, badge(item, number), h("span", { class: "name" }, item.labels[store.state.language]));
  };
  return [h("h3", {}, store.t("legend.numbers")), ...numbered.map(row)];
}

export function stageSample(store, stage) {
  const { ink, halo } = store.colors();
  return painted(stage.sample, ink, halo, "swatch");
}

export function edgeSample(store, edge) {
  const ink = store.colors().ink;
  if (edge === "soft") return drawing(42, 18, shape("path", { d: "M2 9h38", stroke: ink, "stroke-width": 9, "stroke-opacity": 0.2, "stroke-linecap": "round" }), shape("path", { d: "M2 9h38", stroke: ink, "stroke-width": 2.4 }));
  const lines = [];
  for (let x = -10; x < 42; x += 6) lines.push(shape("path", { d: `M${x} 17l14-14`, stroke: ink, "stroke-width": 1.3 }));
  const box = drawing(42, 18, shape("rect", { x: 1, y: 2, width: 40, height: 14, fill: "none", stroke: ink, "stroke-width": 1 }), ...lines);
  box.style.overflow = "hidden";
  return box;
}
