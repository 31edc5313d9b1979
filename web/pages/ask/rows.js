// The rows of an answer, the nearest first: a click shows both on the map with the way between them.

import { h } from "../../base/dom.js";
import { answerSample } from "../../panel/legends/answer.js";
import { insideWords, lengthWords, radiusWords, thingName } from "../../ask/words.js";

const FIRST = 60;

/**
 * @param {PlanMap} map
 * @param {AnswerRecord} record
 * @param {AnswerLook} look
 * @param {() => void} again
 */
export function buildRows(map, record, look, again) {
  const { store } = map;
  const numbered = record.rows.map((row, at) => ({ row, at }));
  const fit = look.cell ? numbered.filter(({ row }) => cellOf(row) === look.cell) : numbered;
  const shown = fit.slice(0, Math.max(look.most, FIRST));
  const several = record.marks.subjects.length !== 1;
  const distances = !record.matrix && record.totals === null;
  const heads = [
    ...(several ? [h("th", { scope: "col" }, store.t("ask.head.subject"))] : []),
    h("th", { scope: "col" }, store.t("ask.head.object")),
    ...(distances ? [h("th", { scope: "col", class: "number" }, store.t("ask.head.distance"))] : []),
    ...(record.inside ? [h("th", { scope: "col", class: "number" }, store.t("ask.head.inside"))] : []),
    h("th", { scope: "col", class: "of-sure" }, store.t("ask.head.sure")),
  ];
  const rest = record.rest ? h("p", { class: "quiet" }, store.t("ask.restRows", { count: record.rest })) : "";
  const more = () => {
    look.most = shown.length + FIRST * 3;
    again();
  };
  return h(
    "section",
    { class: "ask-rows" },
    h("h2", {}, store.t(record.matrix ? "ask.pairs" : "ask.rows"), h("span", { class: "count" }, String(fit.length))),
    fit.length
      ? h(
          "table",
          { class: "ask-table" },
          h("thead", {}, h("tr", {}, heads)),
          h(
            "tbody",
            {},
            shown.map((entry) => rowOf(map, record, entry, { several, distances })),
          ),
        )
      : h("p", { class: "quiet" }, store.t("ask.none.found")),
    shown.length < fit.length
      ? h(
          "button",
          { class: "link", "data-focus": "ask-more", onclick: more },
          store.t("ask.showMore", { count: fit.length - shown.length }),
        )
      : "",
    rest,
  );
}

/** @param {AnswerRow} row */
export const cellOf = ({ themes = [] }) => [...themes].sort().join(" ");

/**
 * @param {PlanMap} map
 * @param {AnswerRecord} record
 * @param {{ row: AnswerRow, at: number }} entry
 * @param {{ several: boolean, distances: boolean }} columns
 */
function rowOf(map, record, { row, at }, { several, distances }) {
  const { store } = map;
  const [subject, object] = [row.subject, row.object].map((number) => record.things[number]);
  const chosen = store.state.pair === at;
  const kind = row.certain ? "certain" : "possible";
  const [inside, range] = insideWords(row);
  const ring = row.ring ? row.ring.map(radiusWords).join(" – ") : "";
  const name = h(
    "button",
    {
      class: "name",
      "data-focus": `pair:${at}`,
      "aria-pressed": String(chosen),
      onclick: (/** @type {Event} */ event) => {
        event.stopPropagation();
        map.answers?.choose(chosen ? null : at);
      },
    },
    thingName(store, object),
  );
  const of = layerWords(store, object);
  return h(
    "tr",
    {
      class: kind,
      "data-pair": at,
      "aria-selected": String(chosen),
      onclick: () => map.answers?.choose(chosen ? null : at),
    },
    several ? h("td", {}, thingName(store, subject)) : "",
    h("th", { scope: "row" }, name, of ? h("small", {}, of) : "", chosen ? h("small", { class: "why" }, row.why) : ""),
    distances
      ? h(
          "td",
          { class: "number" },
          lengthWords(row.distance),
          h("small", {}, `±${lengthWords(row.plusMinus)}`),
          ring ? h("small", {}, ring) : "",
        )
      : "",
    record.inside ? h("td", { class: "number" }, inside || "–", range ? h("small", {}, range) : "") : "",
    h("td", { class: "of-sure" }, answerSample(store, kind), h("span", {}, store.t(`ask.${kind}`))),
  );
}

/** @param {Store} store @param {AnswerThing} thing */
function layerWords(store, { item, layer = "" }) {
  const known = store.byId.get(item ?? "");
  return known ? store.label(store.layerOf(known)) : layer;
}
