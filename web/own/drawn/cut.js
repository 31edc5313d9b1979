// Areas cut into triangles by their ears (Meisters 1975): a corner whose triangle holds no other corner is cut off
// until three are left. Holes are joined to the outer ring by a bridge first (Eberly, Triangulation by Ear Clipping).
// deck.gl would do the same on rows of objects; here corners lie in one array.

/** @typedef {{ at: number, x: number, y: number, before: Corner, after: Corner }} Corner */

/**
 * Triangles of an area, three numbers of corners each.
 * @param {Float32Array} places two numbers a corner
 * @param {number[]} rings where each ring begins, and the end: the outer ring first; each ends where it began
 * @param {number[]} into gets the corners' numbers
 * @param {number} [unit] corners nearer than so to the one before may be left out: what is smaller is three corners,
 *   or no hole
 */
export function cut(places, rings, into, unit = 0) {
  let outer = ringOf(places, rings[0], rings[1], true, unit);
  if (!outer) return;
  const holes = [];
  for (let ring = 1; ring + 1 < rings.length; ring += 1) {
    const hole = ringOf(places, rings[ring], rings[ring + 1], false, unit);
    if (hole) holes.push(leftmost(hole));
  }
  holes.sort((a, b) => a.x - b.x);
  for (const hole of holes) outer = bridged(outer, hole);
  clip(outer, into);
}

/**
 * A ring as a circle of corners, counterclockwise or not; null for one without an area. Its last corner is its first.
 * @param {Float32Array} places
 * @param {number} begin
 * @param {number} end
 * @param {boolean} counterclockwise whether it is to go so, as outer rings do
 * @param {number} unit
 * @returns {Corner | null}
 */
function ringOf(places, begin, end, counterclockwise, unit) {
  let twice = 0;
  for (let at = begin; at + 1 < end; at += 1)
    twice += places[2 * at] * places[2 * at + 3] - places[2 * at + 2] * places[2 * at + 1];
  if (!twice) return null;
  const forward = twice > 0 === counterclockwise;
  const all = end - begin - 1;
  /** @param {number} step */
  const cornerAt = (step) => (forward ? begin + step : end - 1 - step);
  /** @type {Corner | null} */
  let last = null;
  let kept = 0;
  for (let step = 0; step < all; step += 1) {
    const at = cornerAt(step);
    const [x, y] = [places[2 * at], places[2 * at + 1]];
    if (last && (x - last.x) ** 2 + (y - last.y) ** 2 < unit * unit) continue;
    last = after(last, at, x, y);
    kept += 1;
  }
  if (kept > 2 || !unit) return last?.after ?? null;
  if (!counterclockwise) return null;
  last = null;
  for (const step of [0, Math.floor(all / 3), Math.floor((2 * all) / 3)]) {
    const at = cornerAt(step);
    last = after(last, at, places[2 * at], places[2 * at + 1]);
  }
  return last?.after ?? null;
}

/**
 * One more corner behind another.
 * @param {Corner | null} last
 * @param {number} at
 * @param {number} x
 * @param {number} y
 * @returns {Corner}
 */
function after(last, at, x, y) {
  const corner = /** @type {Corner} */ ({ at, x, y });
  if (!last) {
    corner.before = corner;
    corner.after = corner;
    return corner;
  }
  corner.before = last;
  corner.after = last.after;
  last.after.before = corner;
  last.after = corner;
  return corner;
}

/** @param {Corner} start */
function leftmost(start) {
  let found = start;
  for (let corner = start.after; corner !== start; corner = corner.after)
    if (corner.x < found.x || (corner.x === found.x && corner.y < found.y)) found = corner;
  return found;
}

/**
 * Twice the area of a triangle, above zero where it goes counterclockwise.
 * @param {Corner} a
 * @param {Corner} b
 * @param {Corner} c
 */
const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/**
 * Whether a place is in a counterclockwise triangle, its edges counted.
 * @param {Corner} a
 * @param {Corner} b
 * @param {Corner} c
 * @param {Corner} place
 */
