// Lines as they lie on the canvas, for names along them: every name asks, at every frame, so places are worked out once
// and moved by a matrix of the plane. A tilted map has no such matrix, and no names along lines.

import { toWorld } from "../base/mercator.js";
import { clipped } from "./sight.js";

/** @type {WeakMap<Place[], number[][]>} */
const worlds = new WeakMap();

/** @param {Place[]} path */
function worldOf(path) {
  let world = worlds.get(path);
  if (!world) {
    world = path.map(toWorld);
    worlds.set(path, world);
  }
  return world;
}

/**
 * What turns places into pixels of a viewport that looks straight down; null for another.
 * @param {DrawnViewport & { pitch?: number }} viewport
 * @param {{ width: number, height: number }} size
 */
export function planeOf(viewport, { width, height }) {
  if (viewport.pitch) return null;
  const [west, south, east, north] = viewport.getBounds();
  /** @type {Place[]} */
  const corners = [
    [west, north],
    [east, north],
    [west, south],
  ];
  const [origin, right, below] = corners.map((corner) => ({ world: toWorld(corner), pixel: viewport.project(corner) }));
  const [wide, high] = [right.world[0] - origin.world[0], below.world[1] - origin.world[1]];
  if (!(wide && high)) return null;
  const xs = [0, 1].map((axis) => (right.pixel[axis] - origin.pixel[axis]) / wide);
  const ys = [0, 1].map((axis) => (below.pixel[axis] - origin.pixel[axis]) / high);
  return { origin, xs, ys, width, height };
}

/**
 * The parts of paths inside the window, in pixels.
 * @param {Place[][]} paths
 * @param {NonNullable<ReturnType<typeof planeOf>>} plane
 * @returns {Pixel[][]}
 */
export function coursesOn(paths, plane) {
  const { origin, xs, ys, width, height } = plane;
  const window = /** @type {Bounds} */ ([0, 0, width, height]);
  /** @type {Pixel[][]} */
  const found = [];
  for (const path of paths) {
    /** @type {Pixel | null} */
    let before = null;
    /** @type {Pixel[]} */
    let part = [];
    for (const [x, y] of worldOf(path)) {
      const [right, down] = [x - origin.world[0], y - origin.world[1]];
      /** @type {Pixel} */
      const here = [origin.pixel[0] + right * xs[0] + down * ys[0], origin.pixel[1] + right * xs[1] + down * ys[1]];
      /** @type {Place[] | null} */
      const leg = before && clipped(before, here, window);
      if (leg) {
        if (!part.length) part.push(/** @type {Pixel} */ (leg[0]));
        part.push(/** @type {Pixel} */ (leg[1]));
      }
      if (part.length && leg?.[1] !== here) {
        found.push(part);
        part = [];
      }
      before = here;
    }
    if (part.length > 1) found.push(part);
  }
  return found;
}
