// The answer: how much is certain and how much possible, in numbers and in words; its rows, totals or matrix; what
// could not be measured.

import { h } from "../../base/dom.js";
import { answerSample } from "../../panel/legends/answer.js";
import { buildMatrix, buildTotals } from "./tables.js";
import { buildRows } from "./rows.js";

/**
 * @param {PlanMap} map
 * @param {AnswerLook} look
 * @param {() => void} again renders anew
 * @param {{ node: HTMLElement, render: () => void }} files
 * @returns {(Node | string)[]}
 */
export function buildAnswer(map, look, again, files) {
  const { store } = map;
  const { answer, ask } = store.state;
  if (!ask) return [h("p", { class: "quiet ask-empty" }, store.t("ask.empty"))];
  const record = answer?.record;
  if (answer?.status === "failed") return [h("p", { class: "warning", role: "alert" }, answer.words)];
  if (!record) return [h("p", { class: "quiet", role: "status" }, store.t("ask.waiting"))];
  files.render();
  const waiting =
    answer.status === "waiting" ? h("span", { class: "quiet", role: "status" }, store.t("ask.waiting")) : "";
  const method = h(
    "details",
    { class: "ask-method" },
    h("summary", {}, store.t("ask.how")),
    h("p", {}, `${record.method}。`),
  );
  if (store.state.language === "en") method.lastElementChild?.replaceChildren(`${record.method}.`);
  return [
    h("section", { class: "ask-head" }, h("h2", {}, record.title, waiting), counts(store, record), files.node),
    h(
      "div",
      { class: "ask-notes" },
      record.notes.map((words) => h("p", { class: "quiet" }, words)),
      method,
    ),
    ...(record.matrix ? [buildMatrix(store, record.matrix, look, again)] : []),
    ...(record.totals ? [buildTotals(store, record.totals)] : []),
    buildRows(map, record, look, again),
    ...leftOut(store, record),
  ];
}

/**
 * The two counts, and that of what was not measured, each with how it is marked.
 * @param {Store} store
 * @param {AnswerRecord} record
 */
function counts(store, { counts: { certain, possible, unmeasured } }) {
  const one = (/** @type {"certain" | "possible"} */ kind, /** @type {number} */ count) =>
    h(
      "div",
      { class: "ask-count", "data-count": kind },
      h("b", {}, String(count)),
      h("span", {}, answerSample(store, kind), store.t(`ask.${kind}`)),
      h("small", {}, store.t(`ask.means.${kind}`)),
    );
  return h(
    "div",
    { class: "ask-counts" },
    one("certain", certain),
    one("possible", possible),
    h(
      "div",
      { class: "ask-count", "data-count": "unmeasured" },
      h("b", {}, String(unmeasured)),
      h("span", {}, store.t("ask.unmeasured.name")),
      h("small", {}, store.t("ask.unmeasured.means")),
    ),
  );
}

/**
 * @param {Store} store
 * @param {AnswerRecord} record
 */
function leftOut(store, { leftOut: rows, counts: { unmeasured } }) {
  if (!rows.length) return [];
  const rest = unmeasured - rows.length;
  return [
    h(
      "details",
      { class: "ask-left-out" },
      h("summary", {}, store.t("ask.unmeasured.list", { count: unmeasured })),
      h(
        "ul",
        {},
        rows.map(([name, , reason]) => h("li", {}, name, h("span", { class: "quiet" }, ` ${reason}`))),
        rest > 0 ? h("li", { class: "quiet" }, store.t("ask.rest", { count: rest })) : "",
      ),
    ),
  ];
}
