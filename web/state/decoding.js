// The parts of a link that are lists or numbers, as view.js reads them: what does not exist is dropped and named.

import { isDay, today } from "../progress/days.js";
import { defaultLayers } from "./defaults.js";
import { emptyFilters, withFilters } from "./filters.js";
import { cleanText } from "./search.js";

/** @typedef {(name: string, value: string) => void} Drop takes what does not exist: a parameter's name, what it says */

// What Python and JavaScript both take for a number, and for the same one.
const NUMBER = /^ *[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)? *$/;

/**
 * For each filter field: name in links -> id of the value, in the order that links list them.
 * @param {PlanDocument} doc
 * @returns {Map<string, Map<string, string>>}
 */
export function vocabulary(doc) {
  return new Map(
    doc.contract.facets.map(({ name, values }) => [name, new Map(values.map(({ slug, id }) => [slug, id]))]),
  );
}

/**
 * @param {PlanDocument} doc
 * @param {string | undefined} value
 * @param {Drop} drop
 * @returns {Set<string>}
 */
export function decodeLayers(doc, value, drop) {
  if (value === undefined) return defaultLayers(doc);
  const byCode = new Map(doc.catalogue.layers.map((layer) => [layer.code, layer.id]));
  const codes = value === "-" ? [] : value.split(".");
  for (const code of codes.filter((each) => !byCode.has(each)).slice(0, 3)) drop("on", code);
  const layers = new Set(codes.map((code) => byCode.get(code)).filter((id) => id !== undefined));
  return codes.length && !layers.size ? defaultLayers(doc) : layers;
}

/**
 * @param {PlanDocument} doc
 * @param {string} value
 * @param {Drop} drop
 */
export function decodeOpacity(doc, value, drop) {
  const { opacityLeast, opacityMost, opacityStep } = doc.contract.limits;
  const byCode = new Map(doc.catalogue.layers.map((layer) => [layer.code, layer.id]));
  /** @type {Record<string, number>} */
  const result = {};
  for (const part of value.split(".")) {
    const layer = byCode.get(part.slice(0, 2));
    const percent = /^\d{1,3}$/.test(part.slice(2)) ? Number(part.slice(2)) : 0;
    if (layer && percent >= opacityLeast && percent < opacityMost && percent % opacityStep === 0)
      result[layer] = percent / 100;
    else if (part) drop("op", part);
  }
  return result;
}

/**
 * Layers that people brought, the topmost first, each once; whether there are such is another question.
 * @param {Contract} contract
 * @param {string | undefined} value
 * @param {Drop} drop
 */
export function decodeOwn({ ownPrefix, ownPattern, limits }, value, drop) {
  const codes = [...new Set((value ?? "").split(".").filter(Boolean))];
  const pattern = new RegExp(`^(?:${ownPattern})$`);
  const known = codes.filter((code) => pattern.test(code)).slice(0, limits.own);
  for (const code of codes.filter((each) => !known.includes(each)).slice(0, 3)) drop("own", code);
  return known.map((code) => ownPrefix + code);
}

/**
 * @param {PlanDocument} doc
 * @param {Record<string, string | undefined>} parameters
 * @param {Drop} drop
 */
export function decodeFilters(doc, parameters, drop) {
  const words = vocabulary(doc);
  const filters = withFilters(emptyFilters(doc), { text: cleanText(doc, parameters.q ?? "") });
  for (const { name, parameter } of doc.contract.facets) {
    const known = words.get(name) ?? new Map();
    const value = parameters[parameter] ?? "";
    const names = value.replace(/^!/, "").split(",").filter(Boolean);
    for (const part of names.filter((each) => !known.has(each)).slice(0, 3)) drop(parameter, part);
    const found = new Set(names.map((part) => known.get(part)).filter((id) => id !== undefined));
    filters[name] = value.startsWith("!") ? new Set([...known.values()].filter((entry) => !found.has(entry))) : found;
  }
  return filters;
}

/**
 * @param {CameraRules} rules
 * @param {string | undefined} value
 * @param {Drop} drop
 * @returns {Camera | null}
 */
export function decodeCamera({ world, minZoom, maxZoom, maxPitch }, value, drop) {
  if (value === undefined) return null;
  const parts = value.split(",");
  const numbers = parts.map((part) => (NUMBER.test(part) ? Number(part) : NaN));
  const [longitude, latitude, zoom, pitch = 0, bearing = 0] = numbers;
  const inside =
    longitude >= world.west && longitude <= world.east && latitude >= world.south && latitude <= world.north;
  if (![3, 5].includes(parts.length) || !numbers.every(Number.isFinite) || !inside) {
    drop("at", value);
    return null;
  }
  return {
    longitude,
    latitude,
    zoom: Math.min(Math.max(zoom, minZoom), maxZoom),
    pitch: Math.min(Math.max(pitch, 0), maxPitch),
    bearing,
  };
}

/**
 * A day from the first of the plan's years up to today.
 * @param {Contract} contract
 * @param {string | undefined} value
 * @param {Drop} drop
 */
export function decodeDay({ period }, value, drop) {
  if (value === undefined) return null;
  if (isDay(value) && value >= period.first && value <= today()) return value;
  drop("day", value);
  return null;
}
