// Draws features on a canvas: each form on a band of the paper's colour, which reads on any basemap; words in plates
// edged in the feature's colour.

import { fontOf } from "../labels/pen.js";
import { meet } from "../labels/places.js";
import { measureText } from "./features.js";
import { headOf, insideOf, middleOf } from "./forms.js";
import { lined, widthOf } from "./lines.js";

const LINE_PX = 3;
const CASING_PX = 2;
const HEAD_PX = 15;
const POINT_PX = 6.5;
export const NUMBER_PX = 12;
const FILL_OPACITY = 0.16;
const CASING_OPACITY = 0.85;
const PLATE_OPACITY = 0.94;
const TEXT_PX = 14;
const MEASURE_PX = 12.5;
const LEADING = 1.3;
const PAD_PX = 6;
const WIDEST_PX = 230;
const ORDER = [["area"], ["line", "arrow"], ["point", "number"], ["text"]];

/**
 * How a canvas shows features: places as pixels, colours of pencils, of paper and of words.
 * @typedef {object} Look
 * @property {(path: Place[]) => Pixel[]} project
 * @property {(color: string) => string} color
 * @property {string} paper
 * @property {string} ink
 * @property {string} quiet
 * @property {number} scale of lines and symbols
 * @property {number} textScale 0 where nothing is written
 */
/** @typedef {import("../labels/places.js").Sides} Plate */

/**
 * Returns where the words of each stand, by its id.
 * @param {CanvasRenderingContext2D} context
 * @param {DrawnFeature[]} features
 * @param {Look} look
 */
export function paintFeatures(context, features, look) {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.setLineDash([]);
  const placed = features.map((feature) => ({ feature, path: look.project(feature.path) }));
  const inOrder = ORDER.flatMap((kinds) => placed.filter(({ feature }) => kinds.includes(feature.kind)));
  for (const { feature, path } of inOrder) paintForm(context, feature, path, look);
  /** @type {Map<string, Plate>} */
  const plates = new Map();
  if (!look.textScale) return plates;
  // What is written comes before what is measured; words that would cover others are left out, as names are.
  for (const { feature, path } of [...inOrder].reverse()) {
    const words = wordsOf(context, feature, path, look);
    const free = words && ![...plates.values()].some((plate) => meet(plate, words.plate));
    if (free) paintWords(context, words, feature, look);
    if (free) plates.set(feature.id, words.plate);
    else if (feature.kind === "text")
      disc(context, path[0], (POINT_PX / 2) * look.scale, look.color(feature.color), look);
  }
  return plates;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<DrawnFeature, "kind" | "color" | "number">} feature
 * @param {Pixel[]} path
 * @param {Look} look
 */
export function paintForm(context, { kind, color, number }, path, look) {
  const { scale, paper } = look;
  const ink = look.color(color);
  context.globalAlpha = 1;
  if (kind === "text") return;
  if (kind === "point" || kind === "number") {
    const [x, y] = path[0];
    disc(context, path[0], (kind === "point" ? POINT_PX : NUMBER_PX) * scale, ink, look);
    if (kind === "number" && look.textScale) {
      context.fillStyle = paper;
      context.font = fontOf({ weight: 700, size: (number > 99 ? 11 : 14) * scale });
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(String(number), x, y + scale);
    }
    return;
  }
  trace(context, path);
  if (kind === "area") {
    context.closePath();
    context.globalAlpha = FILL_OPACITY;
    context.fillStyle = ink;
    context.fill();
  }
  stroke(context, ink, look);
  if (kind !== "arrow") return;
  trace(context, headOf(path, HEAD_PX * scale));
  stroke(context, ink, look);
}

/**
 * The path that is traced, in its casing.
 * @param {CanvasRenderingContext2D} context
 * @param {string} ink
 * @param {Look} look
 */
