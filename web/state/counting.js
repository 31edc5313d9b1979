// Counts and sizes for the pages beside the map. Whatever has no place on the map is in every count.

import { withFilters } from "./filters.js";
import { finds } from "./search.js";

/**
 * Items that pass all filters but those named: what a choice among their values has to choose from.
 * @param {Store} store
 * @param {string[]} [except]
 */
export function passing(store, except = []) {
  const { filters } = store.state;
  const names = [...store.facets].flatMap(([name, { ledger }]) =>
    filters[name].size && !except.includes(name) && (!ledger || store.ledger) ? [name] : [],
  );
  return store.doc.items.filter(
    (item) =>
      names.every((name) => store.valuesOf(item, name).some((value) => filters[name].has(value))) &&
      finds(store.doc, item, filters.text),
  );
}

/**
 * Items by key, in the order given; an item with several keys is in each of them.
 * @template K
 * @param {ItemRecord[]} items
 * @param {(item: ItemRecord) => Iterable<K>} keysOf
 * @returns {Map<K, ItemRecord[]>}
 */
export function grouped(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** @param {string | string[]} values */
const asSet = (values) => new Set([values].flat());

/**
 * Whether the filters are exactly these values: { theme: "water", stage: ["start", "study"] }.
 * @param {Store} store
 * @param {Picks} picks
 */
export function isPicked(store, picks) {
  const { filters } = store.state;
  return Object.entries(picks).every(
    ([name, values]) =>
      filters[name].size === asSet(values).size && [...asSet(values)].every((value) => filters[name].has(value)),
  );
}

/**
 * Whether the filters named let some of the values through: then what is counted under them is part of the match.
 * @param {Store} store
 * @param {Picks} picks
 */
export function lets(store, picks) {
  const { filters } = store.state;
  return Object.entries(picks).every(
    ([name, values]) => !filters[name].size || [...asSet(values)].some((value) => filters[name].has(value)),
  );
}

/**
 * Filter by these values alone, or, where they are picked already, no longer by them; other filters stay.
 * What is set along with them (also) stays when they are taken back.
 * @param {Store} store
 * @param {Picks} picks
 * @param {Picks} [also]
 */
export function togglePick(store, picks, also = {}) {
  const picked = isPicked(store, { ...picks, ...also });
  const changed = Object.entries({ ...picks, ...(picked ? {} : also) }).map(([name, values]) => [
    name,
    picked ? new Set() : asSet(values),
  ]);
  store.set({ filters: withFilters(store.state.filters, Object.fromEntries(changed)) });
}

const WHOLE_FROM = 100;

/**
 * km or km² as written in both languages.
 * @param {number | undefined} size
 * @param {string} located
 */
export function sizeText(size, located) {
  if (size === undefined) return "";
  const decimals = size >= WHOLE_FROM ? 0 : size >= 1 ? 1 : 2;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return `${size.toLocaleString("en-US", digits)} ${located === "line" ? "km" : "km²"}`;
}

/**
 * Sum of the sizes of items, and of their parts inside Shenzhen (or inside one unit).
 * @param {ItemRecord[]} items
 * @param {string} [unit]
 */
export function sumSize(items, unit) {
  /** @param {ItemRecord} item */
  const inside = (item) =>
    Object.entries(item.inside ?? {}).reduce(
      (sum, [id, size]) => (unit === undefined || id === unit ? sum + size : sum),
      0,
    );
  return {
    size: items.reduce((sum, item) => sum + (item.size ?? 0), 0),
    inside: items.reduce((sum, item) => sum + inside(item), 0),
  };
}
