// The map's own code in small: the stage's pattern, the precision's edge. Python has drawn both
// (layers/style/swatches.py).

import { ownSvg } from "../base/dom.js";

/**
 * What a stage looks like as a line, a point or an area.
 * @param {StageRecord} stage
 * @param {{ kind?: string, color?: string }} [look]
 */
export function stageMark(stage, { kind = "point", color = "currentColor" } = {}) {
  return painted(stage.marks[kind] ?? stage.marks.point, color, "var(--halo)", "mark");
}

/**
 * One of Python's drawings in two colours.
 * @param {string} markup
 * @param {string} ink
 * @param {string} paper
 * @param {string} name
 */
export function painted(markup, ink, paper, name) {
  const node = ownSvg(markup.replaceAll("INK", ink).replaceAll("PAPER", paper));
  node.setAttribute("class", name);
  return node;
}

/**
 * Crisp, soft or hatched as on the map; a dash for what is not drawn.
 * @param {PrecisionRecord} precision
 */
export function precisionMark({ mark }) {
  return painted(mark, "currentColor", "var(--halo)", "mark");
}
