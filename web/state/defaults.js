// What the map shows where no link says anything else.

import { isNarrow, isTight } from "../base/room.js";
import { emptyFilters } from "./filters.js";

/** @param {PlanDocument} doc */
export function defaultLayers(doc) {
  return new Set(doc.catalogue.layers.filter((layer) => layer.on).map((layer) => layer.id));
}

/**
 * @param {PlanDocument} doc
 * @returns {State}
 */
export function defaults(doc) {
  return {
    layers: defaultLayers(doc),
    opacity: {},
    // Layers that people brought, the topmost first.
    own: [],
    filters: emptyFilters(doc),
    tint: doc.contract.tints[0],
    // Today.
    day: null,
    ledgerFailed: false,
    timeOpen: false,
    selection: null,
    candidates: [],
    hover: null,
    language: "zh",
    appearance: "light",
    // Whether the appearance was chosen by hand: only then it is part of the link.
    appearanceChosen: false,
    base: doc.contract.basemaps[0],
    page: "map",
    unit: null,
    // Of the table: a column's name, with a minus before it from last to first; and by what its rows are grouped.
    sort: null,
    grouping: null,
    // Of the indicators: which kind and result are listed, and by what they are sorted.
    targetKind: null,
    targetResult: null,
    targetSort: null,
    briefing: null,
    scene: 1,
    // Whether what is shown beside a briefing is not its scene, but what a link says.
    detour: false,
    dropped: [],
    // Items that the map numbers for want of room: their ids and numbers, in order.
    numbered: [],
    panelOpen: !isNarrow(),
    legendOpen: !isTight(),
    measure: null,
    drawing: false,
    drawn: null,
    ownShown: [],
    towers: false,
    ask: null,
    answer: null,
    pair: null,
    compare: null,
    split: 50,
    right: false,
    spot: null,
    tiles: null,
    basemapNote: null,
  };
}
