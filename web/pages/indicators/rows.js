// The list of indicators: target, every published year, a small chart, what came of it; below a row who published what.

import { h } from "../../base/dom.js";
import { citation } from "../../panel/card/happened.js";
import { under } from "../../panel/card/standing.js";
import { chart } from "./chart.js";
import { resultMark } from "./marks.js";
import { verdictParts } from "./sums.js";
import { charted, compared, measured, names, printedOf, saying, targetOf, verdictsOf, yearsOf } from "./words.js";

/** Heads that sort, by the name of their rank (choosing.js); the others only name their column. */
const SORTED = ["number", "kind", "result"];

/**
 * @param {Store} store
 * @param {number[]} years
 * @param {import("./choosing.js").Order} order
 * @param {(column: string) => void} onSort
 */
export function listHead(store, years, order, onSort) {
  /**
   * @param {string} name
   * @param {boolean} [number]
   */
  const cell = (name, number = false) => {
    const text = store.t(`indicators.${name}`);
    const sorted = order.column === name;
    const direction = sorted ? (order.descending ? "descending" : "ascending") : undefined;
    const sign = sorted ? (order.descending ? "▾" : "▴") : "";
    const content = SORTED.includes(name)
      ? h(
          "button",
          { "data-sort": name, "data-focus": `sort:${name}`, onclick: () => onSort(name) },
          text,
          h("span", { class: "direction", "aria-hidden": "true" }, sign),
        )
      : h("span", { class: "head" }, text);
    return h("th", { scope: "col", class: `of-${name}${number ? " number" : ""}`, "aria-sort": direction }, content);
  };
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      cell("number", true),
      cell("name"),
      cell("kind"),
      cell("target", true),
      years.map((year) =>
        h("th", { scope: "col", class: "of-year number" }, h("span", { class: "head" }, String(year))),
      ),
      cell("chart"),
      cell("result"),
    ),
  );
}

/**
 * @param {Store} store
 * @param {IndicatorRecord} record
 * @param {IndicatorsRecord} targets
 * @param {boolean} open whether its sources stand under it
 * @param {() => void} toggle
 */
export function listRow(store, record, targets, open, toggle) {
  const { years } = targets;
  const [first, second] = names(store, record);
  const target = targetOf(store, record);
  const label = store.t("indicators.more", { name: store.name(record) });
  const more = h(
    "button",
    {
      class: "more",
      "aria-expanded": String(open),
      "aria-label": label,
      title: label,
      "data-focus": `more:${record.id}`,
      onclick: toggle,
    },
    "›",
  );
  const under = measured(store, record);
  return h(
    "tr",
    { "data-indicator": record.id, "data-result": record.result },
    h("td", { class: "of-number number" }, String(record.number)),
    h(
      "th",
      { scope: "row", class: "of-name" },
      h(
        "div",
        { class: "name-cell" },
        more,
        h(
          "div",
          {},
          h("button", { class: "name", tabindex: "-1", lang: first.lang, onclick: toggle }, first.text),
          h("small", { lang: second.lang }, second.text),
        ),
      ),
    ),
    h("td", { class: "of-kind" }, store.t(`indicators.${record.kind}`)),
    h(
      "td",
      { class: "of-target number" },
      h("b", { lang: target.lang }, target.text),
      h("small", { lang: target.lang }, target.unit),
      under ? h("small", {}, under) : null,
    ),
    years.map((year) => yearCell(record, year)),
    h("td", { class: "of-chart" }, chart(record, years, charted(store, record)) ?? h("span", { class: "none" }, "·")),
    h("td", { class: "of-result" }, ...outcome(store, record, targets)),
  );
}

/**
 * @param {IndicatorRecord} record
 * @param {number} year
 */
function yearCell(record, year) {
  const value = printedOf(record, year);
  return h("td", { class: "of-year number" }, value || h("span", { class: "none" }, "·"));
}

/**
 * @param {Store} store
 * @param {IndicatorRecord} record
 * @param {IndicatorsRecord} targets
 */
function outcome(store, record, targets) {
  return [
    h("b", {}, resultMark(record.result), store.t(`indicators.${record.result}`)),
    h("small", {}, compared(store, record)),
    ...verdictsOf(targets, record).map((verdict) => {
      const { text, lang } = saying(store, verdict);
      return h("small", { class: "verdict", lang }, text);
    }),
  ];
}

/**
 * Who published what: a line a value, then what officials say of it.
 * @param {Store} store
 * @param {IndicatorRecord} record
 * @param {IndicatorsRecord} targets
 * @param {ProgressDocument} doc
 */
export function sourcesRow(store, record, targets, doc) {
  const lines = record.values.map((value) => {
    const { text, lang } = saying(store, value);
    return h(
      "li",
      {},
      h("span", { class: "value-year" }, yearsOf(store, value)),
      h("b", { class: "number" }, value.actual),
      h(
        "div",
        {},
        h("p", { lang }, text),
        citation(value, under(doc.sources, value.source)),
        value.confidence === "low" && value.actual ? h("small", { class: "doubt" }, store.t("progress.weak")) : null,
      ),
      h("span", { class: "tag grade" }, store.t(`grade.${value.grade}`)),
    );
  });
  const said = verdictsOf(targets, record).map((verdict) =>
    h(
      "li",
      {},
      h("span", { class: "value-year" }, verdict.as_of),
      h("b", {}),
      h("div", {}, ...verdictParts(store, verdict, doc)),
      h("span", { class: "tag grade" }, store.t(`grade.${verdict.grade}`)),
    ),
  );
  return h(
    "tr",
    { class: "sources-row" },
    h("td", { colspan: String(targets.years.length + 6) }, h("ol", { class: "value-lines" }, ...lines, ...said)),
  );
}
