// What colour an item has: its layer's, or that of its state where the plan is coloured by progress.

import { numbers } from "../base/colour.js";

/**
 * Whether the plan is coloured by progress: not before the ledger has come.
 * @param {Store} store
 */
export function isTinted({ state, ledger }) {
  return state.tint === "progress" && ledger !== null;
}

/**
 * Whether items have badges of their states.
 * @param {Store} store
 */
export function isMarked({ state, doc, ledger }) {
  return state.tint !== doc.contract.tints[0] && ledger !== null;
}

/**
 * How the state of an item looks on the day shown; that of what is unknown before the ledger has come.
 * @param {Store} store
 * @param {{ id: string }} item
 */
export function lookOf({ doc, standings }, { id }) {
  return doc.catalogue.states[standings.get(id)?.state ?? "unknown"];
}

/**
 * @param {Store} store
 * @param {{ id: string, layer: string }} item
 */
export function inkOf(store, item) {
  return store.color(isTinted(store) ? lookOf(store, item) : store.layerOf(item));
}

/**
 * The colour of each item's state, three numbers an item in the document's order; null where none is asked for.
 * @param {Store} store
 */
export function itemTints(store) {
  if (!isTinted(store)) return null;
  const colors = new Map(
    Object.entries(store.doc.catalogue.states).map(([state, look]) => [state, numbers(store.color(look)).slice(0, 3)]),
  );
  const { items } = store.doc;
  const tints = new Uint8Array(items.length * 3);
  for (let at = 0; at < items.length; at += 1) tints.set(colors.get(lookOf(store, items[at]).id) ?? [], at * 3);
  return tints;
}

/**
 * Whether what is shown needs the ledger: then it is fetched without waiting for a quiet moment.
 * @param {Store} store
 */
export function asksLedger({ state, facets, doc }) {
  const filtered = [...facets.values()].some(({ name, ledger }) => ledger && state.filters[name].size);
  return filtered || state.tint !== doc.contract.tints[0] || state.day !== null || state.timeOpen;
}

/**
 * The state of an item in words; nothing where nothing is known.
 * @param {Store} store
 * @param {{ id: string }} item
 */
export function stateWords(store, { id }) {
  const state = store.standings.get(id)?.state ?? "unknown";
  return state === "unknown" ? "" : store.t(`state.${state}`);
}
