// Names along lines: letter by letter on a smoothed stretch of a line that bends little, upright. Pixels, y downwards.
// layers/paper/names/along.py does the same on paper.

import { boxAt } from "./places.js";

// Of points along the line, of what the line is smoothed over, and of what stays free at a name's ends; in letters.
const STEP = 0.4;
const SMOOTH = 2.4;
const ENDS = 0.8;
const DEGREE = Math.PI / 180;
// From the first to the last letter, and from one to the next.
const MOST_BEND = 55 * DEGREE;
const MOST_TURN = 15 * DEGREE;
// A name that bends less is written in one piece.
const STRAIGHT = 4 * DEGREE;
// How much more bend a name in the middle of its line may have against one at its end.
const OFF_MIDDLE = 14 * DEGREE;
const MOST_RUNS = 6;
// Chinese along lines steeper than this goes from top to bottom, each letter upright.
const STEEP = 1.5;
const STACK = 1.06;
const STACKED = /^[⺀-鿿（）0-9·-]+$/;
/** @type {Record<string, string>} */
const UPRIGHT_BRACKETS = { "（": "︵", "）": "︶" };
const INK = 1.06;

/**
 * Letters that stand together, by their middle; turn: clockwise.
 * @typedef {{ text: string, x: number, y: number, turn: number }} Letters
 */
/**
 * A name along a line, and the boxes that it takes.
 * @typedef {{ letters: Letters[], boxes: import("./places.js").LabelBox[] }} Run
 */
/**
 * What is written: letters with their widths, the size, and how far from the line their middle stands.
 * @typedef {{ letters: { text: string, wide: number }[], size: number, beside: number }} Lettered
 */

/**
 * Where a name may run along paths, best first; each is set when it is asked for.
 * @param {Pixel[][]} paths
 * @param {Lettered} lettered
 * @returns {Generator<Run>}
 */
export function* runsAlong(paths, { letters, size, beside }) {
  const canStack = STACKED.test(letters.map(({ text }) => text).join(""));
  const plain = letters.reduce((sum, { wide }) => sum + wide, 0);
  const need = Math.max(plain, canStack ? letters.length * STACK * size : 0) + 2 * ENDS * size;
  const found = paths.flatMap((path) => stretches(path, need, size)).sort((a, b) => a.bend - b.bend);
  for (const { stretch } of found.slice(0, MOST_RUNS)) {
    const [first, last] = [stretch[0], stretch[stretch.length - 1]];
    const stacked = canStack && Math.abs(last[1] - first[1]) > STEEP * Math.abs(last[0] - first[0]);
    const onward = stacked ? last[1] >= first[1] : last[0] >= first[0];
    const course = onward ? stretch : [...stretch].reverse();
    const sides = beside ? [beside, -beside] : [0];
    for (const away of sides) yield runOf(course, letters, { size, away, stacked });
  }
}

/**
 * Stretches of a path that are long enough and bend little, with how much they bend.
 * @param {Pixel[]} path
 * @param {number} need
 * @param {number} size
 */
function stretches(path, need, size) {
  const even = smoothed(evenly(path, STEP * size), Math.round(SMOOTH / STEP));
  const wide = Math.ceil(need / (STEP * size));
  const letter = Math.round(1 / STEP);
  /** @type {{ bend: number, stretch: Pixel[] }[]} */
  const found = [];
  if (even.length <= wide) return found;
  const turns = turnsOf(even);
  for (let start = 0; start + wide < even.length; start += Math.max(Math.floor(wide / 6), 1)) {
    let [least, most, step] = [Infinity, -Infinity, 0];
    for (let at = start; at < start + wide; at += 1) {
      least = Math.min(least, turns[at]);
      most = Math.max(most, turns[at]);
      if (at >= start + letter) step = Math.max(step, Math.abs(turns[at] - turns[at - letter]));
    }
    if (most - least > MOST_BEND || step > MOST_TURN) continue;
    const middle = (start + wide / 2) / (even.length - 1);
    const bend = most - least + OFF_MIDDLE * Math.abs(2 * middle - 1);
    found.push({ bend, stretch: even.slice(start, start + wide + 1) });
  }
  return found;
}

/**
 * Points of a path at equal distances.
 * @param {Pixel[]} path
 * @param {number} step
 * @returns {Pixel[]}
 */
function evenly(path, step) {
  /** @type {Pixel[]} */
  const points = [path[0]];
  let left = step;
  for (let at = 1; at < path.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [path[at - 1], path[at]];
    const length = Math.hypot(x1 - x0, y1 - y0);
    let way = left;
    for (; way <= length; way += step) points.push([x0 + ((x1 - x0) * way) / length, y0 + ((y1 - y0) * way) / length]);
    left = way - length;
  }
  return points;
}

