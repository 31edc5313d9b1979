// What slipped: what was announced for which year, since when, and by how many years it came later, or has not come.

import { h } from "../../base/dom.js";
import { stateMark } from "../../panel/progress/tints.js";
import { listed } from "../../state/values.js";
import { onMap } from "../crossing.js";
import { stateOf } from "./counts.js";

const HEADS = ["item", "goal", "announced", "promised", "came", "late", "now"];
const NUMBERS = new Set(["announced", "promised", "came", "late"]);

/**
 * @param {PlanMap} map
 * @param {import("./counts.js").SlipRow[]} rows
 */
export function buildSlips(map, rows) {
  const { store } = map;
  if (!rows.length) return h("p", { class: "quiet" }, store.t("progress.slip.none"));
  return h(
    "table",
    { class: "items slips", lang: store.state.language },
    h("caption", { class: "unseen" }, store.t("progress.slips")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        HEADS.map((name) =>
          h(
            "th",
            { scope: "col", class: `of-${name}${NUMBERS.has(name) ? " number" : ""}` },
            h("span", { class: "head" }, store.t(`progress.slip.${name}`)),
          ),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map((row) => slipRow(map, row)),
    ),
  );
}

/**
 * @param {PlanMap} map
 * @param {import("./counts.js").SlipRow} row
 */
function slipRow(map, { item, goal, part, years, announced, came, late }) {
  const { store } = map;
  const unknown = store.t("progress.slip.unknown");
  const name = h(
    "button",
    { class: "name", "data-focus": `slip:${item.id}:${goal}:${part}`, "data-choose": item.id, ...onMap(map, item) },
    store.name(item),
  );
  return h(
    "tr",
    { "data-slip": item.id },
    h("th", { scope: "row" }, name),
    h(
      "td",
      {},
      store.t(goal === "start" ? "progress.goal.start" : "progress.goal.open"),
      part ? h("small", { lang: "zh" }, part) : null,
    ),
    h("td", { class: "number" }, announced),
    h("td", { class: "number" }, listed(store, years.map(String))),
    h(
      "td",
      { class: "number" },
      came === null ? h("span", { class: "none" }, late === null ? unknown : "—") : String(came),
    ),
    h(
      "td",
      { class: "number" },
      late === null ? "" : came === null ? store.t("progress.slip.still", { late }) : String(late),
    ),
    h("td", { class: "marked" }, stateMark(store, item), store.t(`state.${stateOf(store, item)}`)),
  );
}
