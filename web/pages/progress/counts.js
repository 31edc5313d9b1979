// What the page of progress counts, without any node: states by anything else, openings by year, what slipped and by
// how much.

/**
 * late: null where nobody says when it began.
 * @typedef {object} SlipRow
 * @property {ItemRecord} item
 * @property {string} goal
 * @property {string} part
 * @property {number[]} years
 * @property {string} announced
 * @property {number | null} came
 * @property {number | null} late
 */

/**
 * The day that is shown.
 * @param {Store} store
 */
export function dayShown({ state, ledger }) {
  const today = ledger?.today ?? "";
  return state.day !== null && state.day < today ? state.day : today;
}

/**
 * @param {Store} store
 * @param {{ id: string }} item
 */
export function stateOf({ standings }, { id }) {
  return standings.get(id)?.state ?? "unknown";
}

/**
 * How many items of each row are in each state; an item with several rows counts in each of them.
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @param {string} facet
 * @returns {Map<string, Map<string, number>>} by row and state
 */
export function crossed(store, items, facet) {
  /** @type {Map<string, Map<string, number>>} */
  const rows = new Map();
  for (const item of items) {
    const state = stateOf(store, item);
    for (const value of store.valuesOf(item, facet)) {
      const row = rows.get(value) ?? new Map();
      rows.set(value, row.set(state, (row.get(state) ?? 0) + 1));
    }
  }
  return rows;
}

/** @param {Iterable<number>} counts */
export function sum(counts) {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/**
 * How many items are in each state, each once.
 * @param {Store} store
 * @param {ItemRecord[]} items
 */
export function byState(store, items) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const item of items) found.set(stateOf(store, item), (found.get(stateOf(store, item)) ?? 0) + 1);
  return found;
}

/**
 * What is open or complete on the day, by the year since which it is.
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @returns {Map<string, ItemRecord[]>}
 */
export function openedBy(store, items) {
  /** @type {Map<string, ItemRecord[]>} */
  const years = new Map();
  const { none } = store.facet("opened");
  for (const item of items) {
    const year = store.standings.get(item.id)?.opened ?? none;
    if (year !== none) years.set(year, [...(years.get(year) ?? []), item]);
  }
  return years;
}

/**
 * Announcements that did not come true in their year, those of one thing together; the latest by most years first.
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @returns {SlipRow[]}
 */
export function slipRows(store, items) {
  const { ledger, state } = store;
  if (!ledger) return [];
  const now = Number(dayShown(store).slice(0, 4));
  const begun = new Set(ledger.doc.begun_states);
  /** @type {Map<string, SlipRow>} */
  const rows = new Map();
  for (const item of items) {
    for (const { goal, year, part, event, came } of ledger.at(item.id, state.day)?.slips ?? []) {
      const key = [item.id, goal, part].join("\n");
      const announced = publishedOf(store, item.id, event);
      const row = rows.get(key) ?? { item, goal, part, years: [], announced, came, late: null };
      row.years.push(year);
      // Works go on, and nobody says since when.
      const untold = came === null && goal === "start" && !part && begun.has(stateOf(store, item));
      row.late = untold ? null : (came ?? now) - Math.min(...row.years);
      if (announced && (!row.announced || announced < row.announced)) row.announced = announced;
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort((one, other) => (other.late ?? 0) - (one.late ?? 0) || one.years[0] - other.years[0]);
}

/**
 * When an event was published; "" where it is not told.
 * @param {Store} store
 * @param {string} item
 * @param {string} event
 */
function publishedOf({ ledger }, item, event) {
  return ledger?.items.get(item)?.events.find(({ id }) => id === event)?.published ?? "";
}
