// Of a chosen item: how sure its place is, how long or large it is and how much of it lies where, its coordinates to copy.

import { copyButton } from "./copy.js";
import { h, metres } from "./dom.js";
import { valueLabel } from "./values.js";

const DATUMS = { wgs84: "card.datum.wgs", cgcs2000: "card.datum.cgcs", metric: "card.datum.metric", gcj02: "card.datum.gcj" };
const PLACES = { point: "card.place.point", line: "card.place.line", area: "card.place.area" };
const DEGREE_DECIMALS = 6;
const METRE_DECIMALS = 1;
// A part this near to the whole is the whole.
const WHOLE = 0.995;

export function precisionWords(store, item) {
  const comma = store.state.language === "zh" ? "，" : ", ";
  const reach = item.uncertainty_m ? comma + store.t("card.uncertainty", { metres: metres(item.uncertainty_m) }) : "";
  return valueLabel(store, "precision", item.precision) + reach + (item.inferred ? ` · ${store.t("card.inferred")}` : "");
}

export function sizeWords(size, located) {
  const decimals = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  return `${size.toFixed(decimals)} ${located === "line" ? "km" : "km²"}`;
}

// Length or area, and the part inside each unit where it is not all in one.
export function sizeFact(store, item) {
  if (item.size === undefined) return null;
  const parts = Object.entries(item.inside).sort(([, a], [, b]) => b - a);
  const whole = parts.length === 1 && parts[0][1] >= item.size * WHOLE;
  const outside = item.size - parts.reduce((sum, [, size]) => sum + size, 0);
  const row = (name, size) => h("li", {}, h("span", {}, name), h("span", { class: "number" }, sizeWords(size, item.located)));
  const rows = whole ? [] : parts.map(([unit, size]) => row(valueLabel(store, "district", unit), size));
  if (!whole && outside > item.size * (1 - WHOLE)) rows.push(row(store.t("card.outside"), outside));
  return [h("span", { "data-size": item.size }, sizeWords(item.size, item.located)), h("small", {}, store.t("card.measured")), rows.length ? h("ul", { class: "inside" }, rows) : null];
}

function written(datum, [x, y]) {
  const decimals = datum === "metric" ? METRE_DECIMALS : DEGREE_DECIMALS;
  return `${x.toFixed(decimals)}, ${y.toFixed(decimals)}`;
}

export function coordinates(store, item) {
  if (!item.place) return [];
  const rows = Object.entries(DATUMS).map(([datum, key]) => {
    const value = written(datum, item.place[datum]);
    const name = store.t(key);
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, h("code", { "data-datum": datum }, value)), h("td", {}, copyButton(store, { label: store.t("card.copyWhat", { what: name }), content: store.t("card.copy"), text: () => value, focus: `copy:${datum}` })));
  });
  return [h("h3", {}, store.t(PLACES[item.located])), h("table", { class: "coordinates" }, h("tbody", {}, rows)), h("p", { class: "quiet" }, store.t("card.datums"))];
}
