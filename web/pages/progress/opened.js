// Openings by year: a bar and a number a year, which filters by it; the works of the chosen year are named.

import { h } from "../../base/dom.js";
import { isPicked } from "../../state/counting.js";
import { valueLabel } from "../../state/values.js";
import { onMap } from "../crossing.js";
import { pickButton } from "../matrix.js";

/**
 * @param {PlanMap} map
 * @param {Map<string, ItemRecord[]>} years
 */
export function buildOpened(map, years) {
  const { store } = map;
  const found = store.facet("opened").values.filter(({ id }) => years.has(id));
  if (!found.length) return h("p", { class: "quiet" }, store.t("progress.opened.none"));
  const most = Math.max(...[...years.values()].map((items) => items.length));
  return h(
    "ol",
    { class: "opened" },
    found.map(({ id }) => yearRow(map, id, years.get(id) ?? [], most)),
  );
}

/**
 * @param {PlanMap} map
 * @param {string} opened
 * @param {ItemRecord[]} items
 * @param {number} most
 */
function yearRow(map, opened, items, most) {
  const { store } = map;
  const year = valueLabel(store, "opened", opened);
  const label = store.t("progress.opened.year", { year, count: items.length });
  const bar = h("span", { class: "bar", style: { width: `${(100 * items.length) / most}%` } });
  return h(
    "li",
    { "data-year": opened },
    h("span", { class: "year" }, year),
    h("span", { class: "bar-track" }, bar),
    pickButton(store, { opened }, {}, [String(items.length)], label),
    isPicked(store, { opened })
      ? h(
          "ul",
          { class: "works" },
          items.map((item) => work(map, item)),
        )
      : null,
  );
}

/**
 * @param {PlanMap} map
 * @param {ItemRecord} item
 */
function work(map, item) {
  const { store } = map;
  const since = store.ledger?.at(item.id, store.state.day)?.since ?? "";
  const name = { class: "link", "data-focus": `work:${item.id}`, "data-choose": item.id, ...onMap(map, item) };
  return h("li", {}, h("button", name, store.name(item)), h("span", { class: "quiet number" }, since));
}
