// The city's document as the GPU draws it: rows, each of a part that is shown from one zoom to another. A line that is
// wider from some zoom on has a row for each width: which one is shown is a byte of a texture (gpu/visibility.js), and
// no layer changes with the zoom.

import { UNPICKABLE } from "../gpu/visibility.js";

const STEPS_PER_DEGREE = 100_000;
const NEAREST = 99;

/**
 * @param {CityDocument} doc
 * @returns {CityRows}
 */
export function cityRows({ kinds, layers }) {
  /** @type {CityPart[]} */
  const parts = [];
  /** @type {ShapeRow[]} */
  const rows = [];
  /** @type {number[]} */
  const owners = [];
  /** @type {(string[] | undefined)[]} */
  const colors = [];
  for (const { kind, rank, rows: described } of layers) {
    const { look } = kinds[kind];
    if (!look) continue;
    const shapes = described.map(decoded);
    for (const step of stepsOf(look, rank)) {
      parts.push({ catalogueId: kind, color: undefined, size: undefined, traits: UNPICKABLE, ...step });
      shapes.forEach((shape, at) => {
        rows.push("path" in shape ? { ...shape, width: step.width, dash: step.dash } : shape);
        owners.push(parts.length - 1);
        colors.push(described[at].colors);
      });
    }
  }
  return { parts, rows, owners: Uint16Array.from(owners), colors };
}

/**
 * The lines that names may run along, in degrees, by the name's number.
 * @param {CityDocument} doc
 */
export function coursesByName({ layers }) {
  /** @type {Map<number, Place[][]>} */
  const courses = new Map();
  for (const { path, name } of layers.flatMap(({ rows }) => rows)) {
    if (name === undefined || !path) continue;
    const own = courses.get(name) ?? [];
    own.push(placesOf(path));
    courses.set(name, own);
  }
  return courses;
}

/**
 * A row's places in degrees.
 * @param {CityRow} row
 * @returns {AreaRow | { path: Place[] }}
 */
function decoded({ path, rings = [], triangles = [] }) {
  return path ? { path: placesOf(path) } : { polygon: rings.map(placesOf), triangles };
}

/**
 * Places in degrees from whole numbers, as layers/city/places.py writes them.
 * @param {number[]} deltas
 * @returns {Place[]}
 */
export function placesOf(deltas) {
  /** @type {Place[]} */
  const places = [];
  let [x, y] = [0, 0];
  for (let at = 0; at < deltas.length; at += 2) {
    x += deltas[at];
    y += deltas[at + 1];
    places.push([x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE]);
  }
  return places;
}

/**
 * From which zoom to which a rank is drawn how wide; kind: "own" or "core", which has the colour of paper.
 * @param {CityLook} look
 * @param {number} rank
 * @returns {CityStep[]}
 */
export function stepsOf(look, rank) {
  const least = look.min_zoom[rank - 1];
  if (!look.widths.length) return [{ kind: "own", from: least, to: NEAREST, width: 0 }];
  const steps = look.widths.map((width, at) => ({
    kind: "own",
    from: at ? Math.max(look.zooms[at], least) : least,
    to: look.zooms[at + 1] ?? NEAREST,
    width,
    dash: dashOf(look.dash),
  }));
  const own = steps.filter(({ from, to }) => from < to);
  // A hairline has no room for a core.
  const cores = own.slice(own.length > 2 ? 1 : 0).map((step) => ({
    ...step,
    kind: "core",
    width: step.width * look.core,
    dash: dashOf(look.core_dash),
  }));
  return look.core ? [...own, ...cores] : own;
}

/**
 * @param {number[]} dash
 * @returns {number[] | undefined} nothing where the line is solid
 */
function dashOf(dash) {
  return dash.length ? dash : undefined;
}

/**
 * How strongly each part is shown at a zoom.
 * @param {CityPart[]} parts
 * @param {number} zoom
 */
export function strengthsAt(parts, zoom) {
  return Uint8Array.from(parts, ({ from, to }) => (zoom >= from && zoom < to ? 255 : 0));
}

/**
 * The zooms at which anything appears or goes, ascending.
 * @param {CityPart[]} parts
 */
export function turnsOf(parts) {
  return [...new Set(parts.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
}
