// What a filter asks of one field: a value of those that it has, or the least and the greatest number.

import { h } from "../base/dom.js";
import { valuesBy } from "./sifting.js";

const MOST_CHOICES = 200;

/**
 * @param {Store} store
 * @param {OwnColumn | undefined} column
 * @param {import("./sifting.js").OwnFilter} filter
 * @param {(patch: Partial<import("./sifting.js").OwnFilter>) => void} use
 * @returns {HTMLElement[]}
 */
export function valueFields(store, column, filter, use) {
  if (!column) return [];
  if (!column.values) return [numberField(store, "least", filter, use), numberField(store, "most", filter, use)];
  const choice = h(
    "select",
    {
      "aria-label": store.t("mine.filterValue"),
      "data-own": "filter-value",
      "data-focus": "own:filter-value",
      onchange: (event) => use({ value: event.target.value }),
    },
    h("option", { value: "" }, store.t("mine.any")),
    valuesBy(column, MOST_CHOICES).map(({ value, count }) =>
      h("option", { value, selected: value === filter.value }, `${value} (${count.toLocaleString()})`),
    ),
  );
  return [choice];
}

/**
 * @param {Store} store
 * @param {"least" | "most"} end
 * @param {import("./sifting.js").OwnFilter} filter
 * @param {(patch: Partial<import("./sifting.js").OwnFilter>) => void} use
 */
function numberField(store, end, filter, use) {
  const words = store.t(end === "least" ? "mine.least" : "mine.greatest");
  return h("input", {
    type: "number",
    step: "any",
    value: filter[end] ?? "",
    placeholder: words,
    "aria-label": words,
    "data-own": end,
    "data-focus": `own:${end}`,
    oninput: ({ target }) => use({ [end]: target.value === "" ? null : Number(target.value) }),
  });
}
