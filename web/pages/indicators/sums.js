// How many targets of each kind were met, missed and so on, each number a filter of the list; and what officials say.

import { h } from "../../base/dom.js";
import { citation } from "../../panel/card/happened.js";
import { under } from "../../panel/card/standing.js";
import { countOf } from "./choosing.js";
import { resultMark } from "./marks.js";
import { saying } from "./words.js";

/**
 * @param {Store} store
 * @param {IndicatorsRecord} targets
 * @param {import("./choosing.js").Choice} choice
 * @param {(clicked: import("./choosing.js").Choice) => void} choose
 */
export function buildSums(store, targets, choice, choose) {
  const { kinds, results, indicators } = targets;
  /** @param {string} name */
  const word = (name) => store.t(`indicators.${name}`);
  /**
   * @param {string | null} kind
   * @param {string | null} result
   * @param {...Child} content
   */
  const button = (kind, result, ...content) => {
    const count = countOf(indicators, kind, result);
    const all = store.t("indicators.all");
    const label = store.t("indicators.cell", {
      kind: kind ? word(kind) : all,
      result: result ? word(result) : all,
      count,
    });
    return h(
      "button",
      {
        class: "pick",
        "data-focus": `sum:${kind}:${result}`,
        "data-sum": `${kind ?? "all"} ${result ?? "all"}`,
        "aria-pressed": String(Boolean(kind ?? result) && choice.kind === kind && choice.result === result),
        "aria-label": label,
        title: label,
        onclick: () => choose({ kind, result }),
      },
      ...(content.length ? content : [String(count)]),
    );
  };
  /** @param {string | null} kind */
  const cells = (kind) => [
    ...results.map((result) =>
      h("td", { class: "number" }, countOf(indicators, kind, result) ? button(kind, result) : "·"),
    ),
    h("td", { class: "number sum" }, button(kind, null)),
  ];
  return h(
    "table",
    { class: "sums" },
    h("caption", { class: "unseen" }, store.t("indicators.sums")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        results.map((result) =>
          h("th", { scope: "col", class: "number" }, button(null, result, resultMark(result), word(result))),
        ),
        h("th", { scope: "col", class: "number sum" }, store.t("pages.total")),
      ),
    ),
    h(
      "tbody",
      {},
      kinds.map((kind) => h("tr", {}, h("th", { scope: "row" }, button(kind, null, word(kind))), ...cells(kind))),
    ),
    h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, store.t("pages.total")), ...cells(null))),
  );
}

/**
 * What official texts say of the whole.
 * @param {Store} store
 * @param {IndicatorsRecord} targets
 * @param {ProgressDocument} doc
 */
export function buildVerdicts(store, { verdicts }, doc) {
  const whole = verdicts.filter(({ indicators }) => !indicators.length);
  if (!whole.length) return h("p", { class: "quiet" }, store.t("indicators.noVerdict"));
  return h(
    "ul",
    { class: "verdicts" },
    whole.map((verdict) => h("li", { "data-verdict": verdict.id }, ...verdictParts(store, verdict, doc))),
  );
}

/**
 * @param {Store} store
 * @param {OfficialVerdict} verdict
 * @param {ProgressDocument} doc
 */
export function verdictParts(store, verdict, doc) {
  const { text, lang } = saying(store, verdict);
  return [h("span", { lang }, text), citation(verdict, under(doc.sources, verdict.source))];
}
