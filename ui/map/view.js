// The map's state as a link and back: the same names and rules as layers/link.py, which tests hold against this.

import { cleanText } from "./search.js";
import { defaultLayers, emptyFilters, FILTER_NAMES, NO_DISTRICT } from "./store.js";

// Those beside the map, then those with forms.
const PAGES = ["map", "overview", "districts", "table", "reader", "briefings", "exports", "sources"];
const PARAMETER = { theme: "theme", category: "cat", stage: "stage", district: "dist", column: "col", precision: "prec", kind: "kind" };
const OWN = new Set(["page", "lang", "ground", "on", "op", "q", "sel", "unit", "at", "3d", "sort", "group", "brief", "scene", ...Object.values(PARAMETER)]);
// Of the page of products alone.
const OF_PRODUCTS = new Set(["product", "format"]);
const OF_A_SCENE = new Set(["page", "lang", "ground", "brief", "scene"]);
// By which column the table is sorted, a minus turns the order round; and by what its rows stand together.
const SORTED = /^-?(name|category|stage|districts|precision|uncertainty|size|column)$/;
const GROUPINGS = ["theme", "district", "stage"];
const KINDS = ["point", "line", "area", "citywide"];
const COLUMNS = ["4", "5", "11", "null"];
const WORLD = { west: 111, east: 118, south: 20.5, north: 26 };
const ZOOM = [7, 18];
const MAX_PITCH = 60;
const MAX_SHOWN = 40;
// What Python and JavaScript both take for a number, and for the same one.
const NUMBER = /^ *[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)? *$/;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// For each filter: name in links -> value, in the order that links list them.
export function vocabulary(doc) {
  const same = (names) => new Map(names.map((name) => [name, name]));
  const { catalogue, units } = doc;
  return {
    theme: same(Object.keys(catalogue.themes)),
    category: new Map(Object.entries(catalogue.categorySlug).map(([category, slug]) => [slug, category])),
    stage: same(Object.keys(catalogue.stages)),
    district: same([...units.map((unit) => unit.id), NO_DISTRICT]),
    column: same(COLUMNS),
    precision: same(Object.keys(catalogue.precisions)),
    kind: same(KINDS),
  };
}

function quoted(value) {
  return encodeURIComponent(value).replace(/%2C/g, ",");
}

function cameraText(camera) {
  const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = camera;
  const numbers = [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(2)];
  const tilt = [Math.round(pitch), Math.round(bearing - 360 * Math.round(bearing / 360))];
  return (tilt.some(Boolean) ? [...numbers, ...tilt] : numbers).join(",");
}

// The query string of a state, without the question mark: only what differs from the default.
export function encodeView(doc, state, camera) {
  const pairs = [];
  const add = (name, value) => value && pairs.push(`${name}=${quoted(value)}`);
  const { layers: catalogue } = doc.catalogue;
  add("page", state.page !== "map" && state.page);
  add("lang", state.language !== "zh" && state.language);
  add("ground", state.groundChosen && state.ground);
  const standard = defaultLayers(doc);
  const on = catalogue.filter((layer) => state.layers.has(layer.id));
  if (on.length !== standard.size || on.some((layer) => !standard.has(layer.id))) add("on", on.map((layer) => layer.code).join(".") || "-");
  const percent = (layer) => Math.round((state.opacity[layer.id] ?? 1) * 100);
  add("op", catalogue.filter((layer) => percent(layer) !== 100).map((layer) => layer.code + percent(layer)).join("."));
  const words = vocabulary(doc);
  for (const name of FILTER_NAMES) add(PARAMETER[name], listText(words[name], state.filters[name]));
  add("q", cleanText(state.filters.text));
  add("sel", state.selection);
  add("unit", state.unit);
  if (camera) add("at", cameraText(camera));
  add("3d", state.towers && "1");
  add("sort", state.sort);
  add("group", state.grouping);
  add("brief", state.briefing);
  add("scene", state.briefing && state.scene > 1 && String(state.scene));
  return pairs.join("&");
}

// Long lists are written by what they leave out.
function listText(known, picked) {
  const names = [...known].filter(([, value]) => picked.has(value)).map(([name]) => name);
  const rest = [...known].filter(([, value]) => !picked.has(value)).map(([name]) => name);
  if (!names.length) return "";
  return rest.length < names.length ? `!${rest.join(",")}` : names.join(",");
}

