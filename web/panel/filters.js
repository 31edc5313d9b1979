// The filters: text, then a checklist for each field of an item, with what each value would leave.

import { activeFilters, activeRow, loosening } from "../state/active.js";
import { h } from "../base/dom.js";
import { cleanText } from "../state/search.js";
import { emptyFilters, withFilters } from "../state/filters.js";
import { countBadge } from "../state/tally.js";
import { hasProgress } from "./progress/tints.js";
import { presentValues, valueLabel } from "../state/values.js";

// From so many values on a filter has all and none; from so many it is a list with a line each.
const MANY = 7;
const LONG = 14;

/** @param {Store} store */
export function buildFilters(store) {
  const open = new Set(["theme", "district"]);
  const search = h("input", {
    type: "search",
    class: "filter-text",
    maxlength: store.doc.contract.limits.text,
    "data-focus": "text",
  });
  // Not before an input method has ended its word: redrawing the panel under it would break the word off.
  search.addEventListener("input", (event) => event.isComposing || setText(store, search.value));
  search.addEventListener("compositionend", () => setText(store, search.value));
  const render = () => {
    const { text } = store.state.filters;
    search.placeholder = store.t("filter.text");
    search.setAttribute("aria-label", store.t("filter.text"));
    // A space at the end of what is being typed is no other search.
    if (cleanText(store.doc, search.value) !== text) search.value = text;
    return [
      search,
      activeRow(store),
      loosening(store),
      ...[...store.facets.keys()].map((name) => facet(store, name, open)),
    ].filter(Boolean);
  };
  return render;
}

/**
 * @param {Store} store
 * @param {string} text
 */
export function setText(store, text) {
  store.set({ filters: withFilters(store.state.filters, { text: cleanText(store.doc, text) }) });
}

/** @param {Store} store */
export function clearButton(store) {
  if (!activeFilters(store).length) return null;
  return h(
    "button",
    { class: "link", "data-focus": "clear", onclick: () => store.set({ filters: emptyFilters(store.doc) }) },
    store.t("filter.clear"),
  );
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {string[]} values
 */
function pick(store, name, values) {
  store.set({ filters: withFilters(store.state.filters, { [name]: new Set(values) }) });
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {Set<string>} open names of the filters that are unfolded
 */
function facet(store, name, open) {
  const picked = store.state.filters[name];
  const values = presentValues(store, name);
  // Of a ledger that has not come, or says nothing, there is nothing to choose.
  if (!values.length || (store.facet(name).ledger && !hasProgress(store))) return null;
  const long = values.length >= LONG;
  const choices = values.map((value) => choice(store, name, value, long));
  const summary = h(
    "summary",
    { "data-focus": `f:${name}` },
    store.t(`filter.${name}`),
    picked.size ? h("span", { class: "badge" }, `${picked.size}/${values.length}`) : null,
  );
  /** @param {Event} event */
  const remember = ({ target }) =>
    /** @type {HTMLDetailsElement} */ (target).open ? open.add(name) : open.delete(name);
  const all = h(
    "div",
    { class: "both" },
    h(
      "button",
      { class: "link", "data-focus": `all:${name}`, onclick: () => pick(store, name, values) },
      store.t("search.all"),
    ),
    h(
      "button",
      { class: "link", "data-focus": `none:${name}`, onclick: () => pick(store, name, []) },
      store.t("search.none"),
    ),
  );
  return h(
    "details",
    { class: "facet", open: open.has(name), ontoggle: remember },
    summary,
    values.length >= MANY ? all : null,
    h("div", { class: long ? "checks" : "chips", role: "group", "aria-label": store.t(`filter.${name}`) }, choices),
  );
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {string} value
 * @param {boolean} long
 */
function choice(store, name, value, long) {
  const picked = store.state.filters[name];
  const parts = store.counts[name].get(value);
  const count = countBadge(store, parts);
  const empty = parts?.all ? "" : " empty";
  const on = picked.has(value);
  const toggle = () => pick(store, name, on ? [...picked].filter((other) => other !== value) : [...picked, value]);
  const label = valueLabel(store, name, value);
  const marks = { "data-filter": name, "data-value": value, "data-focus": `${name}:${value}` };
  if (!long)
    return h("button", { class: `chip${empty}`, "aria-pressed": String(on), ...marks, onclick: toggle }, label, count);
  return h(
    "label",
    { class: `check${empty}` },
    h("input", { type: "checkbox", checked: on, ...marks, onchange: toggle }),
    h("span", { class: "name" }, label),
    count,
  );
}
