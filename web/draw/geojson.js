// Drawings as GeoJSON (RFC 7946: WGS-84, longitude first) and back. The reader takes what the writer writes, whole or
// not at all.

import { geodesicAreaM2 } from "../map/measure.js";
import { KINDS, LIMITS, lengthM, newId, plain, wrongOf } from "./features.js";

export const MARK = "plan-map-drawing";
const DECIMALS = 7;
// Of the file; far more than a drawing can hold.
export const MOST_BYTES = 8_000_000;

/** @typedef {{ name: string, features: DrawnFeature[] }} ReadDrawing */

/**
 * @param {Pick<Drawing, "name" | "features">} drawing
 * @param {(color: string) => string} hex of a pencil, for other programs
 */
export function toGeoJson({ name, features }, hex) {
  return { type: "FeatureCollection", [MARK]: 1, name, features: features.map((feature) => written(feature, hex)) };
}

/**
 * @param {DrawnFeature} feature
 * @param {(color: string) => string} hex
 */
function written({ kind, color, text, number, measured, path }, hex) {
  const round = (/** @type {Place} */ place) => place.map((degrees) => +degrees.toFixed(DECIMALS));
  const places = path.map(round);
  const geometry =
    KINDS[kind].most === 1
      ? { type: "Point", coordinates: places[0] }
      : kind === "area"
        ? { type: "Polygon", coordinates: [[...places, places[0]]] }
        : { type: "LineString", coordinates: places };
  const measure =
    kind === "area"
      ? { area_m2: Math.round(geodesicAreaM2(path)) }
      : kind === "line" || kind === "arrow"
        ? { length_m: Math.round(lengthM(path)) }
        : {};
  const properties = { kind, color, stroke: hex(color), text, number, measured, ...measure };
  return { type: "Feature", geometry, properties };
}

/**
 * @param {string} content
 * @param {string[]} pencils ids that a colour may be
 * @returns {ReadDrawing | DrawFault}
 */
export function readGeoJson(content, pencils) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(content);
  } catch {
    return { fault: "json" };
  }
  return readCollection(value, pencils);
}

/**
 * @param {any} value
 * @param {string[]} pencils
 * @returns {ReadDrawing | DrawFault}
 */
export function readCollection(value, pencils) {
  if (value?.type !== "FeatureCollection" || !Array.isArray(value.features)) return { fault: "json" };
  if (value[MARK] !== 1) return { fault: "foreign" };
  if (value.features.length > LIMITS.features) return { fault: "many", values: { most: LIMITS.features } };
  const wrongName = typeof value.name !== "string";
  if (wrongName) return { fault: "foreign" };
  /** @type {DrawnFeature[]} */
  const features = [];
  for (const [index, entry] of value.features.entries()) {
    const feature = read(entry);
    const what = feature ? wrongOf(feature, pencils) : "geometry";
    if (what) return { fault: "feature", values: { number: index + 1, what } };
    features.push(/** @type {DrawnFeature} */ (feature));
  }
  return { name: plain(value.name, LIMITS.name), features };
}

/**
 * Only what is named here is taken; what is measured is measured anew.
 * @param {any} entry
 */
function read(entry) {
  const { kind, color, text, number, measured } = entry?.properties ?? {};
  const path = entry?.type === "Feature" ? pathOf(entry.geometry, kind) : null;
  return path && { id: newId(), kind, color, text, number, measured, path };
}

/**
 * The places of a geometry that is the kind's; null for another.
 * @param {any} geometry
 * @param {unknown} kind
 */
function pathOf(geometry, kind) {
  const { type, coordinates } = geometry ?? {};
  if (!Array.isArray(coordinates)) return null;
  if (kind === "line" || kind === "arrow") return type === "LineString" ? coordinates : null;
  if (kind !== "area") return type === "Point" ? [coordinates] : null;
  const ring = coordinates[0];
  if (type !== "Polygon" || coordinates.length !== 1 || !Array.isArray(ring) || ring.length < 4) return null;
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return JSON.stringify(first) === JSON.stringify(last) ? ring.slice(0, -1) : null;
}
