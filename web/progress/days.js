// Days of the calendar as links have them, 2023-06-30, and the ends of months that the time bar stops at.

const WRITTEN = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/**
 * @param {number} year
 * @param {number} month from 1 on; 13 is the next year's first
 * @param {number} day 0 for the last day of the month before
 */
function written(year, month, day) {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/**
 * Whether a text is a day of the calendar, written so.
 * @param {string} text
 */
export function isDay(text) {
  const match = WRITTEN.exec(text);
  if (!match || match[1] < "1000") return false;
  return written(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

// Today by the clock of whoever looks.
export function today() {
  const now = new Date();
  return written(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/**
 * The last day of each month from a day on, up to a day that ends it all: [2021-01-31, 2021-02-28, …, 2026-11-29].
 * @param {string} first
 * @param {string} last
 */
export function monthEnds(first, last) {
  const [year, month] = first.split("-").map(Number);
  const ends = [];
  for (let at = 1; ; at += 1) {
    const end = written(year, month + at, 0);
    if (end >= last) return [...ends, last];
    ends.push(end);
  }
}

/**
 * The last of the days, which are in order, that is no later than a day; -1 where all are later.
 * @param {string[]} days
 * @param {string} day
 */
export function placeIn(days, day) {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
