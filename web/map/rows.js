// Which rows of the map are shown, and how strongly: what gpu/visibility.js has written into its texture.

import { isReach, isStop } from "../gpu/merge.js";
import { QUIET } from "../gpu/visibility.js";

// deck.gl's own curve of opacity.
const GAMMA = 1 / 2.2;
const FULL = 255;

/**
 * The plan's rows with the numbers of their items: shapes, then symbols.
 * @param {Merged} plan
 * @param {Map<string, number>} numberOf an item, by its id
 * @returns {RowList[]}
 */
export function planRows({ parts, shapes, symbols }, numberOf) {
  return [shapes, symbols].map(({ rows, owners }) => ({
    owners,
    parts,
    items: Uint32Array.from(
      /** @type {{ id?: string }[]} */ (rows),
      ({ id = "" }) => /** @type {number} */ (numberOf.get(id)),
    ),
  }));
}

/**
 * What of the plan a zoom shows: how thin and pale quiet layers are, 0 to 1; whether its lines have marks.
 * @param {Pick<DrawingValues, "quiet_zoom" | "half_quiet_zoom" | "stops_zoom">} values
 * @param {number} zoom
 */
export function planLevel({ quiet_zoom, half_quiet_zoom, stops_zoom }, zoom) {
  const quiet = zoom < quiet_zoom ? 1 : zoom < half_quiet_zoom ? 0.5 : 0;
  return { quiet, stops: zoom >= stops_zoom };
}

/**
 * What a quiet layer keeps of a width or an opacity of which it keeps a share when it is quiet.
 * @param {number} share
 * @param {{ quiet: number }} level
 */
function quietly(share, { quiet }) {
  return 1 - (1 - share) * quiet;
}

/**
 * How strongly each part of the plan is shown.
 * @param {Part[]} parts
 * @param {State} state
 * @param {ReturnType<typeof planLevel>} level
 * @param {number} quietStrength of quiet layers in sight of the whole city
 */
export function planStrengths(parts, { layers, opacity }, level, quietStrength) {
  const strength = (/** @type {string} */ layer) => (layers.has(layer) ? FULL * (opacity[layer] ?? 1) ** GAMMA : 0);
  return Uint8Array.from(parts, ({ catalogueId, kind, traits }) => {
    if (isReach(kind) || (isStop(kind) && !level.stops)) return 0;
    return Math.round(strength(catalogueId) * (traits & QUIET ? quietly(quietStrength, level) : 1));
  });
}

/**
 * Writes how strongly every row of the map is shown, and how wide quiet ones are.
 * @param {DeckRenderer} renderer
 * @param {State} state
 * @param {ReturnType<typeof planLevel>} level
 */
export function writeRows({ rows, basemap, plan, city, camera, store, answer }, state, level) {
  const { quiet_width: width, quiet_strength: strength } = store.doc.catalogue.drawing;
  const own = planStrengths(plan.parts, state, level, strength);
  const below = city ? [city.strengths(camera.zoom)] : [];
  rows.quietWidth = quietly(width, level);
  rows.write(store.flags, [basemap.strengths(), own, own, ...below], standingOut(store, state, answer));
}

/**
 * What all others recede behind: the chosen item, where it has a place of its own, else what an answer names.
 * @param {Store} store
 * @param {State} state
 * @param {AnswerMarks | null} [answer]
 */
export function standingOut(store, state, answer = null) {
  const rest = store.doc.catalogue.drawing.receding;
  const item = store.byId.get(state.selection ?? "");
  if (!item?.anchors || item.layer === "units") {
    const kept = answer?.kept(state);
    return kept ? { kept, rest } : null;
  }
  const kept = new Uint8Array(store.doc.items.length);
  kept[/** @type {number} */ (store.numberOf.get(item.id))] = 1;
  return { kept, rest };
}
