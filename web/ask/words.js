// What is said of answers: distances with how sure they are, sizes inside, what selectors stand for.

import { vocabulary } from "../state/decoding.js";
import { listed, valueLabel } from "../state/values.js";
import { areaText, geodesicAreaM2 } from "../map/measure.js";

const KM_FROM_M = 10_000;
const KM2_FROM_M2 = 100_000;
// Of a filter's values only so many are named.
const MOST_NAMED = 3;

/** @param {number} metres */
export function lengthWords(metres) {
  return metres >= KM_FROM_M ? `${(metres / 1000).toFixed(2)} km` : `${Math.round(metres)} m`;
}

/**
 * A length that somebody has asked for, which is exact: 5 km, 1.25 km, 500 m.
 * @param {number} metres
 */
export function radiusWords(metres) {
  return metres >= 1000 ? `${+(metres / 1000).toFixed(6)} km` : `${metres} m`;
}

/**
 * 850 m ±260 m.
 * @param {Store} store
 * @param {AnswerRow} row
 */
export function distanceWords(store, { distance, plusMinus }) {
  return store.t("ask.distance", { distance: lengthWords(distance), plusMinus: lengthWords(plusMinus) });
}

/**
 * What of a line or an area lies inside: as drawn, and between what and what.
 * @param {AnswerRow} row
 */
export function insideWords({ inside, unit }) {
  if (!inside) return ["", ""];
  const large = inside[2] >= (unit === "m" ? KM_FROM_M : KM2_FROM_M2);
  const scale = large ? (unit === "m" ? 1e3 : 1e6) : 1;
  const [low, stated, high] = inside.map((size) => (size / scale).toFixed(large ? 2 : 0));
  const name = `${large ? "km" : "m"}${unit === "m" ? "" : "²"}`;
  return [`${stated} ${name}`, `${low}–${high}`];
}

/**
 * What a thing of an answer is called.
 * @param {Store} store
 * @param {AnswerThing} thing
 */
export function thingName(store, { item, name = "" }) {
  const known = store.byId.get(item ?? "");
  return known ? store.name(known) : name;
}

/**
 * What a selector stands for.
 * @param {Store} store
 * @param {string} selector
 * @param {Map<string, string>} layers titles of layers of one's own by id
 */
export function selectorWords(store, selector, layers) {
  if (!selector) return store.t("ask.wholePlan");
  const values = new URLSearchParams(selector);
  const thing = values.get("sel") ?? values.get("unit");
  if (thing) {
    const item = store.byId.get(thing);
    return item ? store.name(item) : thing;
  }
  const own = values.get("own");
  if (own) return store.t("ask.ownLayer", { title: layers.get(own) ?? own });
  const area = values.get("area");
  if (area) return store.t("ask.drawnArea", { size: areaText(geodesicAreaM2(cornersOf(area))) });
  return filterWords(store, values);
}

/** @param {string} area @returns {Place[]} */
export function cornersOf(area) {
  const numbers = area.split(",").map(Number);
  return numbers.flatMap((x, at) => (at % 2 ? [] : [[x, numbers[at + 1]]]));
}

/**
 * @param {Store} store
 * @param {URLSearchParams} values
 */
function filterWords(store, values) {
  const words = vocabulary(store.doc);
  const parts = store.doc.contract.facets.flatMap(({ name, parameter }) => {
    const written = values.get(parameter);
    if (!written) return [];
    const known = words.get(name) ?? new Map();
    const labels = written
      .replace(/^!/, "")
      .split(",")
      .map((part) => valueLabel(store, name, known.get(part) ?? part));
    const named =
      labels.length > MOST_NAMED ? store.t("search.count", { count: labels.length }) : listed(store, labels);
    const heading = name === "theme" || name === "category" ? "" : `${store.t(`filter.${name}`)} `;
    return [written.startsWith("!") ? store.t("ask.not", { what: heading + named }) : heading + named];
  });
  const text = values.get("q");
  return [...parts, ...(text ? [`“${text}”`] : [])].join(" · ");
}
