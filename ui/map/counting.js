// Counts and sizes for the pages beside the map. Whatever has no place on the map is in every count.

import { finds } from "./search.js";
import { FILTER_NAMES, valuesOf } from "./store.js";

// Items that pass all filters but those named: what a choice among their values has to choose from.
export function passing(store, except = []) {
  const { filters } = store.state;
  const asked = FILTER_NAMES.filter((name) => filters[name].size && !except.includes(name));
  return store.doc.items.filter((item) => asked.every((name) => valuesOf(item, name).some((value) => filters[name].has(value))) && finds(item, filters.text));
}

// Items by key, in the order given; an item with several keys is in each of them.
export function grouped(items, keysOf) {
  const groups = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

const asSet = (values) => new Set([values].flat());

// Whether the filters are exactly these values: { theme: "water", stage: ["start", "study"] }.
export function isPicked(store, wanted) {
  const { filters } = store.state;
  return Object.entries(wanted).every(([name, values]) => filters[name].size === asSet(values).size && [...asSet(values)].every((value) => filters[name].has(value)));
}

// Whether the filters named let some of the values through: then what is counted under them is part of the match.
export function lets(store, wanted) {
  const { filters } = store.state;
  return Object.entries(wanted).every(([name, values]) => !filters[name].size || [...asSet(values)].some((value) => filters[name].has(value)));
}

// Filter by these values alone, or, where they are picked already, no longer by them; other filters stay.
// What is set along with them (also) stays when they are taken back.
export function togglePick(store, wanted, also = {}) {
  const picked = isPicked(store, { ...wanted, ...also });
  const changed = Object.entries({ ...wanted, ...(picked ? {} : also) }).map(([name, values]) => [name, picked ? new Set() : asSet(values)]);
  store.set({ filters: { ...store.state.filters, ...Object.fromEntries(changed) } });
}

const WHOLE_FROM = 100;

// km or km² as written in both languages.
export function sizeText(size, located) {
  if (size === undefined) return "";
  const decimals = size >= WHOLE_FROM ? 0 : size >= 1 ? 1 : 2;
  return `${size.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })} ${located === "line" ? "km" : "km²"}`;
}

// Sum of the sizes of items, and of their parts inside Shenzhen (or inside one unit).
export function sumSize(items, unit) {
  const inside = (item) => Object.entries(item.inside ?? {}).reduce((sum, [id, size]) => (unit === undefined || id === unit ? sum + size : sum), 0);
  return { size: items.reduce((sum, item) => sum + (item.size ?? 0), 0), inside: items.reduce((sum, item) => sum + inside(item), 0) };
}
