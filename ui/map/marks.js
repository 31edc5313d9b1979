// The map's own code in small: the stage's pattern, the precision's edge, the theme's colour.

import { ownSvg } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 26;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;

function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function drawing(...children) {
  const node = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, class: "mark", "aria-hidden": "true" });
  node.append(...children);
  return node;
}

// What a stage looks like as a line, a point or an area; Python has drawn it (layers/stage_marks.py).
export function stageMark(stage, { kind = "point", color = "currentColor" } = {}) {
  return painted(stage.marks[kind] ?? stage.marks.point, color, "var(--halo)", "mark");
}

// One of Python's drawings in two colours.
export function painted(markup, ink, paper, name) {
  const node = ownSvg(markup.replaceAll("INK", ink).replaceAll("PAPER", paper));
  node.setAttribute("class", name);
  return node;
}

// Crisp, soft or hatched as on the map; nothing at all for what is not drawn.
export function precisionMark(edge) {
  const box = { x: 5, y: 2, width: 16, height: 10 };
  if (edge === "none") return drawing(shape("path", { d: `M9 ${MIDDLE}h8`, stroke: "currentColor", "stroke-width": 1.4 }));
  if (edge === "soft") {
    const pale = shape("rect", { ...box, rx: 2, fill: "none", stroke: "currentColor", "stroke-width": 4, "stroke-opacity": 0.28 });
    return drawing(pale, shape("rect", { ...box, rx: 2, fill: "none", stroke: "currentColor", "stroke-width": 1 }));
  }
  const outline = shape("rect", { ...box, fill: "none", stroke: "currentColor", "stroke-width": 1.5 });
  if (edge === "crisp") return drawing(outline);
  return drawing(outline, shape("path", { d: "M5 8l6-6M5 12 15 2M9 12 19 2M14 12l7-7M18 12l3-3", stroke: "currentColor", "stroke-width": 1 }));
}
