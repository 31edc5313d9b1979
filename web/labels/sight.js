// What of an item lies in the window, and where its name may stand there. All in degrees: a window is small, and
// comparing is cheap.

// Along the longest part of a line that is in sight.
const SHARES = [0.5, 0.3, 0.7, 0.15, 0.85];

/** @typedef {Place[]} Path */

/**
 * Places for the name of an item in the window, best first; none where it is out of sight.
 * @param {PlacedItem} item
 * @param {Path[]} courses its paths (lines, or rings of areas)
 * @param {Bounds} window
 */
export function anchorsIn(item, courses, window) {
  const { bounds, anchors, located } = item;
  if (!meets(bounds, window)) return [];
  if (located === "point") return anchors;
  if (within(bounds, window)) return anchors;
  const own = anchors.filter((anchor) => holds(window, anchor));
  const found = located === "line" ? alongLine(courses, window) : insideArea(courses, window);
  return found.length ? [...own, ...found] : [];
}

/**
 * @param {Bounds} bounds
 * @param {Bounds} window
 */
function meets([west, south, east, north], window) {
  return west <= window[2] && east >= window[0] && south <= window[3] && north >= window[1];
}

/**
 * @param {Bounds} bounds
 * @param {Bounds} window
 */
function within([west, south, east, north], window) {
  return west >= window[0] && east <= window[2] && south >= window[1] && north <= window[3];
}

/**
 * @param {Bounds} window
 * @param {Place} place
 */
function holds(window, [x, y]) {
  return x >= window[0] && x <= window[2] && y >= window[1] && y <= window[3];
}

/**
 * Points along the longest run of a line inside the window.
 * @param {Path[]} paths
 * @param {Bounds} window
 */
function alongLine(paths, window) {
  /** @type {{ length: number, run: Path }} */
  let best = { length: 0, run: [] };
  for (const path of paths) {
    /** @type {Path} */
    let run = [];
    let length = 0;
    for (let at = 1; at < path.length; at += 1) {
      const part = clipped(path[at - 1], path[at], window);
      if (part) {
        if (!run.length) run.push(part[0]);
        run.push(part[1]);
        length += Math.hypot(part[1][0] - part[0][0], part[1][1] - part[0][1]);
      }
      const leaves = !part || part[1] !== path[at];
      if (length > best.length && (leaves || at === path.length - 1)) best = { length, run };
      if (leaves) {
        run = [];
        length = 0;
      }
    }
  }
  return best.length ? SHARES.map((share) => pointAt(best.run, share * best.length)) : [];
}

/**
 * @param {Path} run
 * @param {number} distance
 */
function pointAt(run, distance) {
  let left = distance;
  for (let at = 1; at < run.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [run[at - 1], run[at]];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length >= left) return [x0 + ((x1 - x0) * left) / (length || 1), y0 + ((y1 - y0) * left) / (length || 1)];
    left -= length;
  }
  return run[run.length - 1];
}

/**
 * The part of a leg inside the window (Liang and Barsky); its ends are the leg's own where they lie inside.
 * @param {Place} start
 * @param {Place} end
 * @param {Bounds} window
 */
export function clipped(start, end, window) {
  let [enter, leave] = [0, 1];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  for (const [step, room] of [
    [-dx, start[0] - window[0]],
    [dx, window[2] - start[0]],
    [-dy, start[1] - window[1]],
    [dy, window[3] - start[1]],
  ]) {
    if (step === 0 && room < 0) return null;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  if (enter >= leave) return null;
  /** @param {number} share */
  const at = (share) => [start[0] + dx * share, start[1] + dy * share];
  return [enter > 0 ? at(enter) : start, leave < 1 ? at(leave) : end];
}

/**
 * The middle of the largest ring's part in the window, and where that lies outside, one of its corners.
 * @param {Path[]} rings
 * @param {Bounds} window
 */
function insideArea(rings, window) {
  /** @type {{ area: number, middle: Place, part: Path, ring: Path } | null} */
  let best = null;
  for (const ring of rings) {
    const part = cutRing(ring, window);
    const { area, middle } = measured(part);
    if (area > (best?.area ?? 0)) best = { area, middle, part, ring };
  }
  if (!best) return [];
  return inside(best.middle, best.ring) ? [best.middle] : [best.part[Math.floor(best.part.length / 2)]];
}

/**
 * A ring cut to the window side by side (Sutherland and Hodgman).
 * @param {Path} ring
 * @param {Bounds} window
 */
function cutRing(ring, [west, south, east, north]) {
  const sides = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  let points = ring;
  for (const [axis, limit, sign] of sides) {
    /** @type {Path} */
    const cut = [];
    points.forEach((point, at) => {
      const before = points[(at || points.length) - 1];
      const [isIn, wasIn] = [point, before].map((one) => (one[axis] - limit) * sign >= 0);
      if (isIn !== wasIn) {
        const share = (limit - before[axis]) / (point[axis] - before[axis]);
        cut.push([before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]);
      }
      if (isIn) cut.push(point);
    });
    points = cut;
    if (!points.length) break;
  }
  return points;
}

/**
 * Area and middle of a ring; no area where it has lost itself.
 * @param {Path} points
 */
function measured(points) {
  let [twice, x, y] = [0, 0, 0];
  points.forEach(([x1, y1], at) => {
    const [x0, y0] = points[(at || points.length) - 1];
    const cross = (x0 - points[0][0]) * (y1 - points[0][1]) - (x1 - points[0][0]) * (y0 - points[0][1]);
    twice += cross;
    x += (x0 + x1 - 2 * points[0][0]) * cross;
    y += (y0 + y1 - 2 * points[0][1]) * cross;
  });
  if (!twice) return { area: 0, middle: [] };
  return { area: Math.abs(twice) / 2, middle: [points[0][0] + x / (3 * twice), points[0][1] + y / (3 * twice)] };
}

/**
 * @param {Place} place
 * @param {Path} ring
 */
function inside([x, y], ring) {
  let odd = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [ring[at - 1], ring[at]];
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) odd = !odd;
  }
  return odd;
}
