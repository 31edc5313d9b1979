// Segments too short to be told apart are drawn as one: an outline of hundreds of corners is a few pixels wide where
// the whole city is in sight.

/** So many segments are thinned out. */
export const MANY = 20_000;
/** Nearer than that all of them are drawn. */
const WHOLE_ZOOM = 17;

/**
 * How long on the plane a segment has to be, for a scale; 0 where all are drawn as they are. It is one for a whole
 * step of the zoom: at most a pixel.
 * @param {number} count of segments
 * @param {number} scale pixels to a unit of the plane
 */
export function shortest(count, scale) {
  const step = Math.ceil(Math.log2(scale));
  return count < MANY || step > WHOLE_ZOOM ? 0 : 2 ** -step;
}

/**
 * The same lines of longer segments: a corner that is nearer than so to the one before is left out. Where a line ends
 * it ends as before, and none is lost.
 * @param {{ places: Float32Array, rows: Float32Array }} segments those of a line one after the other
 * @param {number} unit
 */
export function coarser({ places, rows }, unit) {
  const [made, owners] = [new Float32Array(places.length), new Float32Array(rows.length)];
  const near = unit * unit;
  let count = 0;
  for (let at = 0; at < rows.length; count += 1) {
    const [x, y] = [places[4 * at], places[4 * at + 1]];
    let end = at;
    while (goesOn(places, rows, end) && away(places, end, x, y) < near) end += 1;
    made[4 * count] = x;
    made[4 * count + 1] = y;
    made[4 * count + 2] = places[4 * end + 2];
    made[4 * count + 3] = places[4 * end + 3];
    owners[count] = rows[at];
    at = end + 1;
  }
  return { places: made.slice(0, 4 * count), rows: owners.slice(0, count) };
}

/**
 * Square of the distance from a place to a segment's end.
 * @param {Float32Array} places
 * @param {number} at
 * @param {number} x
 * @param {number} y
 */
function away(places, at, x, y) {
  return (places[4 * at + 2] - x) ** 2 + (places[4 * at + 3] - y) ** 2;
}

/**
 * Whether the next segment begins where one ends, and is the same row's.
 * @param {Float32Array} places
 * @param {Float32Array} rows
 * @param {number} at
 */
function goesOn(places, rows, at) {
  return (
    rows[at + 1] === rows[at] && places[4 * at + 4] === places[4 * at + 2] && places[4 * at + 5] === places[4 * at + 3]
  );
}
