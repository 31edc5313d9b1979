// Of a chosen item: how sure its place is, how long or large it is and how much of it lies where, its coordinates to
// copy.

import { copyButton } from "../../base/copy.js";
import { h, metres } from "../../base/dom.js";
import { valueLabel } from "../../state/values.js";

/** @type {Record<string, string>} */
const PLACES = { point: "card.place.point", line: "card.place.line", area: "card.place.area" };
const DEGREE_DECIMALS = 6;
const METRE_DECIMALS = 1;
// A part this near to the whole is the whole.
const WHOLE = 0.995;

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function precisionWords(store, item) {
  const comma = store.state.language === "zh" ? "，" : ", ";
  const reach = item.uncertainty_m ? comma + store.t("card.uncertainty", { metres: metres(item.uncertainty_m) }) : "";
  return (
    valueLabel(store, "precision", item.precision) + reach + (item.inferred ? ` · ${store.t("card.inferred")}` : "")
  );
}

/**
 * @param {number} size
 * @param {string} located
 */
export function sizeWords(size, located) {
  const decimals = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  return `${size.toFixed(decimals)} ${located === "line" ? "km" : "km²"}`;
}

/**
 * Length or area, and the part inside each unit where it is not all in one.
 * @param {Store} store
 * @param {ItemRecord} item
 * @returns {Child[] | null}
 */
export function sizeFact(store, item) {
  if (item.size === undefined) return null;
  const parts = Object.entries(item.inside ?? {}).sort(([, a], [, b]) => b - a);
  const whole = parts.length === 1 && parts[0][1] >= item.size * WHOLE;
  const outside = item.size - parts.reduce((sum, [, size]) => sum + size, 0);
  /**
   * @param {string} name
   * @param {number} size
   */
  const row = (name, size) =>
    h("li", {}, h("span", {}, name), h("span", { class: "number" }, sizeWords(size, item.located)));
  const rows = whole ? [] : parts.map(([unit, size]) => row(valueLabel(store, "district", unit), size));
  if (!whole && outside > item.size * (1 - WHOLE)) rows.push(row(store.t("card.outside"), outside));
  return [
    h("span", { "data-size": item.size }, sizeWords(item.size, item.located)),
    h("small", {}, store.t("card.measured")),
    rows.length ? h("ul", { class: "inside" }, rows) : null,
  ];
}

/**
 * @param {string} datum
 * @param {Place} place
 */
function written(datum, [x, y]) {
  const decimals = datum === "metric" ? METRE_DECIMALS : DEGREE_DECIMALS;
  return `${x.toFixed(decimals)}, ${y.toFixed(decimals)}`;
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @returns {Child[]}
 */
export function coordinates(store, item) {
  const { place } = item;
  if (!place) return [];
  const rows = store.doc.contract.datums.map((datum) => {
    const value = written(datum, place[datum]);
    const name = store.t(`card.datum.${datum}`);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, h("code", { "data-datum": datum }, value)),
      h(
        "td",
        {},
        copyButton(store, {
          label: store.t("card.copyWhat", { what: name }),
          content: store.t("card.copy"),
          text: () => value,
          focus: `copy:${datum}`,
        }),
      ),
    );
  });
  return [
    h("h3", {}, store.t(PLACES[item.located])),
    h("table", { class: "coordinates" }, h("tbody", {}, rows)),
    h("p", { class: "quiet" }, store.t("card.datums")),
  ];
}
