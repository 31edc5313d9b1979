// The filters in one line above a page: words to look for, what is filtered by, and the way to all filters.

import { activeRow, loosening } from "../state/active.js";
import { h, keepingFocus } from "../base/dom.js";
import { emptyFilters, withFilters } from "../state/filters.js";

/**
 * { node, render }: whoever shows it says when.
 * @param {Store} store
 */
export function buildFilterLine(store) {
  const search = h("input", {
    type: "search",
    class: "filter-text",
    oninput: ({ target }) => store.set({ filters: withFilters(store.state.filters, { text: target.value }) }),
  });
  const panel = h("button", { class: "link", onclick: () => store.set({ panelOpen: !store.state.panelOpen }) });
  const clear = h("button", {
    class: "link",
    "data-action": "clear",
    onclick: () => store.set({ filters: emptyFilters(store.doc) }),
  });
  const active = h("div", { class: "filter-active" });
  const node = h("div", { class: "filter-line" }, h("div", { class: "filter-row" }, search, clear, panel), active);
  const render = () => {
    const { filters, panelOpen } = store.state;
    search.placeholder = store.t("filter.text");
    search.setAttribute("aria-label", store.t("filter.text"));
    if (search.value !== filters.text) search.value = filters.text;
    clear.textContent = store.t("filter.clear");
    clear.hidden = !store.isFiltered();
    panel.textContent = store.t(panelOpen ? "panel.hide" : "pages.filters");
    panel.setAttribute("aria-expanded", String(panelOpen));
    const rows = [activeRow(store), loosening(store)].filter((row) => row !== null);
    keepingFocus(active, () => active.replaceChildren(...rows));
  };
  return { node, render };
}