const holds = (a, b, c, place) => turn(a, b, place) >= 0 && turn(b, c, place) >= 0 && turn(c, a, place) >= 0;

/**
 * The outer ring with a hole in it, joined where the hole's leftmost corner sees it.
 * @param {Corner} outer
 * @param {Corner} hole
 */
function bridged(outer, hole) {
  const seen = bridgeTo(outer, hole);
  if (!seen) return outer;
  const back = /** @type {Corner} */ ({ at: seen.at, x: seen.x, y: seen.y });
  const again = /** @type {Corner} */ ({ at: hole.at, x: hole.x, y: hole.y });
  again.before = hole.before;
  hole.before.after = again;
  back.after = seen.after;
  seen.after.before = back;
  again.after = back;
  back.before = again;
  seen.after = hole;
  hole.before = seen;
  return outer;
}

/**
 * A corner of the ring that a hole's leftmost corner sees: on the edge that lies next to its left, or in the triangle
 * between them.
 * @param {Corner} outer
 * @param {Corner} hole
 * @returns {Corner | null}
 */
function bridgeTo(outer, hole) {
  let [x, corner] = [-Infinity, /** @type {Corner | null} */ (null)];
  let edge = outer;
  do {
    const next = edge.after;
    if (edge.y >= hole.y !== next.y >= hole.y) {
      const at = edge.x + ((hole.y - edge.y) * (next.x - edge.x)) / (next.y - edge.y);
      if (at <= hole.x && at > x) {
        x = at;
        corner = edge.x < next.x ? edge : next;
      }
    }
    edge = next;
  } while (edge !== outer);
  if (!corner) return null;
  const met = /** @type {Corner} */ ({ at: -1, x, y: hole.y });
  const [a, b, c] = corner.y < hole.y ? [hole, met, corner] : [hole, corner, met];
  let [best, steepest] = [corner, slope(corner, hole)];
  for (let other = corner.after; other !== corner; other = other.after) {
    if (other.x > hole.x || other.x < corner.x || !holds(a, b, c, other)) continue;
    const steep = slope(other, hole);
    if (steep < steepest || (steep === steepest && other.x > best.x)) [best, steepest] = [other, steep];
  }
  return best;
}

/**
 * @param {Corner} corner
 * @param {Corner} hole
 */
const slope = (corner, hole) => Math.abs(hole.y - corner.y) / Math.max(hole.x - corner.x, Number.MIN_VALUE);

/**
 * @param {Corner} start
 * @param {number[]} into
 */
function clip(start, into) {
  let [ear, stop] = [start, start];
  // Where no corner is an ear any more, as in rings that touch themselves, the next one is cut all the same.
  let forced = false;
  while (ear.before !== ear.after) {
    const { before, after: next } = ear;
    const bend = turn(before, ear, next);
    if (bend === 0 || forced || (bend > 0 && isEar(before, ear, next))) {
      if (bend > 0) into.push(before.at, ear.at, next.at);
      next.before = before;
      before.after = next;
      ear = next.after;
      stop = ear;
      forced = false;
      continue;
    }
    ear = next;
    forced = ear === stop;
  }
}

/**
 * @param {Corner} before
 * @param {Corner} ear
 * @param {Corner} next
 */
function isEar(before, ear, next) {
  const [west, east] = [Math.min(before.x, ear.x, next.x), Math.max(before.x, ear.x, next.x)];
  const [south, north] = [Math.min(before.y, ear.y, next.y), Math.max(before.y, ear.y, next.y)];
  for (let other = next.after; other !== before; other = other.after) {
    if (other.x < west || other.x > east || other.y < south || other.y > north) continue;
    const same = [before, next].some(({ x, y }) => x === other.x && y === other.y);
    // Only a corner that bends inwards can lie in an ear.
    if (!same && turn(other.before, other, other.after) <= 0 && holds(before, ear, next, other)) return false;
  }
  return true;
}
