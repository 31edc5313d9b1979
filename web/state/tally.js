// How many items are on the map and where the rest is, counted here for whatever shows a number, as
// layers/view/tally.py does it: shown + closed + unplaced = all, always.

import { h } from "../base/dom.js";

/** @type {PartName[]} */
const PLACES = ["shown", "closed", "unplaced"];
/** @type {(keyof Parts)[]} */
const NAMES = ["all", ...PLACES];
/**
 * @typedef {object} Tally
 * @property {Set<string>} on the layers it was counted for
 * @property {Map<string, Parts>} layers
 * @property {Map<string, Parts>} stages
 * @property {Map<string, Parts>} states none before the ledger has come
 * @property {Set<string>} precisions
 */
/** @type {WeakMap<ItemRecord[], Tally>} */
const tallies = new WeakMap();

/**
 * On the map; in a layer that is closed; or without a place at all.
 * @param {Store} store
 * @param {ItemRecord} item
 * @returns {PartName}
 */
export function placeOf(store, item) {
  if (!item.anchors) return "unplaced";
  return store.state.layers.has(item.layer) ? "shown" : "closed";
}

/** @returns {Parts} */
function none() {
  return { all: 0, shown: 0, closed: 0, unplaced: 0 };
}

/**
 * @param {Store} store
 * @param {ItemRecord[]} items
 */
export function partsOf(store, items) {
  const parts = none();
  for (const item of items) parts[placeOf(store, item)] += 1;
  parts.all = items.length;
  return parts;
}

/**
 * Parts by key, for keysOf(item), which may be several or none.
 * @template K
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @param {(item: ItemRecord) => Iterable<K>} keysOf
 * @returns {Map<K, Parts>}
 */
export function partsBy(store, items, keysOf) {
  const found = new Map();
  for (const item of items) {
    const place = placeOf(store, item);
    for (const key of keysOf(item)) {
      const parts = found.get(key) ?? none();
      found.set(key, parts);
      parts[place] += 1;
      parts.all += 1;
    }
  }
  return found;
}

/** @param {Iterable<Parts>} list */
export function sumOf(list) {
  const sum = none();
  for (const parts of list) for (const name of NAMES) sum[name] += parts[name];
  return sum;
}

/**
 * Of what matches: parts by layer, by stage and by state, and the precisions of the areas and lines shown, whose edge
 * shows them.
 * @param {Store} store
 * @returns {Tally}
 */
export function tally(store) {
  const { matching, state } = store;
  const known = tallies.get(matching);
  if (known?.on === state.layers) return known;
  const layers = partsBy(store, matching, (item) => [item.layer]);
  const stages = partsBy(store, matching, (item) => [item.stage]);
  const states = partsBy(store, matching, (item) => store.valuesOf(item, "state"));
  const precisions = new Set(
    matching
      .filter((item) => item.located !== "point" && placeOf(store, item) === "shown")
      .map((item) => item.precision),
  );
  const counted = { on: state.layers, layers, stages, states, precisions };
  tallies.set(matching, counted);
  return counted;
}

/**
 * The layers that are closed and hold back something that matches.
 * @param {Store} store
 */
export function closedLayers(store) {
  return new Set(store.matching.filter((item) => placeOf(store, item) === "closed").map((item) => item.layer));
}

/** @param {Store} store */
export function openClosed(store) {
  store.set({ layers: new Set([...store.state.layers, ...closedLayers(store)]) });
}

/**
 * 图上 14 / 共 18 项；图层关闭 2 项；未落图 2 项
 * @param {Store} store
 * @param {Parts} parts
 */
export function partsWords(store, parts) {
  const rest = PLACES.slice(1)
    .filter((name) => parts[name])
    .map((name) => store.t(`tally.${name}`, { count: parts[name] }));
  return [store.t("tally.shown", parts), ...rest].join(store.state.language === "zh" ? "；" : "; ");
}

/**
 * A number in its one form, 14/18: on the map, of all; whoever points at it reads where the rest is.
 * @param {Store} store
 * @param {Parts} [parts]
 * @param {Record<string, unknown>} [attributes]
 */
export function countBadge(store, parts = none(), attributes = {}) {
  const words = partsWords(store, parts);
  return h(
    "span",
    { class: "count", "data-shown": parts.shown, "data-all": parts.all, title: words, ...attributes },
    String(parts.shown),
    parts.all ? h("span", { class: "of" }, `/${parts.all}`) : "",
  );
}
