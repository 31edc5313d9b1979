// What a layer looks like, in small: its kinds of geometry as they are drawn, whatever the stage.

import { ownSvg } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 26;
const HEIGHT = 18;
const UNITS = "units";
const ARROW = "arrow";
// Where a pictogram stands in the room that it leaves: beside a line, so that the line's form is seen.
const MIDDLE = 0.5;
const RIGHT = 1;
const kindsCache = new WeakMap();

export function drawing(width, height, ...children) {
  const node = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "swatch", "aria-hidden": "true" });
  node.append(...children);
  return node;
}

export function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

export function swatch(store, layer) {
  if (layer.id === UNITS) return unitSwatch(store);
  const kinds = kindsOf(store, layer.id);
  const color = store.color(layer);
  const parts = [];
  if (kinds.has("area")) parts.push(shape("rect", { x: 2, y: 2.5, width: 22, height: 13, rx: 2, fill: color, "fill-opacity": layer.opacity, stroke: color, "stroke-width": Math.min(Math.max(layer.width, 1), 2) * 0.8 }));
  if (kinds.has("line")) parts.push(...(layer.symbol === ARROW ? [arrowhead(color)] : line(store, layer)));
  if (kinds.has("point") || !parts.length) parts.push(pictogram(store, layer, parts.length ? 13 : 18, kinds.has("line") ? RIGHT : MIDDLE));
  return drawing(WIDTH, HEIGHT, ...parts);
}

// A short line as the map has it: its own stroke, and over it the ticks or the core of its form.
function line(store, layer) {
  return layer.strokes.map(({ part, width_px: width, dash, first }) =>
    shape("path", {
      d: "M2 13 9 6l8 5 7-7",
      fill: "none",
      stroke: part === "core" || part === "gap" ? store.colors().halo : store.color(layer),
      "stroke-width": width,
      "stroke-dasharray": dash.map((length) => length * width).join(" ") || "none",
      "stroke-dashoffset": -first * width,
      "stroke-linejoin": "round",
      "stroke-linecap": part === "ticks" ? "butt" : "round",
    }),
  );
}

function pictogram(store, layer, size, place) {
  const node = ownSvg(store.doc.swatches[store.state.ground][layer.id]);
  for (const [key, value] of Object.entries({ width: size, height: size, x: (WIDTH - size) * place, y: (HEIGHT - size) / 2 })) node.setAttribute(key, value);
  return node;
}

function arrowhead(color) {
  return shape("path", { d: "M3 7h11V3l9 6-9 6v-4H3z", fill: color, "fill-opacity": 0.55 });
}

// The units are the ground itself: a tint and a border.
function unitSwatch(store) {
  const { unit_tints: tints, city_line: line } = store.colors();
  return drawing(WIDTH, HEIGHT, shape("path", { d: "M3 5 11 2l12 3-2 10-9 1-9-4z", fill: tints[1], stroke: line, "stroke-width": 1.2, "stroke-linejoin": "round" }));
}

function kindsOf(store, layerId) {
  if (!kindsCache.has(store.doc)) {
    const kinds = new Map();
    for (const item of store.doc.items) if (item.anchors) kinds.set(item.layer, (kinds.get(item.layer) ?? new Set()).add(item.located));
    kindsCache.set(store.doc, kinds);
  }
  return kindsCache.get(store.doc).get(layerId) ?? new Set();
}
