// What pydeck has described as many layers, as the GPU draws it: one of shapes (areas and lines), and one of symbols
// over them. The rows' order is the drawing order. Sixty layers took a machine without a GPU a fifth of the time to the
// first map.

import { numbers } from "../base/colour.js";
import { inkOf } from "../progress/colouring.js";
import { HATCHED, QUIET, UNPICKABLE } from "./visibility.js";

// Kinds of parts that have the colour of paper: what is left of the strokes under them are thin lines.
export const PAPER_KINDS = new Set(["core", "gap", "edge-gap", "station-core", "end-core"]);

// Bands that say how far off an item may be: those under the plan, and those that are shown of what is chosen only.
/** @param {string} kind */
export const isBand = (kind) => kind.startsWith("halo") || isReach(kind);
/** @param {string} kind */
export const isReach = (kind) => kind.startsWith("reach");

/**
 * The colour of a part in the present appearance; its transparency is Python's.
 * @param {Part} part
 * @param {Store} store
 * @param {{ id: string, layer: string } | null} item whose state colours it where the plan is coloured by progress
 */
export function partColor({ catalogueId, kind, color }, store, item = null) {
  const own = () => (item ? inkOf(store, item) : store.color(store.layerOf({ layer: catalogueId })));
  return numbers(PAPER_KINDS.has(kind) ? store.colors().halo : own(), color?.[3]);
}

/** Marks on a line, which are shown from some zoom on. @param {string} kind */
export const isStop = (kind) => kind.startsWith("station") || kind.startsWith("end");

/**
 * What the described layers say for all of their rows, as parts; and the rows, each with its part as owner.
 * @param {(AreaLayer | PathLayer | PointLayer)[]} described
 * @param {Set<string>} quiet ids of the catalogue's layers that are thin and pale in sight of the whole city
 * @returns {Merged}
 */
export function merge(described, quiet = new Set()) {
  const isSymbols = (/** @type {AreaLayer | PathLayer | PointLayer} */ layer) => layer["@@type"] === "IconLayer";
  return {
    parts: described.map((layer) => partOf(layer, quiet)),
    shapes: /** @type {Merged["shapes"]} */ (listOf(described, (layer) => !isSymbols(layer))),
    symbols: /** @type {Merged["symbols"]} */ (listOf(described, isSymbols)),
  };
}

/**
 * @param {AreaLayer | PathLayer | PointLayer} layer
 * @param {Set<string>} quiet
 * @returns {Part}
 */
function partOf(layer, quiet) {
  const [catalogueId, kind] = layer.id.split(":");
  const hatched = layer["@@type"] === "AreaLayer" && layer.hatched;
  return {
    catalogueId,
    kind,
    color: colorOf(layer),
    size: layer["@@type"] === "IconLayer" ? layer.getSize : undefined,
    traits: (hatched ? HATCHED : 0) | (layer.pickable ? 0 : UNPICKABLE) | (quiet.has(catalogueId) ? QUIET : 0),
  };
}

/**
 * The colour of all rows; symbols have their own.
 * @param {AreaLayer | PathLayer | PointLayer} layer
 */
function colorOf(layer) {
  if (layer["@@type"] === "PathLayer") return layer.getColor;
  return layer["@@type"] === "AreaLayer" ? layer.getFillColor : undefined;
}

/**
 * @param {(AreaLayer | PathLayer | PointLayer)[]} described
 * @param {(layer: AreaLayer | PathLayer | PointLayer) => boolean} isWanted
 */
function listOf(described, isWanted) {
  /** @type {(AreaRow | PathRow | PointRow)[]} */
  const rows = [];
  /** @type {number[]} */
  const owners = [];
  described.forEach((layer, part) => {
    if (!isWanted(layer)) return;
    for (const row of layer.data) {
      rows.push(row);
      owners.push(part);
    }
  });
  return { rows, owners: Uint16Array.from(owners) };
}
