// Under each thing that an answer names lies a plate of the catalogue's: a disc under a point, a band under a line or
// an area's outline. Plates of one kind are one: all their edges are drawn before all their fills, which cover what of
// the edges lies inside. layers/answer/plates.py does the same.

import { numbers } from "../base/colour.js";
import { ringAround } from "./forms.js";

const WIDER_KINDS = new Set(["ticks"]);
// So short a line is its round ends: a disc.
const SPECK = 1e-6;

/** @typedef {{ row: PathRow, color: number[] }} Stroke */
// How much thinner the edge of a band is that has an outline_px beside it.
const OUTLINE_EDGE = 0.6;

/** @typedef {{ shapes: Geometry, alone: boolean, area: boolean }} Named alone: nothing else is drawn of it */

/**
 * @param {Place} place
 * @param {number} radius in pixels
 * @returns {PathRow}
 */
export function disc([x, y], radius) {
  const path = [
    [x, y],
    [x + SPECK, y],
  ];
  return { path, width: 2 * radius };
}

/**
 * Bands first, by mark, then discs, of which those of what was asked about, the last mark, are the lowest: what was
 * found may lie so near to it that its disc, the smaller one, would be hidden.
 * @param {AnswerMark[]} marks
 * @param {(mark: AnswerMark) => Named[]} of
 */
export function inOrder(marks, of) {
  const isSpot = (/** @type {Named} */ { shapes }) => shapes.points.length > 0 && !shapes.paths.length;
  const discs = [...marks.slice(-1), ...marks.slice(0, -1)];
  return [
    ...marks.map((mark) => ({ mark, found: of(mark).filter((thing) => !isSpot(thing)) })),
    ...discs.map((mark) => ({ mark, found: of(mark).filter(isSpot) })),
  ];
}

/**
 * The plates of one kind, in drawing order.
 * @param {Named[]} things
 * @param {AnswerMark} mark
 * @param {{ dark: boolean, zoom: number, scale: number }} how scale: of symbols and lines
 * @returns {Stroke[]}
 */
export function platesOf(things, mark, { dark, zoom, scale }) {
  const {
    edge_px: edge,
    dash_px: dash,
    beside_px: beside,
    outline_px: outline,
    radius_px: radius,
    lone_px: lone,
  } = mark;
  const edgeColor = numbers(dark ? mark.color_dark : mark.color);
  const fillColor = numbers(dark ? mark.color_fill_dark : mark.color_fill);
  /** Lengths in widths, and no distance to the first. @param {number} width */
  const dashed = (width) => (dash.length ? { dash: [...dash.map((px) => px / width), 0] } : {});
  /** @type {Stroke[]} */
  const edges = [];
  /** @type {Stroke[]} */
  const fills = [];
  for (const { shapes, alone, area: isArea } of things) {
    const { paths, points, strokes } = shapes;
    const own = Math.max(0, ...strokes.map(({ row, part }) => (WIDER_KINDS.has(part.kind) ? 0 : row.width)));
    const thin = isArea || alone;
    const band = (alone ? 0 : own) + 2 * (thin ? outline : beside);
    const whole = band + 2 * edge * (thin ? OUTLINE_EDGE : 1);
    const reach = alone ? lone : radius;
    for (const path of paths) {
      edges.push({ row: { path, width: whole, ...dashed(whole) }, color: edgeColor });
      fills.push({ row: { path, width: band }, color: fillColor });
    }
    for (const point of points) {
      const path = ringAround(point, (reach + edge / 2) * scale, zoom);
      edges.push({ row: { path, width: edge, ...dashed(edge) }, color: edgeColor });
      fills.push({ row: disc(point, reach), color: fillColor });
    }
  }
  return [...edges, ...fills];
}
