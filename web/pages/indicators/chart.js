// An indicator's published values by year and its target, as small as a word: ink alone, so that it prints in grey.

import { ownSvg } from "../../base/dom.js";

export const SIZE = { width: 104, height: 34 };
const EDGE = { x: 5, y: 5 };
// Where all that is shown is one number, it stands in the middle of so much of it.
const LEAST_SPAN = 0.05;

/** @typedef {{ x: number, y: number, year: number }} Spot */
/** @typedef {{ spots: Spot[], goal: number | null, mean: { from: number, to: number, y: number } | null }} Plot */

/**
 * Where everything stands, in the chart's own units; null where there is nothing to show.
 * @param {IndicatorRecord} record
 * @param {number[]} years
 * @returns {Plot | null}
 */
export function plot(record, years) {
  const { points, goal, first, last } = record;
  // A mean that was published as such is a level line over its years.
  const mean = record.measure === "mean" && !record.reckoned && record.value !== null ? Number(record.value) : null;
  if (!points.length && mean === null) return null;
  const numbers = [
    ...points.map(([, value]) => value),
    ...(goal === null ? [] : [goal]),
    ...(mean === null ? [] : [mean]),
  ];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const middle = (low + high) / 2;
  const span = Math.max(high - low, Math.abs(middle) * LEAST_SPAN, Number.MIN_VALUE);
  const step = (SIZE.width - 2 * EDGE.x) / Math.max(years.length - 1, 1);
  /** @param {number} year */
  const across = (year) => EDGE.x + years.indexOf(year) * step;
  /** @param {number} value */
  const down = (value) => SIZE.height / 2 - ((value - middle) / span) * (SIZE.height - 2 * EDGE.y);
  return {
    spots: points.map(([year, value]) => ({ x: across(year), y: down(value), year })),
    goal: goal === null ? null : down(goal),
    mean: mean === null ? null : { from: across(first ?? years[0]), to: across(last ?? years[0]), y: down(mean) },
  };
}

/**
 * Lines between years that follow one another: a year that is missing leaves a gap.
 * @param {Spot[]} spots
 */
export function strokes(spots) {
  return spots.slice(1).flatMap((spot, index) => (spot.year === spots[index].year + 1 ? [[spots[index], spot]] : []));
}

/**
 * @param {IndicatorRecord} record
 * @param {number[]} years
 * @param {string} label what it says, for whoever does not see it
 */
export function chart(record, years, label) {
  const drawn = plot(record, years);
  if (!drawn) return null;
  // Numbers of our own only: no text of the data becomes markup.
  const n = (/** @type {number} */ value) => value.toFixed(1);
  const { spots, goal, mean } = drawn;
  const parts = [
    goal === null ? "" : `<path class="goal" d="M0 ${n(goal)}H${SIZE.width}"/>`,
    mean === null ? "" : `<path class="mean" d="M${n(mean.from)} ${n(mean.y)}H${n(mean.to)}"/>`,
    ...strokes(spots).map(([a, b]) => `<path class="course" d="M${n(a.x)} ${n(a.y)}L${n(b.x)} ${n(b.y)}"/>`),
    ...spots.map(({ x, y }) => `<circle cx="${n(x)}" cy="${n(y)}" r="2.2"/>`),
  ];
  const { width, height } = SIZE;
  const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const node = ownSvg(`<svg xmlns="http://www.w3.org/2000/svg" ${box} class="course-chart">${parts.join("")}</svg>`);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", label);
  return node;
}
