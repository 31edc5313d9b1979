// Items by anything (what the plan promised, theme, district) and by what became of them: each number a filter.

import { h } from "../../base/dom.js";
import { passing } from "../../state/counting.js";
import { presentValues, valueLabel } from "../../state/values.js";
import { painted } from "../../panel/marks.js";
import { pickButton } from "../matrix.js";
import { byState, crossed, sum } from "./counts.js";

// How strongly a state's colour may fill a cell so that the number on it stays readable.
const STRONGEST = { light: 42, dark: 34 };
const FAINTEST = 8;

/**
 * @param {Store} store
 * @param {string} facet of the rows
 */
export function buildCrosstab(store, facet) {
  const items = passing(store, [facet, "state"]);
  const table = crossed(store, items, facet);
  const totals = byState(store, items);
  // What any day has has a column: nothing moves while time runs.
  const ever = store.ledger?.ever("state") ?? new Set();
  const states = Object.values(store.doc.catalogue.states).filter(({ id }) => ever.has(id));
  const most = Math.max(1, ...[...table.values()].flatMap((row) => [...row.values()]));
  const heads = states.map((look) => h("th", { scope: "col" }, stateHead(store, look)));
  const rows = presentValues(store, facet).map((value) => {
    const row = table.get(value) ?? new Map();
    const label = valueLabel(store, facet, value);
    return h(
      "tr",
      { "data-row": value },
      h("th", { scope: "row" }, pickButton(store, { [facet]: value }, {}, [label], label)),
      states.map((look) => cell(store, facet, value, look, row.get(look.id) ?? 0, most)),
      h("td", { class: "number sum" }, String(sum(row.values()))),
    );
  });
  const foot = h(
    "tr",
    { "data-row": "total" },
    h("th", { scope: "row" }, store.t("pages.total")),
    states.map(({ id }) => h("td", { "data-total": id }, String(totals.get(id) ?? 0))),
    h("td", { class: "number sum" }, h("b", { "data-total": "all" }, String(items.length))),
  );
  return h(
    "table",
    { class: "matrix crosstab", "data-crosstab": facet, lang: store.state.language },
    h("caption", { class: "unseen" }, store.t(`progress.by.${facet}`)),
    h(
      "thead",
      {},
      h("tr", {}, h("td", {}), heads, h("th", { scope: "col", class: "number sum" }, store.t("pages.total"))),
    ),
    h("tbody", {}, rows),
    h("tfoot", {}, foot),
  );
}

/**
 * @param {Store} store
 * @param {StateRecord} look
 */
function stateHead(store, look) {
  const label = store.t(`state.${look.id}`);
  const badge = painted(look.mark, store.color(look), store.colors().halo, "mark");
  return pickButton(store, { state: look.id }, {}, [badge, h("span", { class: "state-label" }, label)], label);
}

/**
 * @param {Store} store
 * @param {string} facet
 * @param {string} value
 * @param {StateRecord} look
 * @param {number} count
 * @param {number} most
 */
function cell(store, facet, value, look, count, most) {
  if (!count) return h("td", { class: "none" }, h("span", { "aria-label": "0" }, "·"));
  const label = store.t("progress.cell", {
    row: valueLabel(store, facet, value),
    state: store.t(`state.${look.id}`),
    count,
  });
  const button = pickButton(store, { [facet]: value, state: look.id }, {}, [String(count)], label);
  const share = button.classList.contains("off")
    ? FAINTEST
    : FAINTEST + (STRONGEST[store.state.appearance] - FAINTEST) * (count / most);
  button.style.background = `color-mix(in srgb, ${store.color(look)} ${Math.round(share)}%, transparent)`;
  button.dataset.cell = `${value} ${look.id}`;
  return h("td", {}, button);
}
