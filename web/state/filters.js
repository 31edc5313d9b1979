// Filters: none, some of them changed, and which of them an item fails.

import { finder } from "./search.js";

/**
 * @param {PlanDocument} doc
 * @returns {Filters}
 */
export function emptyFilters(doc) {
  const none = Object.fromEntries(doc.contract.facets.map(({ name }) => [name, new Set()]));
  return /** @type {any} */ ({ ...none, text: "" });
}

/**
 * Filters with some of them changed.
 * @param {Filters} filters
 * @param {Record<string, Set<string> | string>} changed by name, the words under "text"
 * @returns {Filters}
 */
export function withFilters(filters, changed) {
  return /** @type {any} */ ({ ...filters, ...changed });
}

/**
 * As Facet.values in geo/query.py.
 * @param {ItemRecord} item
 * @param {FacetRow} facet
 * @param {Standing} [standing] what a field of the ledger asks; without it there is no value
 * @returns {string[]}
 */
export function valuesOf(item, { field, none, ledger }, standing) {
  const asked = /** @type {Record<string, any> | undefined} */ (ledger ? standing : item);
  if (!asked) return [];
  const value = asked[field];
  if (Array.isArray(value)) return value.length ? value : [none];
  return [value === null ? none : String(value)];
}

/**
 * The filters that an item fails, two at the most: more need not be known.
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Finder | null} finds
 */
function failing(store, item, finds) {
  const { filters } = store.state;
  /** @type {string[]} */
  const failed = [];
  for (const [name, facet] of store.facets) {
    if (!filters[name].size || (facet.ledger && !store.ledger)) continue;
    if (!store.valuesOf(item, name).some((value) => filters[name].has(value)) && failed.push(name) > 1) return failed;
  }
  if (finds && !finds(item)) failed.push("text");
  return failed;
}

/**
 * Whether something would match without one of the filters.
 * @param {Store} store
 * @param {string} name
 */
export function matchesWithout(store, name) {
  const finds = finder(store.doc, store.state.filters.text);
  return store.doc.items.some((item) => failing(store, item, finds).every((failed) => failed === name));
}
