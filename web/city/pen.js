// How the names of the city are written: quiet letters, numbers of roads in small boxes, triangles for peaks; and the
// ring round the place that somebody has searched for.

import { fontOf, writeLines, writeRun } from "../labels/pen.js";
import { boxAt } from "../labels/places.js";
import { markOf, styleOf } from "./forms.js";

const TRIANGLE_PX = 3.6;
const RING_PX = 11;
const SPOT = { size: 14, weight: 700 };
const GAP_PX = 4;

/** @typedef {import("../labels/places.js").LabelBox} LabelBox */
/** @typedef {{ ring: LabelBox, box: LabelBox, name: string, style: import("../labels/pen.js").Style }} SpotMark */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {CityNamePlaced} placed
 * @param {Store} store
 * @param {number} scale
 */
export function write(context, { row, box, at, run }, store, scale) {
  const lettering = /** @type {CityLettering} */ (row.kind.lettering);
  const colors = store.colors();
  const label = store.color(lettering);
  const mark = markOf(row);
  if (mark === "shield") return shield(context, { row, box, at }, label, colors, scale);
  if (run) return writeRun(context, run, styleOf(row, scale), { ...colors, label }, scale);
  if (mark === "peak") triangle(context, at, label, scale);
  writeLines(context, { box, lines: [row.text], style: styleOf(row, scale) }, { ...colors, label }, scale);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {CityNamePlaced} placed
 * @param {string} ink
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
function shield(context, { row, box }, ink, colors, scale) {
  context.fillStyle = colors.halo;
  context.strokeStyle = row.entry.color ?? ink;
  context.lineWidth = scale;
  context.beginPath();
  context.roundRect(box.west, box.north, box.east - box.west, box.south - box.north, 3 * scale);
  context.fill();
  context.globalAlpha = 0.65;
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = ink;
  context.font = fontOf(styleOf(row, scale));
  context.fillText(row.text, box.x, box.y + 0.5);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {string} ink
 * @param {number} scale
 */
function triangle(context, [x, y], ink, scale) {
  const half = TRIANGLE_PX * scale;
  context.fillStyle = ink;
  context.beginPath();
  context.moveTo(x, y - half);
  context.lineTo(x + half, y + half * 0.8);
  context.lineTo(x - half, y + half * 0.8);
  context.fill();
}

/**
 * The ring round a place, and its name over it.
 * @param {Pixel} at
 * @param {string} name
 * @param {number} scale
 * @returns {SpotMark}
 */
export function spotAt([x, y], name, scale) {
  const radius = RING_PX * scale;
  /** @type {import("../labels/pen.js").Style} */
  const style = { size: Math.round(SPOT.size * scale), weight: SPOT.weight, color: "label" };
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"));
  context.font = fontOf(style);
  const half = { x: context.measureText(name).width / 2 + GAP_PX, y: style.size / 2 + GAP_PX };
  const box = boxAt(x, y - radius - half.y - 2 * scale, half);
  return { ring: boxAt(x, y, { x: radius, y: radius }), box, name, style };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {SpotMark} mark
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
export function markSpot(context, { ring, box, name, style }, colors, scale) {
  /** @type {[string, number][]} */
  const strokes = [
    [colors.halo, 6],
    [colors.highlight, 2.5],
  ];
  for (const [color, width] of strokes) {
    context.strokeStyle = color;
    context.lineWidth = width * scale;
    context.beginPath();
    context.arc(ring.x, ring.y, RING_PX * scale, 0, 2 * Math.PI);
    context.stroke();
  }
  writeLines(context, { box, lines: [name], style }, colors, scale);
}
