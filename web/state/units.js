// Which of the 11 units the district page shows, and how it turns from one to the next.

import { withFilters } from "./filters.js";

/** @type {Record<string, number>} */
const STEPS = { BracketLeft: -1, BracketRight: 1, "[": -1, "]": 1 };
const TYPED_IN = "input, textarea, select, [contenteditable]";

/**
 * Where none is chosen: the one that is filtered by, the one shown last, the chosen item's, else the plan's first.
 * @param {Store} store
 * @param {string | null | undefined} last
 * @returns {string | null}
 */
export function firstUnit(store, last) {
  const { filters, selection } = store.state;
  /** @param {string | null | undefined} id */
  const known = (id) => store.doc.units.some((unit) => unit.id === id);
  const [filtered] = filters.district.size === 1 ? filters.district : [];
  const chosen = selection === null ? undefined : store.byId.get(selection);
  return [filtered, last, chosen?.districts[0], store.doc.units[0]?.id].find(known) ?? null;
}

/**
 * The districts that a filter picks, in the plan's order.
 * @param {PlanDocument} doc
 * @param {Filters} filters
 * @returns {string[]}
 */
export function pickedUnits({ units }, { district }) {
  return district.size ? units.map(({ id }) => id).filter((id) => district.has(id)) : [];
}

/** @param {PlanMap} map */
export function fitUnit(map) {
  map.fitting.fit(undefined, { ...map.store.state, selection: null });
}

/**
 * Turn to a unit; where the map shows one district only, it shows the new one.
 * @param {PlanMap} map
 * @param {string} id
 */
export function chooseUnit(map, id) {
  const { store } = map;
  const { unit, filters } = store.state;
  const follows = unit && filters.district.size === 1 && filters.district.has(unit);
  store.set({ unit: id, ...(follows ? { filters: withFilters(filters, { district: new Set([id]) }) } : {}) });
  fitUnit(map);
}

/**
 * @param {PlanMap} map
 * @param {number} by
 */
export function step(map, by) {
  const { units } = map.store.doc;
  const place = units.findIndex((unit) => unit.id === map.store.state.unit);
  chooseUnit(map, units[(place + by + units.length) % units.length].id);
}

/**
 * The keys [ and ], wherever the focus is but in a text field; a Chinese keyboard writes other signs on the same keys.
 * @param {PlanMap} map
 */
export function listenForSteps(map) {
  document.addEventListener("keydown", (event) => {
    const by = STEPS[event.key] ?? STEPS[event.code];
    if (
      !by ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      map.store.state.page !== "districts" ||
      !map.node.isConnected
    )
      return;
    if (/** @type {Partial<Element>} */ (event.composedPath()[0]).matches?.(TYPED_IN)) return;
    event.preventDefault();
    step(map, by);
  });
}
