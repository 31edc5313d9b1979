// Outlines of very many areas seen from afar: lines of the GPU's own, a pixel wide and without joints, along the
// corners that the areas have already. A processor in a GPU's place draws them several times as fast as segments with
// round ends, which are two triangles each.

import { MANY } from "./coarse.js";

/** Of an outline that is nowhere as long as so many units one mark is left: a line shorter than a pixel may be none. */
const SPECK = 2;
/** How far off: a unit (coarse.js) of this zoom or one further off. Nearer, few are in sight at once. */
const FAR = 2 ** -13;
/** Where lines are wider than so in pixels, or pixels finer than the page's, one of the GPU's would be too thin. */
const WIDEST_PX = 2;
const FINE = 1.5;

/**
 * Whether outlines are drawn so.
 * @param {OwnMarks & Partial<OwnShapes["edges"]>} content
 * @param {{ unit: number, size: number, ratio: number }} how they are looked at: size in pixels of the page, ratio
 *   pixels of the canvas to one of the page
 */
export function isFar({ corners, count = 0 }, { unit, size, ratio }) {
  return Boolean(corners) && count >= MANY && unit >= FAR && size <= WIDEST_PX && ratio < FINE;
}

/**
 * @param {OwnCorners} corners
 * @param {number} unit corners nearer than so to the one before are left out
 * @returns {{ indices: Uint32Array, specks: OwnMarks }} numbers of corners, two a line; and segments that stand for
 *   what is too small for lines
 */
export function outlined({ places, starts, owners }, unit) {
  const indices = new Uint32Array(places.length);
  /** @type {number[]} */
  const specks = [];
  /** @type {number[]} */
  const rows = [];
  let count = 0;
  for (let ring = 0; ring + 1 < starts.length; ring += 1) {
    const [begin, last] = [starts[ring], starts[ring + 1] - 1];
    const box = boxOf(places, begin, last);
    if (box[2] - box[0] < SPECK * unit && box[3] - box[1] < SPECK * unit) {
      const middle = (box[1] + box[3]) / 2;
      specks.push(box[0], middle, box[2], middle);
      rows.push(owners[ring]);
      continue;
    }
    for (let at = begin, corner = begin + 1; corner <= last; corner += 1) {
      const [wide, high] = [places[2 * corner] - places[2 * at], places[2 * corner + 1] - places[2 * at + 1]];
      // A ring ends where it began.
      if (corner < last && wide * wide + high * high < unit * unit) continue;
      indices[count] = at;
      indices[count + 1] = corner;
      count += 2;
      at = corner;
    }
  }
  return {
    indices: indices.slice(0, count),
    specks: { places: Float32Array.from(specks), rows: Float32Array.from(rows) },
  };
}

/**
 * West, south, east, north of a ring.
 * @param {Float32Array} places
 * @param {number} begin
 * @param {number} last
 */
function boxOf(places, begin, last) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let corner = begin; corner <= last; corner += 1) {
    const [x, y] = [places[2 * corner], places[2 * corner + 1]];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}
