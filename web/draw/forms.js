// Forms in pixels: what lies under the pointer, where words stand on a line or an area.

import { nearest } from "./snap.js";

/**
 * How far a pixel is from a path.
 * @param {Pixel} at
 * @param {Pixel[]} path
 */
export function distance([x, y], path) {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, place] of path.entries()) {
    const [px, py] = place;
    const [bx, by] = path[index ? index - 1 : 0];
    least = Math.min(least, Math.hypot(...nearest([bx - x, by - y], [px - x, py - y])));
  }
  return least;
}

/**
 * @param {Pixel} at
 * @param {Pixel[]} ring
 */
export function isInside([x, y], ring) {
  let inside = false;
  for (let one = 0, other = ring.length - 1; one < ring.length; other = one, one += 1) {
    const [[ax, ay], [bx, by]] = [ring[one], ring[other]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/**
 * Half-way along a line.
 * @param {Pixel[]} path
 * @returns {Pixel}
 */
export function middleOf(path) {
  const lengths = path.slice(1).map(([x, y], at) => Math.hypot(x - path[at][0], y - path[at][1]));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (rest <= length && length) {
      const [from, to] = [path[at], path[at + 1]];
      return [from[0] + ((to[0] - from[0]) * rest) / length, from[1] + ((to[1] - from[1]) * rest) / length];
    }
    rest -= length;
  }
  return path[0];
}

/**
 * Inside an area: its centre of mass, or where that lies outside the middle of the widest part at its height.
 * @param {Pixel[]} ring
 * @returns {Pixel}
 */
export function insideOf(ring) {
  let [sum, x, y] = [0, 0, 0];
  for (const [at, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length];
    const cross = ax * by - bx * ay;
    sum += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (!sum) return middleOf(ring);
  /** @type {Pixel} */
  const centre = [x / (3 * sum), y / (3 * sum)];
  if (isInside(centre, ring)) return centre;
  const crossings = ring
    .flatMap(([ax, ay], at) => {
      const [bx, by] = ring[(at + 1) % ring.length];
      return ay > centre[1] !== by > centre[1] ? [ax + ((bx - ax) * (centre[1] - ay)) / (by - ay)] : [];
    })
    .sort((one, other) => one - other);
  let widest = [0, 0];
  for (let at = 0; at + 1 < crossings.length; at += 2)
    if (crossings[at + 1] - crossings[at] > widest[1] - widest[0]) widest = [crossings[at], crossings[at + 1]];
  return crossings.length > 1 ? [(widest[0] + widest[1]) / 2, centre[1]] : middleOf(ring);
}

/**
 * The head of an arrow: its tip and its two barbs; none where the arrow is a point.
 * @param {Pixel[]} path
 * @param {number} size
 * @returns {Pixel[]}
 */
export function headOf(path, size) {
  const tip = path[path.length - 1];
  const tail = [...path].reverse().find(([x, y]) => Math.hypot(x - tip[0], y - tip[1]) > size / 2);
  if (!tail) return [];
  const turn = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  const barb = (/** @type {number} */ by) =>
    /** @type {Pixel} */ ([tip[0] - size * Math.cos(turn + by), tip[1] - size * Math.sin(turn + by)]);
  return [barb(0.45), tip, barb(-0.45)];
}