// What a link says: { state, camera, dropped }. Never throws; what does not exist is dropped and named.
export function decodeView(doc, query) {
  const given = Object.fromEntries(new URLSearchParams(query.slice(0, 4000)));
  const dropped = [];
  const drop = (name, value) => dropped.push(`${name}=${cleanText(value).slice(0, MAX_SHOWN)}`);
  const oneOf = (name, known) => {
    const value = given[name];
    if (value === undefined || known(value)) return value;
    drop(name, value);
    return undefined;
  };
  const ids = new Set(doc.items.map((item) => item.id));
  const unitIds = new Set(doc.units.map((unit) => unit.id));
  const ground = oneOf("ground", (value) => ["light", "dark"].includes(value));
  const briefing = oneOf("brief", (value) => value.length <= 64 && NAME.test(value)) ?? null;
  const scene = oneOf("scene", (value) => briefing && /^\d{1,3}$/.test(value) && Number(value) > 0);
  const state = {
    page: oneOf("page", (value) => PAGES.includes(value)) ?? "map",
    language: oneOf("lang", (value) => ["zh", "en"].includes(value)) ?? "zh",
    ...(ground ? { ground } : {}),
    groundChosen: Boolean(ground),
    layers: decodeLayers(doc, given.on, drop),
    opacity: decodeOpacity(doc, given.op ?? "", drop),
    filters: decodeFilters(doc, given, drop),
    selection: oneOf("sel", (value) => ids.has(value)) ?? null,
    unit: oneOf("unit", (value) => unitIds.has(value)) ?? null,
    towers: oneOf("3d", (value) => value === "1") !== undefined,
    sort: oneOf("sort", (value) => SORTED.test(value)) ?? null,
    grouping: oneOf("group", (value) => GROUPINGS.includes(value)) ?? null,
    briefing,
    scene: scene ? Number(scene) : 1,
    // A link that names a scene and nothing that the scene itself says shows the scene; any other a detour from it.
    detour: Boolean(briefing) && !namesOnlyAScene(query),
  };
  return { state, camera: decodeCamera(given.at, drop), dropped };
}

function decodeLayers(doc, value, drop) {
  if (value === undefined) return defaultLayers(doc);
  const byCode = new Map(doc.catalogue.layers.map((layer) => [layer.code, layer.id]));
  const codes = value === "-" ? [] : value.split(".");
  codes.filter((code) => !byCode.has(code)).slice(0, 3).forEach((code) => drop("on", code));
  const layers = new Set(codes.map((code) => byCode.get(code)).filter(Boolean));
  return codes.length && !layers.size ? defaultLayers(doc) : layers;
}

function decodeOpacity(doc, value, drop) {
  const byCode = new Map(doc.catalogue.layers.map((layer) => [layer.code, layer.id]));
  const result = {};
  for (const part of value.split(".")) {
    const layer = byCode.get(part.slice(0, 2));
    const percent = /^\d{1,3}$/.test(part.slice(2)) ? Number(part.slice(2)) : 0;
    if (layer && percent >= 10 && percent < 100 && percent % 5 === 0) result[layer] = percent / 100;
    else if (part) drop("op", part);
  }
  return result;
}

function decodeFilters(doc, given, drop) {
  const words = vocabulary(doc);
  const filters = { ...emptyFilters(), text: cleanText(given.q ?? "") };
  for (const name of FILTER_NAMES) {
    const value = given[PARAMETER[name]] ?? "";
    const names = value.replace(/^!/, "").split(",").filter(Boolean);
    names.filter((part) => !words[name].has(part)).slice(0, 3).forEach((part) => drop(PARAMETER[name], part));
    const found = new Set(names.filter((part) => words[name].has(part)).map((part) => words[name].get(part)));
    filters[name] = value.startsWith("!") ? new Set([...words[name].values()].filter((entry) => !found.has(entry))) : found;
  }
  return filters;
}

function decodeCamera(value, drop) {
  if (value === undefined) return null;
  const parts = value.split(",");
  const numbers = parts.map((part) => (NUMBER.test(part) ? Number(part) : NaN));
  const [longitude, latitude, zoom, pitch = 0, bearing = 0] = numbers;
  const inside = longitude >= WORLD.west && longitude <= WORLD.east && latitude >= WORLD.south && latitude <= WORLD.north;
  if (![3, 5].includes(parts.length) || !numbers.every(Number.isFinite) || !inside) {
    drop("at", value);
    return null;
  }
  return { longitude, latitude, zoom: Math.min(Math.max(zoom, ZOOM[0]), ZOOM[1]), pitch: Math.min(Math.max(pitch, 0), MAX_PITCH), bearing };
}

// The address as it should read now: our parameters anew, foreign ones (such as Streamlit's embed) as they are.
export function addressWith(query) {
  const kept = (name) => !OWN.has(name) && (!OF_PRODUCTS.has(name) || new URLSearchParams(query).get("page") === "exports");
  const foreign = [...new URLSearchParams(location.search)].filter(([name]) => kept(name)).map(([name, value]) => `${name}=${quoted(value)}`);
  const search = [query, ...foreign].filter(Boolean).join("&");
  return `${location.pathname}${search ? `?${search}` : ""}${location.hash}`;
}

// Whether a link says which scene to show and nothing of what the scene itself says.
function namesOnlyAScene(query) {
  const given = new URLSearchParams(query);
  return given.has("brief") && [...given.keys()].every((name) => !OWN.has(name) || OF_A_SCENE.has(name));
}

// The part of an address that is ours, in one order, for comparing.
export function ownPart(search) {
  return [...new URLSearchParams(search)].filter(([name]) => OWN.has(name)).map(([name, value]) => `${name}=${quoted(value)}`).sort().join("&");
}
