// The answer in legends: what is asked, how certain and possible are marked and how many there are of each.

import { h, ownSvg } from "../../base/dom.js";
/** @typedef {"asked" | "reach" | "certain" | "possible"} MarkName */

/**
 * As the map has it; Python has drawn it (layers/answer/swatches.py).
 * @param {Store} store
 * @param {MarkName} kind
 */
export function answerSample(store, kind) {
  const node = ownSvg(store.doc.catalogue.markSwatches[store.state.appearance][kind]);
  node.setAttribute("class", "swatch");
  return node;
}

/**
 * Mark and words of each kind of mark on the map, none where nothing is asked.
 * @param {Store} store
 * @returns {{ kind: MarkName, words: string }[]}
 */
export function answerMarks(store) {
  const record = store.state.answer?.record;
  if (!record) return [];
  const { marks, rings, counts } = record;
  const { certain, possible } = counts;
  /** @type {{ kind: MarkName, words: string }[]} */
  const all = [
    ...(marks.subjects.length ? [{ kind: /** @type {const} */ ("asked"), words: store.t("ask.mark.subject") }] : []),
    ...(rings.length ? [{ kind: /** @type {const} */ ("reach"), words: store.t("ask.mark.ring") }] : []),
    { kind: "certain", words: store.t("ask.mark.sure", { count: certain }) },
    { kind: "possible", words: store.t("ask.mark.perhaps", { count: possible }) },
  ];
  return all;
}

/**
 * Key figures of a scene that asks: how much of the answer is certain, how much possible.
 * @param {Store} store
 * @returns {BriefingFigure[]}
 */
export function answerFigures({ state, doc }) {
  const record = state.ask ? state.answer?.record : null;
  if (!record) return [];
  return /** @type {const} */ (["certain", "possible"]).map((mark) => ({
    label: doc.text.zh[`ask.figure.${mark}`],
    label_en: doc.text.en[`ask.figure.${mark}`],
    value: String(record.counts[mark]),
    value_en: String(record.counts[mark]),
  }));
}

/**
 * Rows for the legend, with the way back to the question and the way out of it.
 * @param {Store} store
 */
export function answerRows(store) {
  const { answer, ask, page } = store.state;
  if (!ask || !answer) return [];
  const words = answer.record?.title ?? (answer.words || store.t("ask.waiting"));
  const open = h(
    "button",
    { class: "link", "data-focus": "answer-open", onclick: () => store.set({ page: "ask" }) },
    store.t("ask.open"),
  );
  const clear = h(
    "button",
    {
      class: "link",
      "data-focus": "answer-clear",
      "data-action": "clear-ask",
      onclick: () => store.set({ ask: null }),
    },
    store.t("ask.clear"),
  );
  return [
    h("h3", {}, store.t("nav.ask")),
    h("p", { class: "answer-title" }, words),
    ...answerMarks(store).map(({ kind, words: said }) =>
      h("div", { class: "row", "data-answer": kind }, answerSample(store, kind), h("span", { class: "name" }, said)),
    ),
    h("p", { class: "answer-ways" }, page === "ask" ? "" : open, clear),
  ];
}