function stroke(context, ink, { paper, scale }) {
  context.globalAlpha = CASING_OPACITY;
  context.strokeStyle = paper;
  context.lineWidth = (LINE_PX + 2 * CASING_PX) * scale;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = ink;
  context.lineWidth = LINE_PX * scale;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel[]} path
 */
export function trace(context, path) {
  context.beginPath();
  for (const [at, [x, y]] of path.entries()) context[at ? "lineTo" : "moveTo"](x, y);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {number} radius
 * @param {string} ink
 * @param {Look} look
 */
function disc(context, [x, y], radius, ink, { paper, scale }) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.strokeStyle = paper;
  context.lineWidth = 2 * CASING_PX * scale;
  context.stroke();
  context.fill();
}

/**
 * A feature's text and, where it is to be told, its measure, in lines, and the plate that they take.
 * @typedef {{ lines: { text: string, hand: { weight: number, size: number } }[], plate: Plate }} Words
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {DrawnFeature} feature
 * @param {Pixel[]} path
 * @param {Look} look
 * @returns {Words | null}
 */
function wordsOf(context, feature, path, look) {
  const { textScale: scale } = look;
  const measure = feature.measured ? measureText(feature) : "";
  const big = { weight: 600, size: TEXT_PX * scale };
  const small = { weight: feature.text ? 400 : 600, size: MEASURE_PX * scale };
  const lines = [
    ...lined(context, feature.text, fontOf(big), WIDEST_PX * scale).map((text) => ({ text, hand: big })),
    ...(measure ? [{ text: measure, hand: small }] : []),
  ];
  if (!lines.length) return null;
  const width = Math.max(...lines.map(({ text, hand }) => widthOf(context, text, fontOf(hand)))) + 2 * PAD_PX * scale;
  const height = lines.reduce((sum, { hand }) => sum + hand.size * LEADING, PAD_PX * scale);
  const [x, y] = anchorOf(feature, path, { width, height }, look);
  return { lines, plate: { west: x, north: y, east: x + width, south: y + height } };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Words} words
 * @param {DrawnFeature} feature
 * @param {Look} look
 */
function paintWords(context, { lines, plate }, feature, look) {
  const { textScale: scale, paper, ink, quiet } = look;
  context.globalAlpha = PLATE_OPACITY;
  context.fillStyle = paper;
  context.strokeStyle = look.color(feature.color);
  context.lineWidth = 1.8 * scale;
  context.beginPath();
  context.roundRect(plate.west, plate.north, plate.east - plate.west, plate.south - plate.north, 4 * scale);
  context.fill();
  context.globalAlpha = 1;
  context.stroke();
  context.textAlign = "left";
  context.textBaseline = "middle";
  let top = plate.north + (PAD_PX * scale) / 2;
  for (const { text, hand } of lines) {
    context.fillStyle = feature.text && hand.size < TEXT_PX * scale ? quiet : ink;
    context.font = fontOf(hand);
    context.fillText(text, plate.west + PAD_PX * scale, top + (hand.size * LEADING) / 2);
    top += hand.size * LEADING;
  }
}

/**
 * The upper left corner of a plate: beside a point, on the middle of a line, inside an area, at the place of a text.
 * @param {Pick<DrawnFeature, "kind">} feature
 * @param {Pixel[]} path
 * @param {PixelSize} size
 * @param {Look} look
 */
function anchorOf({ kind }, path, { width, height }, { scale }) {
  const beside = { point: POINT_PX, number: NUMBER_PX };
  if (kind === "point" || kind === "number")
    return [path[0][0] + (beside[kind] + 2 * CASING_PX) * scale, path[0][1] - height / 2];
  const [x, y] = kind === "area" ? insideOf(path) : kind === "text" ? path[0] : middleOf(path);
  const above = kind === "line" || kind === "arrow" ? height / 2 + (LINE_PX + CASING_PX) * scale : 0;
  return [x - width / 2, y - height / 2 - above];
}
