// The corners and triangles of areas, and of ribbons along lines.

// Joints turn by no more than this at once, so that wide lines stay round; the most pairs of corners at one point, and
// at two ends.
const STEP_RAD = Math.PI / 6;
const MOST_PAIRS = 7;
const END_PAIRS = 4;

/** @typedef {(place: Place) => number[]} Project a point's place on the plane */
/**
 * A leg of a path: its direction, its length, and how far along it starts.
 * @typedef {{ x: number, y: number, length: number, from: number }} Leg
 */

/**
 * The corners of rows: areas, whose rings end where they begin, with their triangles (layers/screen/triangles.py); or
 * lines.
 * @param {(AreaRow | { path: Place[] })[]} rows
 * @param {Project} project
 * @returns {Shape}
 */
export function shapesOf(rows, project) {
  const corners = new Corners(...roomFor(rows));
  const starts = [0];
  for (const row of rows) {
    if ("polygon" in row) addArea(corners, row, project);
    else addRibbon(corners, row.path, project);
    starts.push(corners.count);
  }
  return { ...corners.taken(), starts };
}

/**
 * The most corners and triangles that rows can have.
 * @param {(AreaRow | { path: Place[] })[]} rows
 * @returns {[number, number]}
 */
function roomFor(rows) {
  let [corners, triangles] = [0, 0];
  for (const row of rows) {
    if ("polygon" in row) {
      corners += row.polygon.reduce((sum, ring) => sum + ring.length, 0);
      triangles += row.triangles.length / 3;
    } else {
      const most = 2 * (row.path.length * MOST_PAIRS + END_PAIRS);
      corners += most;
      triangles += most;
    }
  }
  return [corners, triangles];
}

// Room for so many corners and triangles, of which a part is taken: each list is as long as it must be in the end.
class Corners {
  /**
   * @param {number} corners
   * @param {number} triangles
   */
  constructor(corners, triangles) {
    this.positions = new Float32Array(corners * 2);
    this.offsets = new Float32Array(corners * 2);
    this.places = new Float32Array(corners * 3);
    this.indices = new Uint32Array(triangles * 3);
    this.count = 0;
    this.triangles = 0;
  }

  /**
   * The two corners beside a point, left and right by (x, y), both moved ahead by (aheadX, aheadY).
   * @param {number[]} point
   * @param {number} x
   * @param {number} y
   * @param {number} along
   */
  pair(point, x, y, along, aheadX = 0, aheadY = 0, cap = 0) {
    for (let side = 1; side >= -1; side -= 2) {
      const at = this.count;
      this.positions[at * 2] = point[0];
      this.positions[at * 2 + 1] = point[1];
      this.offsets[at * 2] = side * x + aheadX;
      this.offsets[at * 2 + 1] = side * y + aheadY;
      this.places[at * 3] = along;
      this.places[at * 3 + 1] = side;
      this.places[at * 3 + 2] = cap;
      this.count += 1;
    }
  }

  /**
   * Two triangles between each pair of corners and the next, from one corner on.
   * @param {number} from
   */
  join(from) {
    const { indices } = this;
    for (let corner = from; corner < this.count - 2; corner += 2) {
      const at = this.triangles * 3;
      indices[at] = corner;
      indices[at + 1] = corner + 1;
      indices[at + 2] = corner + 2;
      indices[at + 3] = corner + 1;
      indices[at + 4] = corner + 3;
      indices[at + 5] = corner + 2;
      this.triangles += 2;
    }
  }

  taken() {
    const { count, triangles } = this;
    return {
      positions: this.positions.slice(0, count * 2),
      offsets: this.offsets.slice(0, count * 2),
      places: this.places.slice(0, count * 3),
      indices: this.indices.slice(0, triangles * 3),
    };
  }
}

/**
 * @param {Corners} corners
 * @param {AreaRow} row
 * @param {Project} project
 */
function addArea(corners, { polygon, triangles }, project) {
  const { indices, positions } = corners;
  let lowest = corners.count;
  let at = corners.triangles * 3;
  for (let number = 0; number < triangles.length; number += 3) {
    lowest += triangles[number];
    indices[at] = lowest;
    indices[at + 1] = lowest + triangles[number + 1];
    indices[at + 2] = lowest + triangles[number + 2];
    at += 3;
  }
  corners.triangles = at / 3;
  for (const ring of polygon) {
    for (let point = 0; point < ring.length - 1; point += 1) {
      const place = project(ring[point]);
      positions[corners.count * 2] = place[0];
      positions[corners.count * 2 + 1] = place[1];
      corners.count += 1;
    }
  }
}

/**
 * @param {Corners} corners
 * @param {Place[]} path
 * @param {Project} project
 */
function addRibbon(corners, path, project) {
  const { points, legs } = measured(path, project);
  if (!legs.length) return;
  const [first, last] = [legs[0], legs[legs.length - 1]];
  const [start, end] = [points[0], points[points.length - 1]];
  const closed = legs.length > 2 && start[0] === end[0] && start[1] === end[1];
  const from = corners.count;
  if (closed) addJoint(corners, start, last, first, 0);
  else {
    corners.pair(start, -first.y, first.x, 0, -first.x, -first.y, 1);
    corners.pair(start, -first.y, first.x, 0);
  }
  for (let at = 1; at < legs.length; at += 1) addJoint(corners, points[at], legs[at - 1], legs[at], legs[at].from);
  const length = last.from + last.length;
  if (closed) addJoint(corners, end, last, first, length, 1);
  else {
    corners.pair(end, -last.y, last.x, length);
    corners.pair(end, -last.y, last.x, length, last.x, last.y, 1);
  }
  corners.join(from);
}

/**
 * The path on the plane, without points that repeat the one before, and its legs.
 * @param {Place[]} path
 * @param {Project} project
 */
function measured(path, project) {
  /** @type {number[][]} */
  const points = [];
  /** @type {Leg[]} */
  const legs = [];
  /** @type {number[] | null} */
  let before = null;
  let from = 0;
  for (const point of path) {
    const place = project(point);
    const x = before ? place[0] - before[0] : 0;
    const y = before ? place[1] - before[1] : 0;
    const length = Math.sqrt(x * x + y * y);
    if (before && !length) continue;
    if (before) legs.push({ x: x / length, y: y / length, length, from });
    from += length;
    points.push(place);
    before = place;
  }
  return { points, legs };
}

/**
 * The corners where two legs meet: one pair for both where they hardly turn, else as many as make the turn round, or
 * the first of them.
 * @param {Corners} corners
 * @param {number[]} point
 * @param {Leg} one
 * @param {Leg} other
 * @param {number} along
 */
function addJoint(corners, point, one, other, along, most = MOST_PAIRS) {
  const turn = Math.atan2(one.x * other.y - one.y * other.x, one.x * other.x + one.y * other.y);
  const steps = Math.floor(Math.abs(turn) / STEP_RAD);
  const length = steps ? 1 : 1 / Math.cos(turn / 2);
  for (let step = 0; step < Math.min(steps + 1, most); step += 1) {
    const angle = steps ? (turn * step) / steps : turn / 2;
    const [cosine, sine] = [Math.cos(angle) * length, Math.sin(angle) * length];
    corners.pair(point, -one.y * cosine - one.x * sine, -one.y * sine + one.x * cosine, along);
  }
}
