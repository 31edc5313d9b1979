// What is added up: theme by theme how many pairs overlap, each cell the way to its pairs; how much lies in each area.

import { h } from "../../base/dom.js";

const STRONGEST = 38;
const FAINTEST = 7;
// Columns of totals: area, theme, stage, state, certain, possible; then length and area, each least, as drawn, most.
const [AREA, CERTAIN, POSSIBLE, LENGTH, SIZE] = [0, 4, 5, 6, 9];

/**
 * @param {Store} store
 * @param {AnswerMatrix} matrix
 * @param {AnswerLook} look
 * @param {() => void} again
 */
export function buildMatrix(store, { keys, names, cells }, look, again) {
  const most = Math.max(1, ...cells.flat().map(([certain, possible]) => certain + possible));
  const cell = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [certain, possible] = cells[one][other];
    if (!certain && !possible) return h("td", { class: "none" }, h("span", { "aria-label": "0" }, "·"));
    const key = [keys[one], keys[other]].sort().join(" ");
    const words = store.t("ask.cell.label", { one: names[one], other: names[other], certain, possible });
    const share = FAINTEST + (STRONGEST - FAINTEST) * ((certain + possible) / most);
    const press = () => {
      look.cell = look.cell === key ? "" : key;
      look.most = 0;
      again();
    };
    return h(
      "td",
      {},
      h(
        "button",
        {
          class: "pick",
          "data-cell": `${keys[one]} ${keys[other]}`,
          "data-focus": `cell:${keys[one]} ${keys[other]}`,
          "aria-pressed": String(look.cell === key),
          "aria-label": words,
          title: words,
          style: { background: `color-mix(in srgb, var(--ink) ${Math.round(share)}%, transparent)` },
          onclick: press,
        },
        h("b", {}, String(certain)),
        h("span", { class: "possible" }, `+${possible}`),
      ),
    );
  };
  return h(
    "section",
    {},
    h("h2", {}, store.t("ask.matrix")),
    h("p", { class: "quiet" }, store.t("ask.matrix.hint")),
    h(
      "div",
      { class: "ask-scroll" },
      h(
        "table",
        { class: "matrix ask-matrix", lang: store.state.language },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("td", {}),
            names.map((name) => h("th", { scope: "col" }, name)),
          ),
        ),
        h(
          "tbody",
          {},
          names.map((name, one) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, name),
              names.map((_, other) => cell(one, other)),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Store} store
 * @param {NonNullable<AnswerRecord["totals"]>} totals
 */
export function buildTotals(store, { columns, rows }) {
  const several = new Set(rows.map((row) => row[AREA])).size > 1;
  const range = (/** @type {(string | number)[]} */ row, /** @type {number} */ at) => {
    const [low, stated, high] = row.slice(at, at + 3).map(Number);
    if (!high) return h("td", { class: "number none" }, "–");
    return h("td", { class: "number" }, stated.toFixed(1), h("small", {}, `${low.toFixed(1)}–${high.toFixed(1)}`));
  };
  const heads = [
    ...columns.slice(several ? AREA : AREA + 1, CERTAIN).map((words) => h("th", { scope: "col" }, words)),
    h("th", { scope: "col", class: "number" }, columns[CERTAIN]),
    h("th", { scope: "col", class: "number" }, columns[POSSIBLE]),
    h("th", { scope: "col", class: "number" }, store.t("ask.head.length")),
    h("th", { scope: "col", class: "number" }, store.t("ask.head.area")),
  ];
  return h(
    "section",
    {},
    h("h2", {}, store.t("ask.totals")),
    h(
      "div",
      { class: "ask-scroll" },
      h(
        "table",
        { class: "ask-table ask-totals" },
        h("thead", {}, h("tr", {}, heads)),
        h(
          "tbody",
          {},
          rows.map((row) =>
            h(
              "tr",
              {},
              row.slice(several ? AREA : AREA + 1, CERTAIN).map((words) => h("td", {}, String(words))),
              h("td", { class: "number" }, h("b", {}, String(row[CERTAIN]))),
              h("td", { class: "number" }, row[POSSIBLE] ? `+${row[POSSIBLE]}` : "0"),
              range(row, LENGTH),
              range(row, SIZE),
            ),
          ),
        ),
      ),
    ),
  );
}
