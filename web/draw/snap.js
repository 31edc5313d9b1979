// Snapping: the nearest vertex or edge of what is in sight. Near the pointer degrees are as good as pixels, so nothing
// is projected but the pointer.

// A vertex draws from farther than the edge that it is on.
const VERTEX_PX = 12;
const EDGE_PX = 8;

/** @typedef {{ place: Place, kind: "vertex" | "edge" }} Snapped */
/** Pixels in a degree of longitude and of latitude. @typedef {[number, number]} DegreePx */

/**
 * @param {Place} pointer
 * @param {DegreePx} degreePx
 * @returns {Bounds} what may be snapped to lies in it
 */
export function reach([x, y], [wide, high]) {
  return [x - VERTEX_PX / wide, y - VERTEX_PX / high, x + VERTEX_PX / wide, y + VERTEX_PX / high];
}

/**
 * @param {Place} pointer
 * @param {DegreePx} degreePx
 * @param {Place[][]} paths lines, and rings of areas closed
 * @param {Place[]} points
 * @returns {Snapped | null}
 */
export function snap(pointer, [wide, high], paths, points) {
  /** @type {{ place: Place | null, px: number }} */
  let vertex = { place: null, px: VERTEX_PX };
  /** @type {{ place: Place | null, px: number }} */
  let edge = { place: null, px: EDGE_PX };
  const offset = (/** @type {Place} */ place) => [(place[0] - pointer[0]) * wide, (place[1] - pointer[1]) * high];
  const meet = (/** @type {Place} */ place, /** @type {number[]} */ [x, y]) => {
    const px = Math.hypot(x, y);
    if (px < vertex.px) vertex = { place: [place[0], place[1]], px };
  };
  for (const point of points) meet(point, offset(point));
  for (const path of paths) {
    /** @type {number[] | null} */
    let from = null;
    for (const place of path) {
      const to = offset(place);
      meet(place, to);
      if (from) {
        const near = nearest(from, to);
        const px = Math.hypot(...near);
        if (px < edge.px) edge = { place: [pointer[0] + near[0] / wide, pointer[1] + near[1] / high], px };
      }
      from = to;
    }
  }
  if (vertex.place) return { place: vertex.place, kind: "vertex" };
  return edge.place && { place: edge.place, kind: "edge" };
}

/**
 * The point of a segment that is nearest to 0, 0.
 * @param {number[]} from
 * @param {number[]} to
 */
export function nearest([x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const share = square ? Math.min(Math.max(-(x0 * dx + y0 * dy) / square, 0), 1) : 0;
  return [x0 + share * dx, y0 + share * dy];
}

/**
 * What of the plan and of the drawing may be snapped to within bounds.
 * @param {PlanMap} map
 * @param {DrawnFeature[]} features
 * @param {Bounds} bounds
 * @param {string | null} [without] an item that is left out
 */
export function targets({ store, renderer }, features, [west, south, east, north], without = null) {
  /** @type {Place[][]} */
  const paths = [];
  /** @type {Place[]} */
  const points = [];
  for (const item of store.matching) {
    const own = item.id === without ? null : item.bounds;
    if (!own || own[0] > east || own[2] < west || own[1] > north || own[3] < south || !store.isShown(item)) continue;
    const geometry = renderer.highlight?.geometry.get(item.id);
    paths.push(...(geometry?.paths ?? []));
    points.push(...(geometry?.points ?? []));
  }
  for (const { kind, path } of features) {
    if (path.length < 2) points.push(...path);
    else paths.push(kind === "area" ? [...path, path[0]] : path);
  }
  return { paths, points };
}
