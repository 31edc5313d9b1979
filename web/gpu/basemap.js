// The basemap under the plan: sea, land, neighbours, units and borders; tiles lie between areas and borders.

import { numbers } from "../base/colour.js";
import { FLAT } from "./plane.js";
import { merge } from "./merge.js";

// What lies under tiles, which may be faded or not have come; borders are drawn once more above them.
const UNDER_TILES = new Set(["sea", "land", "neighbour_line", "units"]);
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
    return Uint8Array.from(this.parts, ({ kind }) => (BACKGROUND.has(kind) ? 0 : 255));
  }

  /**
   * In the colours of the present appearance, with tiles where there are any.
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
      updateTriggers: { getColor: appearance },
    });
    if (!tiles) return [coloured];
    /** @type {DeckGl.Accessor<ShapeRow>} */
    const above = (_row, { index }) =>
      UNDER_TILES.has(this.parts[owners[index]].kind) ? UNSEEN : colors[owners[index]];
    const borders = coloured.clone({ id: "basemap:borders", getColor: above });
    return [coloured, tiles.layer(this.D, tiles.opacity), borders];
  }

  /** @param {string} role */
  colorOf(role) {
    return numbers(this.store.colors()[/** @type {keyof AppearanceColors} */ (role === "units" ? "unit" : role)]);
  }

  // A row for each part of a unit.
  unitRows() {
    const { rows, owners } = this.shapes;
    return /** @type {AreaRow[]} */ (rows.filter((_, index) => this.parts[owners[index]].kind === "units"));
  }
}
