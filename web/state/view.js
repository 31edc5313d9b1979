// The map's state as a link and back: the same names and rules as layers/view/link.py, which tests hold against this.

import {
  decodeCamera,
  decodeDay,
  decodeFilters,
  decodeLayers,
  decodeOpacity,
  decodeOwn,
  vocabulary,
} from "./decoding.js";
import { defaultLayers } from "./defaults.js";
import { emptyFilters } from "./filters.js";
import { questionLink, questionOf } from "./link/question.js";
import { quoted } from "./link/quoting.js";
import { cleanText } from "./search.js";

/** How lists are sorted and what they leave out: pages' own, of no concern to the map. */
export const NO_LISTS = { sort: null, grouping: null, targetKind: null, targetResult: null, targetSort: null };
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @param {Camera} camera */
function cameraText(camera) {
  const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = camera;
  const numbers = [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(2)];
  const tilt = [Math.round(pitch), Math.round(bearing - 360 * Math.round(bearing / 360))];
  return (tilt.some(Boolean) ? [...numbers, ...tilt] : numbers).join(",");
}

/**
 * The query string of a state, without the question mark: only what differs from the default.
 * @param {PlanDocument} doc
 * @param {State} state
 * @param {Camera | null} camera
 */
export function encodeView(doc, state, camera) {
  /** @type {string[]} */
  const pairs = [];
  /**
   * @param {string} name
   * @param {string | false | null} value
   */
  const add = (name, value) => {
    if (value) pairs.push(`${name}=${quoted(value)}`);
  };
  const { layers: catalogue } = doc.catalogue;
  add("page", state.page !== "map" && state.page);
  add("lang", state.language !== "zh" && state.language);
  add("ground", state.appearanceChosen && state.appearance);
  // An address that somebody has typed stays in this browser.
  add("base", state.base !== doc.contract.basemaps[0] && state.base !== "own" && state.base);
  const standard = defaultLayers(doc);
  const on = catalogue.filter((layer) => state.layers.has(layer.id));
  if (on.length !== standard.size || on.some((layer) => !standard.has(layer.id)))
    add("on", on.map((layer) => layer.code).join(".") || "-");
  /** @param {LayerRecord} layer */
  const percent = (layer) => Math.round((state.opacity[layer.id] ?? 1) * 100);
  add(
    "op",
    catalogue
      .filter((layer) => percent(layer) !== 100)
      .map((layer) => layer.code + percent(layer))
      .join("."),
  );
  add("own", state.own.map((id) => id.slice(doc.contract.ownPrefix.length)).join("."));
  const words = vocabulary(doc);
  for (const { name, parameter } of doc.contract.facets)
    add(parameter, listText(words.get(name) ?? new Map(), state.filters[name]));
  add("q", cleanText(doc, state.filters.text));
  add("tint", state.tint !== doc.contract.tints[0] && state.tint);
  add("day", state.day);
  add("sel", state.selection);
  add("unit", state.unit);
  if (camera) add("at", cameraText(camera));
  add("3d", state.towers && "1");
  add("sort", state.sort);
  add("group", state.grouping);
  add("target", state.targetKind);
  add("result", state.targetResult);
  add("targetsort", state.targetSort);
  add("brief", state.briefing);
  add("scene", state.briefing && state.scene > 1 && String(state.scene));
  add("ask", state.ask);
  return pairs.join("&");
}

/**
 * Long lists are written by what they leave out.
 * @param {Map<string, string>} known
 * @param {Set<string>} picked
 */
function listText(known, picked) {
  const names = [...known].filter(([, value]) => picked.has(value)).map(([name]) => name);
  const rest = [...known].filter(([, value]) => !picked.has(value)).map(([name]) => name);
  if (!names.length) return "";
  return rest.length < names.length ? `!${rest.join(",")}` : names.join(",");
}

/**
 * What a link says: { state, camera, dropped }. Never throws; what does not exist is dropped and named.
 * @param {PlanDocument} doc
 * @param {string} query
 * @returns {View & { dropped: string[] }}
 */
