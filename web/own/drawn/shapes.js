// A packed document's places as the GPU and the pointer take them: on the plane, from the layer's origin.

import { toPlane } from "../../base/mercator.js";
import { cut } from "./cut.js";

const HALF_TURN = 180;
const SIZE = 512;

/** @typedef {Record<string, OwnArray>} Arrays */

/**
 * @param {OwnHead} head
 * @param {Arrays} arrays
 * @returns {OwnShapes}
 */
export function shapesOf(head, arrays) {
  const origin = toPlane(head.origin);
  const placed = (/** @type {string} */ name) => onPlane(arrays[name] ?? [], head.origin, origin);
  const lines = segments(placed("linePlaces"), arrays.lineStarts ?? [], arrays.lineRows ?? []);
  const [areaStarts, ringStarts, areaRows] = ["areaStarts", "ringStarts", "areaRows"].map(
    (name) => /** @type {Uint32Array} */ (arrays[name] ?? new Uint32Array()),
  );
  const corners = placed("areaPlaces");
  const ringRows = rowsOfRings(areaStarts, areaRows);
  const rows = rowsOfCorners(ringStarts, ringRows);
  return {
    origin,
    points: { places: placed("pointPlaces"), rows: Float32Array.from(arrays.pointRows ?? []) },
    lines,
    areas: {
      places: corners,
      rows,
      indicesAt: (unit) => triangles(corners, areaStarts, ringStarts, unit),
    },
    edges: new Edges({ places: corners, rows, starts: ringStarts, owners: ringRows }),
    areaStarts,
    ringStarts,
    areaRows,
  };
}

// Edges of areas; as segments only where they are drawn or looked for as such.
class Edges {
  /** @param {OwnCorners} corners */
  constructor(corners) {
    this.corners = corners;
    this.count = countOf(corners.places, corners.starts);
    /** @type {OwnMarks | null} */
    this.all = null;
    /** @type {{ row: number, marks: OwnMarks } | null} */
    this.one = null;
  }

  get segments() {
    const { places, starts, owners } = this.corners;
    this.all ??= segments(places, starts, owners);
    return this.all;
  }

  get places() {
    return this.segments.places;
  }

  get rows() {
    return this.segments.rows;
  }

  /**
   * The segments of one row: the same object as long as it is the same row.
   * @param {number} row
   */
  of(row) {
    if (this.one?.row !== row) {
      const { places, rows } = this.segments;
      const [first, end] = [rows.indexOf(row), rows.lastIndexOf(row) + 1];
      const marks = { places: places.slice(4 * first, 4 * end), rows: rows.slice(first, end) };
      this.one = { row, marks: first < 0 ? { places: new Float32Array(), rows: new Float32Array() } : marks };
    }
    return this.one.marks;
  }
}

/**
 * Degrees from an origin as places on the plane from the same origin.
 * @param {ArrayLike<number>} degrees
 * @param {Place} from
 * @param {number[]} origin of the plane
 */
function onPlane(degrees, [, latitude], [, y]) {
  const places = new Float32Array(degrees.length);
  const wide = SIZE / (2 * HALF_TURN);
  const round = SIZE / (2 * Math.PI);
  const rad = Math.PI / HALF_TURN / 2;
  for (let at = 0; at < degrees.length; at += 2) {
    places[at] = degrees[at] * wide;
    const north = SIZE / 2 + round * Math.log(Math.tan(Math.PI / 4 + (latitude + degrees[at + 1]) * rad));
    places[at + 1] = north - y;
  }

  return places;
}

/**
 * How many segments lines have.
 * @param {Float32Array} places
 * @param {ArrayLike<number>} starts
 */
function countOf(places, starts) {
  return Math.max(0, places.length / 2 - Math.max(0, starts.length - 1));
}

/**
 * Lines as segments of two corners.
 * @param {Float32Array} places
 * @param {ArrayLike<number>} starts
 * @param {ArrayLike<number>} owners
 */
function segments(places, starts, owners) {
  const count = countOf(places, starts);
  const [ends, rows] = [new Float32Array(4 * count), new Float32Array(count)];
  let at = 0;
  for (let line = 0; line + 1 < starts.length; line += 1)
    for (let corner = starts[line]; corner + 1 < starts[line + 1]; corner += 1, at += 1) {
      for (let number = 0; number < 4; number += 1) ends[4 * at + number] = places[2 * corner + number];
      rows[at] = owners[line];
    }
  return { places: ends, rows };
}

/**
 * @param {Uint32Array} areaStarts
 * @param {Uint32Array} areaRows
 */
function rowsOfRings(areaStarts, areaRows) {
  const rows = new Uint32Array(areaStarts.at(-1) ?? 0);
  for (let area = 0; area < areaRows.length; area += 1)
    rows.fill(areaRows[area], areaStarts[area], areaStarts[area + 1]);
  return rows;
}

/**
 * @param {Uint32Array} ringStarts
 * @param {Uint32Array} ringRows
 */
function rowsOfCorners(ringStarts, ringRows) {
  const rows = new Float32Array(ringStarts.at(-1) ?? 0);
  for (let ring = 0; ring < ringRows.length; ring += 1)
    rows.fill(ringRows[ring], ringStarts[ring], ringStarts[ring + 1]);
  return rows;
}

/**
 * @param {Float32Array} places
 * @param {Uint32Array} areaStarts
 * @param {Uint32Array} ringStarts
 * @param {number} unit what is too short to be seen (coarse.js)
 */
function triangles(places, areaStarts, ringStarts, unit) {
  /** @type {number[]} */
  const found = [];
  for (let area = 0; area + 1 < areaStarts.length; area += 1)
    cut(places, Array.from(ringStarts.subarray(areaStarts[area], areaStarts[area + 1] + 1)), found, unit);
  return Uint32Array.from(found);
}
