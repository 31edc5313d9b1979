// The values of each filter field: which there are, in which order, and what they are called.

/** @type {WeakMap<PlanDocument, Map<string, Set<string>>>} */
const presentCache = new WeakMap();
/** @type {WeakMap<PlanDocument, Map<string, Map<string, FacetValue>>>} */
const labelCache = new WeakMap();

/**
 * The values of a filter field that any item has, of the ledger's on any day, in the order of the contract.
 * @param {Store} store
 * @param {string} name
 */
export function presentValues(store, name) {
  const facet = store.facet(name);
  if (facet.ledger) {
    const ever = store.ledger?.ever(/** @type {keyof Standing} */ (facet.field));
    return facet.values.map(({ id }) => id).filter((id) => ever?.has(id));
  }
  let present = presentCache.get(store.doc);
  if (!present) {
    const valuesOfAll = (/** @type {string} */ field) =>
      new Set(store.doc.items.flatMap((item) => store.valuesOf(item, field)));
    present = new Map([...store.facets.keys()].map((field) => [field, valuesOfAll(field)]));
    presentCache.set(store.doc, present);
  }
  const found = present.get(name);
  return facet.values.map(({ id }) => id).filter((id) => found?.has(id));
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {string} id
 */
export function valueLabel(store, name, id) {
  let labels = labelCache.get(store.doc);
  if (!labels) {
    const byId = (/** @type {FacetRow} */ { values }) => new Map(values.map((value) => [value.id, value]));
    labels = new Map([...store.facets].map(([facet, row]) => [facet, byId(row)]));
    labelCache.set(store.doc, labels);
  }
  const value = labels.get(name)?.get(id);
  return value ? store.label(value) : id;
}

/**
 * 福田、罗湖 or Futian, Luohu.
 * @param {Store} store
 * @param {string[]} words
 */
export function listed(store, words) {
  return words.join(store.state.language === "zh" ? "、" : ", ");
}
