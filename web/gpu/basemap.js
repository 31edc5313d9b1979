// The basemap under the plan: sea, land, neighbours, units and borders, or tiles in their place.

import { numbers } from "../base/colour.js";
import { FLAT } from "./plane.js";
import { merge } from "./merge.js";
import { tileLayer } from "./tiles.js";

// Tiles are the basemap themselves: the local fills make room, the borders stay. The units, though not seen, are there
// for the pointer.
const TILED_OVER = new Set(["sea", "land", "neighbour_line"]);
// The sea is the colour of the page under the map: a machine without a GPU need not fill the window with it in every
// frame.
const BACKGROUND = new Set(["sea"]);
const UNSEEN = [0, 0, 0, 0];

export class Basemap {
  /**
   * @param {DeckGl.WithOwn} D
   * @param {Store} store
   * @param {BasemapDocument["layers"]} described with the ids `basemap:<role>`
   */
  constructor(D, store, described) {
    const { parts, shapes } = merge(described);
    this.D = D;
    this.store = store;
    this.parts = parts;
    this.shapes = shapes;
    /** @type {DeckGl.Layer | null} */
    this.tiles = null;
    /** @type {DeckGl.Layer | null} */
    this.made = null;
  }

  /**
   * The basemap's rows as RowVisibility takes them.
   * @returns {RowList}
   */
  list() {
    return { ...this.shapes, parts: this.parts, items: null };
  }

  // How strongly each part is shown.
  strengths() {
    const hidden = this.store.state.tiles ? TILED_OVER : BACKGROUND;
    return Uint8Array.from(this.parts, ({ kind }) => (hidden.has(kind) ? 0 : 255));
  }

  /**
   * In the colours of the present appearance, on tiles where there are any.
   * @param {RowVisibility} shown
   * @param {number} firstRow
   */
  layers(shown, firstRow) {
    const { appearance, tiles } = this.store.state;
    const colors = this.parts.map(({ kind }) => this.colorOf(kind));
    const { rows, owners } = this.shapes;
    this.made ??= new this.D.ShapeLayer({
      id: "basemap:shapes",
      data: rows,
      pickable: true,
      rows: shown,
      firstRow,
      ...FLAT,
    });
    const coloured = this.made.clone({
      /** @type {DeckGl.Accessor<ShapeRow>} */
      getColor: (_row, { index }) => colors[owners[index]],
      updateTriggers: { getColor: [appearance, Boolean(tiles)] },
    });
    if (!tiles) return [coloured];
    this.tiles ??= tileLayer(this.D, tiles, () => this.store.set({ tiles: null, tilesFailed: true }));
    return [this.tiles, coloured];
  }

  /** @param {string} role */
  colorOf(role) {
    const { store } = this;
    if (role === "units" && store.state.tiles) return UNSEEN;
    return numbers(store.colors()[/** @type {keyof AppearanceColors} */ (role === "units" ? "unit" : role)]);
  }

  // A row for each part of a unit.
  unitRows() {
    const { rows, owners } = this.shapes;
    return /** @type {AreaRow[]} */ (rows.filter((_, index) => this.parts[owners[index]].kind === "units"));
  }
}
