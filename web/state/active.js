// The filters that are on, each with a button that takes it off; where nothing is left, those that would help.

import { h } from "../base/dom.js";
import { matchesWithout, withFilters } from "./filters.js";
import { listed, valueLabel } from "./values.js";

// Of longer lists only the number is told.
const MAX_NAMED = 3;

/**
 * @param {Store} store
 * @returns {string[]}
 */
export function activeFilters(store) {
  const { filters } = store.state;
  return [...[...store.facets.keys()].filter((name) => filters[name].size), ...(filters.text.trim() ? ["text"] : [])];
}

/**
 * @param {Store} store
 * @param {string} name
 */
function without(store, name) {
  const { filters } = store.state;
  store.set({ filters: withFilters(filters, { [name]: name === "text" ? "" : new Set() }) });
}

/**
 * 主题：交通、水, or the number where there are many.
 * @param {Store} store
 * @param {string} name
 */
export function filterWords(store, name) {
  const { filters } = store.state;
  if (name === "text") return store.t("search.active", { filter: store.t("search.words"), what: filters.text.trim() });
  const values = [...filters[name]];
  const what =
    values.length > MAX_NAMED
      ? store.t("search.count", { count: values.length })
      : listed(
          store,
          values.map((value) => valueLabel(store, name, value)),
        );
  return store.t("search.active", { filter: store.t(`filter.${name}`), what });
}

/**
 * @param {Store} store
 * @param {string} name
 */
function remover(store, name) {
  const words = filterWords(store, name);
  const label = store.t("search.remove", { what: words });
  return h(
    "button",
    {
      class: "chip removable",
      "data-remove": name,
      "data-focus": `x:${name}`,
      title: label,
      "aria-label": label,
      onclick: () => without(store, name),
    },
    h("span", { class: "words" }, words),
    h("span", { "aria-hidden": "true" }, "✕"),
  );
}

/**
 * One row of buttons; null where no filter is on or nothing matches (then loosening() has them).
 * @param {Store} store
 */
export function activeRow(store) {
  const names = activeFilters(store);
  return names.length && store.matching.length
    ? h(
        "div",
        { class: "chips active" },
        names.map((name) => remover(store, name)),
      )
    : null;
}

/**
 * An empty result says which filter to loosen, and does it at one click: those without which something would match.
 * @param {Store} store
 */
export function loosening(store) {
  if (store.matching.length) return null;
  const active = activeFilters(store);
  const helpful = active.filter((name) => matchesWithout(store, name));
  return h(
    "div",
    { class: "warning", role: "status" },
    h("p", {}, store.t(helpful.length ? "search.empty" : "search.emptyAll")),
    h(
      "div",
      { class: "chips" },
      (helpful.length ? helpful : active).map((name) => remover(store, name)),
    ),
  );
}