/**
 * Each point as the mean of those around it; less is around those near the ends.
 * @param {Pixel[]} points
 * @param {number} reach
 * @returns {Pixel[]}
 */
function smoothed(points, reach) {
  const sums = [[0, 0]];
  for (const [x, y] of points) {
    const [sumX, sumY] = sums[sums.length - 1];
    sums.push([sumX + x, sumY + y]);
  }
  return points.map((_, at) => {
    const own = Math.min(reach, at, points.length - 1 - at);
    const [from, to] = [sums[at - own], sums[at + own + 1]];
    const count = 2 * own + 1;
    return [(to[0] - from[0]) / count, (to[1] - from[1]) / count];
  });
}

/**
 * The way each leg goes, in radians without jumps.
 * @param {Pixel[]} points
 */
function turnsOf(points) {
  /** @type {number[]} */
  const turns = [];
  for (let at = 1; at < points.length; at += 1) {
    const turn = Math.atan2(points[at][1] - points[at - 1][1], points[at][0] - points[at - 1][0]);
    const before = turns[at - 2] ?? turn;
    turns.push(turn + 2 * Math.PI * Math.round((before - turn) / (2 * Math.PI)));
  }
  return turns;
}

/**
 * The letters in the middle of a course, away from it to the left of the way.
 * @param {Pixel[]} course of points at about equal distances
 * @param {Lettered["letters"]} letters
 * @param {{ size: number, away: number, stacked: boolean }} setting
 * @returns {Run}
 */
function runOf(course, letters, { size, away, stacked }) {
  const ways = [0];
  for (let at = 1; at < course.length; at += 1) {
    ways.push(ways[at - 1] + Math.hypot(course[at][0] - course[at - 1][0], course[at][1] - course[at - 1][1]));
  }
  const length = ways[ways.length - 1];
  /** @param {number} way @returns {Pixel} */
  const pointAt = (way) => {
    let at = Math.min(Math.max(Math.floor((way / length) * (course.length - 1)), 0), course.length - 2);
    while (at < course.length - 2 && ways[at + 1] < way) at += 1;
    while (at > 0 && ways[at] > way) at -= 1;
    const share = (way - ways[at]) / (ways[at + 1] - ways[at] || 1);
    const [[x0, y0], [x1, y1]] = [course[at], course[at + 1]];
    return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
  };
  /** @param {string} text @param {number} way @param {number} wide @returns {Letters} */
  const lettersAt = (text, way, wide) => {
    const [[x0, y0], [x1, y1], [x, y]] = [pointAt(way - wide / 2), pointAt(way + wide / 2), pointAt(way)];
    const long = Math.hypot(x1 - x0, y1 - y0) || 1;
    const [across, down] = [(x1 - x0) / long, (y1 - y0) / long];
    const turn = Math.atan2(down, across) - (stacked ? Math.PI / 2 : 0);
    return { text, x: x + down * away, y: y - across * away, turn };
  };
  const advances = letters.map(({ wide }) => (stacked ? STACK * size : wide));
  const total = advances.reduce((sum, wide) => sum + wide, 0);
  let way = (length - total) / 2;
  const set = letters.map(({ text }, at) => {
    way += advances[at];
    const sign = stacked ? (UPRIGHT_BRACKETS[text] ?? text) : text;
    return lettersAt(sign, way - advances[at] / 2, Math.max(advances[at], size / 2));
  });
  const boxes = set.map((each, at) => turnedBox(each, letters[at].wide, size));
  const bend = Math.max(...set.map(({ turn }) => turn)) - Math.min(...set.map(({ turn }) => turn));
  if (stacked || bend >= STRAIGHT) return { letters: set, boxes };
  return { letters: [lettersAt(letters.map(({ text }) => text).join(""), length / 2, total)], boxes };
}

/**
 * The upright box round letters that are turned.
 * @param {Letters} letters
 * @param {number} wide
 * @param {number} size
 */
function turnedBox({ x, y, turn }, wide, size) {
  const [c, s] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  return boxAt(x, y, { x: (wide * c + INK * size * s) / 2, y: (wide * s + INK * size * c) / 2 });
}

/**
 * The first run that touches nothing taken, and hides no symbol.
 * @param {import("./places.js").Room} room
 * @param {Iterable<Run>} runs
 */
export function freeRun(room, runs) {
  for (const run of runs) if (run.boxes.every((box) => room.isFree(box) && !room.hides(box))) return run;
  return null;
}
