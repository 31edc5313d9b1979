// The map's state as a link and back: the same names and rules as layers/view/link.py, which tests hold against this.

import { decodeCamera, decodeDay, decodeFilters, decodeLayers, decodeOpacity, decodeOwn } from "./decoding.js";
import { defaultLayers, defaults } from "./defaults.js";
import { emptyFilters } from "./filters.js";
import { decodeSplit, encodeState, MIDDLE } from "./link/encoding.js";
import { questionLink, questionOf } from "./link/question.js";
import { quoted } from "./link/quoting.js";
import { cleanText } from "./search.js";

/** How lists are sorted and what they leave out: pages' own, of no concern to the map. */
export const NO_LISTS = { sort: null, grouping: null, targetKind: null, targetResult: null, targetSort: null };
/** What either view of a comparison says. @type {(keyof Compared)[]} */
export const COMPARED = ["base", "layers", "opacity", "own", "filters", "tint", "day", "selection", "unit"];
/** Stands for a view that says nothing, as the map opens. */
const NOTHING_ELSE = "-";
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The query string of a state, without the question mark: only what differs from the default. Of a comparison the left
 * view comes first, whichever of the two is worked on.
 * @param {PlanDocument} doc
 * @param {State} state
 * @param {Camera | null} camera
 */
export function encodeView(doc, state, camera) {
  if (state.compare === null || !state.right) return encodeState(doc, state, camera);
  const swapped = swap(doc, state, camera);
  return encodeState(doc, swapped.state, swapped.camera);
}

/**
 * The other view of a comparison: what it shows, and its own camera where it has one.
 * @param {PlanDocument} doc
 * @param {string} query
 */
export function comparedView(doc, query) {
  const { state, camera, dropped } = decodeView(doc, query === NOTHING_ELSE ? "" : query);
  return { shown: contentOf(state), camera, dropped };
}

/**
 * What a state shows, as the other view of a comparison.
 * @param {PlanDocument} doc
 * @param {State} state
 * @param {Camera | null} camera
 */
export function comparedQuery(doc, state, camera) {
  return encodeState(doc, { ...defaults(doc), ...contentOf(state) }, camera) || NOTHING_ELSE;
}

/**
 * The other view of a comparison takes the place of the one that is worked on, and this that of the other.
 * @param {PlanDocument} doc
 * @param {State} state
 * @param {Camera | null} camera
 * @returns {{ state: State, camera: Camera | null }}
 */
export function swap(doc, state, camera) {
  const { shown, camera: own } = comparedView(doc, state.compare ?? NOTHING_ELSE);
  const compare = comparedQuery(doc, state, own && camera);
  return { state: { ...state, ...shown, compare, right: !state.right }, camera: own ?? camera };
}

/** @param {Compared} state @returns {Compared} */
const contentOf = (state) => /** @type {any} */ (Object.fromEntries(COMPARED.map((key) => [key, state[key]])));

/**
 * The other view of a link's comparison as we write it; null where there is none.
 * @param {PlanDocument} doc
 * @param {string | undefined} value
 * @param {import("./decoding.js").Drop} drop
 */
function decodeCompared(doc, value, drop) {
  const { limits, parameters } = doc.contract;
  if (value === undefined) return null;
  if (value.length > limits.compared) {
    drop("vs", value);
    return null;
  }
  const given = new URLSearchParams(value === NOTHING_ELSE ? "" : value);
  for (const [name, text] of [...given]) {
    if (parameters.compared.includes(name)) continue;
    drop("vs", `${name}=${text}`);
    given.delete(name);
  }
  const { shown, camera, dropped } = comparedView(doc, String(given));
  for (const each of dropped) drop("vs", each);
  return comparedQuery(doc, { ...defaults(doc), ...shown }, camera);
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
  const compare = decodeCompared(doc, parameters.vs, drop);
  if (compare === null && parameters.split !== undefined) drop("split", parameters.split);
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
    compare,
    split: compare === null ? MIDDLE : decodeSplit(contract, parameters.split, drop),
    right: false,
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
    compare: null,
    right: false,
    ...NO_LISTS,
  };
}
