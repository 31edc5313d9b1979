// Which rows of the map are shown, and how strongly: what gpu/visibility.js has written into its texture.

import { isReach } from "../gpu/merge.js";

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
 * How strongly each part of the plan is shown.
 * @param {Part[]} parts
 * @param {State} state
 */
export function planStrengths(parts, { layers, opacity }) {
  const strength = (/** @type {string} */ layer) =>
    layers.has(layer) ? Math.round(FULL * (opacity[layer] ?? 1) ** GAMMA) : 0;
  return Uint8Array.from(parts, ({ catalogueId, kind }) => (isReach(kind) ? 0 : strength(catalogueId)));
}
