// A course with fewer places: Douglas and Peucker's way, in metres on a plane round the course.

const METRES_PER_DEGREE = 111_320;

/**
 * The places without which some other would lie further off than a tolerance; the ends always.
 * @param {Place[]} path longitude and latitude
 * @param {number} toleranceM
 */
export function simplified(path, toleranceM) {
  if (path.length < 3) return path;
  const wide = METRES_PER_DEGREE * Math.cos((path[0][1] * Math.PI) / 180);
  const flat = path.map(([x, y]) => [(x - path[0][0]) * wide, (y - path[0][1]) * METRES_PER_DEGREE]);
  const kept = new Uint8Array(path.length);
  kept[0] = kept[path.length - 1] = 1;
  // Of its own instead of calls: a stroke may have thousands of places.
  const open = [[0, path.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    let [far, at] = [toleranceM, -1];
    for (let next = from + 1; next < to; next += 1) {
      const off = offM(flat[next], flat[from], flat[to]);
      if (off > far) [far, at] = [off, next];
    }
    if (at < 0) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  return path.filter((_place, index) => kept[index]);
}

/**
 * How far a place lies off a segment; the ends of one that is closed are the same place.
 * @param {number[]} place
 * @param {number[]} from
 * @param {number[]} to
 */
function offM([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = dx || dy ? ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy) : 0;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

/**
 * The same with so many places at most, by a tolerance as much larger as it takes.
 * @param {Place[]} path
 * @param {number} toleranceM
 * @param {number} most
 */
export function simplifiedTo(path, toleranceM, most) {
  let found = simplified(path, toleranceM);
  for (let wider = 2 * toleranceM; found.length > most; wider *= 2) found = simplified(path, wider);
  return found;
}
