// A state as a query string: the same names, order and rules as layers/view/link.py.

import { vocabulary } from "../decoding.js";
import { defaultLayers } from "../defaults.js";
import { cleanText } from "../search.js";
import { quoted } from "./quoting.js";

/** Where two views meet that one swipes between, in per cent; a split of 0 is side by side. */
export const MIDDLE = 50;
const SIDE_BY_SIDE = "side";

/** @param {Camera} camera */
function cameraText(camera) {
  const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = camera;
  const numbers = [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(2)];
  const tilt = [Math.round(pitch), Math.round(bearing - 360 * Math.round(bearing / 360))];
  return (tilt.some(Boolean) ? [...numbers, ...tilt] : numbers).join(",");
}

/**
 * The query string of a state, without the question mark: only what differs from the default; of a comparison the state
 * is the left view.
 * @param {PlanDocument} doc
 * @param {State} state
 * @param {Camera | null} camera
 */
export function encodeState(doc, state, camera) {
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
  add("vs", state.compare);
  add("split", state.compare !== null && state.split !== MIDDLE && (state.split ? String(state.split) : SIDE_BY_SIDE));
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
 * @param {Contract} contract
 * @param {string | undefined} value
 * @param {import("../decoding.js").Drop} drop
 */
export function decodeSplit({ limits }, value, drop) {
  const [least, most, step] = limits.swipe;
  if (value === undefined) return MIDDLE;
  if (value === SIDE_BY_SIDE) return 0;
  if (/^\d\d$/.test(value) && Number(value) >= least && Number(value) <= most && Number(value) % step === 0)
    return Number(value);
  drop("split", value);
  return MIDDLE;
}
