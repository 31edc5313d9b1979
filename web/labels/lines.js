// Names of the plan's lines along them: beside the line, so that none of it is hidden.

import { freeRun, runsAlong } from "./along.js";
import { coursesOn } from "./courses.js";

// Lines of layers with this pictogram are drawn as arrows.
const ARROW = "arrow";
// From a line's edge to the middle of its name, in sizes of its letters.
const BESIDE = 0.75;

/** @typedef {import("./pen.js").Style} Style */
/** @typedef {import("./places.js").Room} Room */

/**
 * Where the name of a line finds room along it; null where it finds none, or the row is no line's.
 * @param {Labels} labels
 * @param {Room} room
 * @param {import("./places.js").Row} row
 * @param {Style} style
 */
export function lineRun(labels, room, { item, text }, style) {
  if (!labels.plane || item?.located !== "line") return null;
  const layer = labels.store.layerOf(item);
  if (layer.symbol === ARROW) return null;
  const paths = coursesOn(labels.renderer.highlight?.geometry.get(item.id)?.paths ?? [], labels.plane);
  const beside = style.size * BESIDE + (layer.width * labels.scale) / 2;
  return freeRun(room, runsAlong(paths, lettered(labels, text, style, beside)));
}

// What stays together: a number, set from top to bottom too.
const UNITS = /\d+|./gu;

/**
 * Words as letters with their widths, digits together.
 * @param {Labels} labels
 * @param {string} text
 * @param {Style} style
 * @param {number} beside
 * @returns {import("./along.js").Lettered}
 */
export function lettered(labels, text, style, beside) {
  const units = text.match(UNITS) ?? [];
  const letters = units.map((unit) => ({ text: unit, wide: labels.width(labels.context, unit, style) }));
  return { letters, size: style.size, beside };
}
