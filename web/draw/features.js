// What can be drawn: kinds, limits, and what is measured of each on the ellipsoid.

import { areaText, geodesicAreaM2, geodesicM, lengthText } from "../map/measure.js";

export const LIMITS = { features: 500, places: 2000, text: 200, name: 60, drawings: 30, number: 999 };

/**
 * How many places a kind needs at least, and has at most.
 * @type {Record<DrawnKind, { least: number, most: number }>}
 */
export const KINDS = {
  point: { least: 1, most: 1 },
  number: { least: 1, most: 1 },
  text: { least: 1, most: 1 },
  line: { least: 2, most: LIMITS.places },
  arrow: { least: 2, most: LIMITS.places },
  area: { least: 3, most: LIMITS.places },
};
export const kinds = /** @type {DrawnKind[]} */ (Object.keys(KINDS));

const ID = /^[a-z0-9]{1,32}$/;
// Control characters and those that turn the direction of what follows.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((part) => part.toString(16).padStart(2, "0")).join("");
}

/**
 * A text as it is kept: one line, of so many characters at most.
 * @param {string} text
 * @param {number} [most]
 */
export function plain(text, most = LIMITS.text) {
  return [...text.replace(UNPRINTABLE, " ").trim()].slice(0, most).join("");
}

/** @param {Place[]} path */
export function lengthM(path) {
  let sum = 0;
  for (let at = 1; at < path.length; at += 1) sum += geodesicM(path[at - 1], path[at]);
  return sum;
}

/**
 * Length or area in words; nothing for what has none.
 * @param {Pick<DrawnFeature, "kind" | "path">} feature
 */
export function measureText({ kind, path }) {
  if (kind === "area") return path.length > 2 ? areaText(geodesicAreaM2(path)) : "";
  return kind === "line" || kind === "arrow" ? lengthText(lengthM(path)) : "";
}

/**
 * The property of a feature that is not as it should be; null where all are.
 * @param {any} feature
 * @param {string[]} pencils
 * @returns {string | null}
 */
export function wrongOf(feature, pencils) {
  const { id, kind, color, text, number, measured, path } = feature ?? {};
  if (typeof id !== "string" || !ID.test(id)) return "id";
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) return "kind";
  if (!pencils.includes(color)) return "color";
  if (typeof text !== "string" || plain(text) !== text) return "text";
  if (!Number.isInteger(number) || number < 0 || number > LIMITS.number) return "number";
  if (typeof measured !== "boolean") return "measured";
  const { least, most } = KINDS[/** @type {DrawnKind} */ (kind)];
  if (!Array.isArray(path) || path.length < least || path.length > most || !path.every(isPlace)) return "coordinates";
  return null;
}

/** @param {unknown} place */
function isPlace(place) {
  if (!Array.isArray(place) || place.length !== 2 || !place.every(Number.isFinite)) return false;
  return Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 85;
}

/**
 * A drawing as it was kept; null for what is none.
 * @param {any} value
 * @param {string[]} pencils
 * @returns {Drawing | null}
 */
export function asDrawing(value, pencils) {
  const { id, name, made, features } = value ?? {};
  if (typeof id !== "string" || !ID.test(id) || typeof name !== "string" || !Number.isFinite(made)) return null;
  if (!Array.isArray(features) || features.length > LIMITS.features) return null;
  if (features.some((feature) => wrongOf(feature, pencils))) return null;
  return { id, name: plain(name, LIMITS.name), made, features };
}
