// The legend: only what is on the map now, from the same styles, with the stage's pattern and the precision's edge.

import { h, ownSvg } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function buildLegend(store) {
  const body = h("div", { class: "legend-body" });
  const title = h("button", { class: "legend-title", onclick: () => store.set({ legendOpen: !store.state.legendOpen }) });
  const node = h("section", { class: "legend" }, title, body);
  const render = () => {
    const { legendOpen } = store.state;
    title.textContent = store.t("legend.title");
    title.setAttribute("aria-expanded", String(legendOpen));
    body.hidden = !legendOpen;
    if (legendOpen) body.replaceChildren(...rows(store));
  };
  store.subscribe((state, changed) => {
    if (["layers", "filters", "language", "ground", "legendOpen"].some((key) => changed.has(key))) render();
  });
  render();
  return node;
}

function rows(store) {
  const shown = store.matching.filter((item) => item.anchors && store.state.layers.has(item.layer) && item.layer !== "units");
  if (!shown.length) return [h("p", { class: "quiet" }, store.t("legend.empty"))];
  const layers = store.doc.catalogue.layers.filter((layer) => shown.some((item) => item.layer === layer.id));
  const layerRows = layers.map((layer) => {
    const count = shown.filter((item) => item.layer === layer.id).length;
    return h("div", { class: "row", "data-layer": layer.id }, swatch(store, layer), h("span", { class: "name" }, store.label(layer)), h("span", { class: "count" }, String(count)));
  });
  const stages = Object.values(store.doc.catalogue.stages).filter((stage) => shown.some((item) => item.stage === stage.id));
  const stageRows = stages.map((stage) => h("div", { class: "row", "data-stage": stage.id }, stageSample(store, stage), h("span", { class: "name" }, store.label(stage)), h("span", { class: "count" }, String(shown.filter((item) => item.stage === stage.id).length))));
  const edges = new Set(shown.filter((item) => item.located !== "point").map((item) => store.doc.catalogue.precisions[item.precision].edge));
  const edgeRows = ["soft", "hatched"].filter((edge) => edges.has(edge)).map((edge) => h("div", { class: "row" }, edgeSample(store, edge), h("span", { class: "name" }, store.t(`legend.${edge}`))));
  return [
    ...layerRows,
    h("h3", {}, store.t("legend.stage")),
    ...stageRows,
    ...(edgeRows.length ? [h("h3", {}, store.t("legend.precision")), ...edgeRows] : []),
  ];
}

function svg(width, height, ...children) {
  const node = document.createElementNS(SVG, "svg");
  node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  node.setAttribute("width", width);
  node.setAttribute("height", height);
  node.setAttribute("class", "swatch");
  node.setAttribute("aria-hidden", "true");
  node.append(...children);
  return node;
}

function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

// What a layer looks like: its kinds of geometry as they are drawn.
export function swatch(store, layer) {
  const kinds = kindsOf(store, layer.id);
  const icon = Object.entries(store.doc.icons[store.state.ground]).find(([key]) => key.startsWith(`${layer.id}:`));
  if (kinds.has("point") && !kinds.has("line") && icon) {
    const node = ownSvg(icon[1]);
    node.setAttribute("width", "22");
    node.setAttribute("height", "18");
    node.setAttribute("class", "swatch");
    return node;
  }
  const parts = [];
  if (kinds.has("area")) parts.push(shape("rect", { x: 2, y: 2.5, width: 18, height: 13, rx: 2, fill: store.color(layer), "fill-opacity": layer.opacity, stroke: store.color(layer), "stroke-width": Math.min(Math.max(layer.width, 1), 2) * 0.8 }));
  if (kinds.has("line")) parts.push(shape("path", { d: "M2 13 8 6l6 5 6-6", fill: "none", stroke: store.color(layer), "stroke-width": Math.min(layer.width, 4), "stroke-linejoin": "round", "stroke-linecap": "round" }));
  if (!parts.length) parts.push(shape("circle", { cx: 11, cy: 9, r: 5, fill: store.color(layer), "fill-opacity": layer.id === "units" ? 0.18 : 0.35, stroke: store.color(layer) }));
  return svg(22, 18, ...parts);
}

const kindsCache = new WeakMap();

function kindsOf(store, layerId) {
  if (!kindsCache.has(store.doc)) {
    const kinds = new Map();
    for (const item of store.doc.items) if (item.anchors) kinds.set(item.layer, (kinds.get(item.layer) ?? new Set()).add(item.located));
    kindsCache.set(store.doc, kinds);
  }
  return layerId === "units" ? new Set() : (kindsCache.get(store.doc).get(layerId) ?? new Set());
}

function stageSample(store, stage) {
  const ink = store.colors().ink;
  const width = 2.4 * stage.width_factor;
  const line = shape("path", { d: "M1 9h22", stroke: ink, "stroke-width": width, "stroke-dasharray": stage.dash.map((length) => length * width).join(" ") || "none" });
  const share = { full: 1, half: 0.5, quarter: 0.25, ring: 0 }[stage.fill];
  const disc = [shape("circle", { cx: 33, cy: 9, r: 5.5, fill: store.colors().halo, stroke: ink, "stroke-width": 1.4 })];
  if (share) {
    const level = 9 + 5.5 - 11 * share;
    disc.push(shape("path", { d: sector(33, 9, 5.5, level), fill: ink }));
  }
  return svg(42, 18, line, ...disc);
}

// The part of a circle below a level, as a path.
function sector(cx, cy, r, level) {
  if (level <= cy - r) return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  const half = Math.sqrt(r * r - (level - cy) ** 2);
  const large = level < cy ? 1 : 0;
  return `M${cx - half} ${level}A${r} ${r} 0 ${large} 0 ${cx + half} ${level}Z`;
}

function edgeSample(store, edge) {
  const ink = store.colors().ink;
  if (edge === "soft") return svg(42, 18, shape("path", { d: "M2 9h38", stroke: ink, "stroke-width": 9, "stroke-opacity": 0.2, "stroke-linecap": "round" }), shape("path", { d: "M2 9h38", stroke: ink, "stroke-width": 2.4 }));
  const lines = [];
  for (let x = -10; x < 42; x += 6) lines.push(shape("path", { d: `M${x} 17l14-14`, stroke: ink, "stroke-width": 1.3 }));
  const box = svg(42, 18, shape("rect", { x: 1, y: 2, width: 40, height: 14, fill: "none", stroke: ink, "stroke-width": 1 }), ...lines);
  box.style.overflow = "hidden";
  return box;
}