export function decodeView(doc, query) {
  const { contract } = doc;
  const { limits } = contract;
  /** @type {Record<string, string | undefined>} */
  const parameters = Object.fromEntries(new URLSearchParams(query.slice(0, limits.query)));
  /** @type {string[]} */
  const dropped = [];
  /** @param {string} name
   * @param {string} value */
  const drop = (name, value) => {
    dropped.push(`${name}=${cleanText(doc, value).slice(0, limits.shown)}`);
  };
  /**
   * @param {string} name
   * @param {(value: string) => unknown} known
   */
  const oneOf = (name, known) => {
    const value = parameters[name];
    if (value === undefined || known(value)) return value;
    drop(name, value);
    return undefined;
  };
  const isPackage = (/** @type {string} */ value) => new RegExp(`^(?:${contract.packagePattern})$`).test(value);
  const ids = new Set(doc.items.map((item) => item.id));
  const unitIds = new Set(doc.units.map((unit) => unit.id));
  const appearance = /** @type {Appearance | undefined} */ (
    oneOf("ground", (value) => contract.appearances.includes(value))
  );
  const briefing = oneOf("brief", (value) => value.length <= limits.briefing && NAME.test(value)) ?? null;
  const scene = oneOf(
    "scene",
    (value) => briefing && /^\d{1,3}$/.test(value) && Number(value) > 0 && Number(value) <= limits.scene,
  );
  const question = parameters.ask === undefined ? null : questionOf(contract.question, parameters.ask);
  if (parameters.ask !== undefined && !question) drop("ask", parameters.ask);
  const state = {
    page: oneOf("page", (value) => contract.pages.includes(value) || contract.formPages.includes(value)) ?? "map",
    language: /** @type {Language} */ (oneOf("lang", (value) => contract.languages.includes(value)) ?? "zh"),
    ...(appearance ? { appearance } : {}),
    appearanceChosen: Boolean(appearance),
    base: oneOf("base", (value) => contract.basemaps.includes(value) || isPackage(value)) ?? contract.basemaps[0],
    layers: decodeLayers(doc, parameters.on, drop),
    opacity: decodeOpacity(doc, parameters.op ?? "", drop),
    own: decodeOwn(doc.contract, parameters.own, drop),
    filters: decodeFilters(doc, parameters, drop),
    tint: oneOf("tint", (value) => contract.tints.includes(value)) ?? contract.tints[0],
    day: decodeDay(contract, parameters.day, drop),
    selection: oneOf("sel", (value) => ids.has(value)) ?? null,
    unit: oneOf("unit", (value) => unitIds.has(value)) ?? null,
    towers: oneOf("3d", (value) => value === "1") !== undefined,
    sort: oneOf("sort", (value) => contract.columns.includes(value.replace(/^-/, ""))) ?? null,
    grouping: oneOf("group", (value) => contract.groupings.includes(value)) ?? null,
    targetKind: oneOf("target", (value) => contract.targets.kinds.includes(value)) ?? null,
    targetResult: oneOf("result", (value) => contract.targets.results.includes(value)) ?? null,
    targetSort: oneOf("targetsort", (value) => contract.targets.columns.includes(value.replace(/^-/, ""))) ?? null,
    briefing,
    scene: scene ? Number(scene) : 1,
    // A link that names a scene and nothing that the scene itself says shows the scene; any other a detour from it.
    detour: Boolean(briefing) && !namesOnlyAScene(contract.parameters, query),
    ask: question && questionLink(question),
  };
  return { state, camera: decodeCamera(contract.camera, parameters.at, drop), dropped };
}

/**
 * The address as it should read now: our parameters anew, foreign ones (such as Streamlit's embed) as they are.
 * @param {{ contract: Contract }} doc
 * @param {string} query
 */
export function addressWith({ contract }, query) {
  const { view, products } = contract.parameters;
  const ofProducts = new URLSearchParams(query).get("page") === "exports";
  /** @param {string} name */
  const kept = (name) => !view.includes(name) && (!products.includes(name) || ofProducts);
  const foreign = [...new URLSearchParams(location.search)]
    .filter(([name]) => kept(name))
    .map(([name, value]) => `${name}=${quoted(value)}`);
  const search = [query, ...foreign].filter(Boolean).join("&");
  return `${location.pathname}${search ? `?${search}` : ""}${location.hash}`;
}

/**
 * Whether a link says which scene to show and nothing of what the scene itself says.
 * @param {LinkParameters} parameters
 * @param {string} query
 */
function namesOnlyAScene({ view, scene }, query) {
  const parameters = new URLSearchParams(query);
  return (
    parameters.has("brief") && [...parameters.keys()].every((name) => !view.includes(name) || scene.includes(name))
  );
}

/**
 * The part of an address that is ours, in one order, for comparing.
 * @param {{ contract: Contract }} doc
 * @param {string} search
 */
export function ownPart({ contract }, search) {
  const own = [...new URLSearchParams(search)].filter(([name]) => contract.parameters.view.includes(name));
  return own
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .sort()
    .join("&");
}

/**
 * The state as the address names it while a scene is shown: the scene, and nothing that it says itself.
 * @param {PlanDocument} doc
 * @param {State} state
 * @returns {State}
 */
export function sceneState(doc, state) {
  return {
    ...state,
    base: doc.contract.basemaps[0],
    layers: defaultLayers(doc),
    opacity: {},
    own: [],
    filters: emptyFilters(doc),
    tint: doc.contract.tints[0],
    day: null,
    selection: null,
    unit: null,
    towers: false,
    ask: null,
    ...NO_LISTS,
  };
}
