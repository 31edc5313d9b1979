// Items to choose from, each by its swatch and its name.

import { h } from "../../base/dom.js";
import { swatch } from "../swatch.js";
import { valueLabel } from "../../state/values.js";

/**
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @param {Actions} actions
 */
export function choices(store, items, actions) {
  return h(
    "ul",
    { class: "choices" },
    items.map((item) => choice(store, item, actions)),
  );
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Actions} actions
 */
function choice(store, item, actions) {
  const detail = `${valueLabel(store, "category", item.category)} · ${valueLabel(store, "stage", item.stage)}`;
  return h(
    "li",
    {},
    h(
      "button",
      { onclick: () => actions.select(item.id) },
      swatch(store, store.layerOf(item)),
      h("span", {}, h("b", {}, store.name(item)), h("small", {}, detail)),
    ),
  );
}
