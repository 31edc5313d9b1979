// The ground under the plan: sea, land, neighbours, units and borders, or tiles in their place.

import { numbers } from "./colour.js";
import { FLAT } from "./flat.js";
import { merge } from "./merged.js";
import { tileLayer } from "./tiles.js";

// Tiles are the ground themselves: the local fills make room, the borders stay. The units, though not seen, are there for the pointer.
const TILED_OVER = new Set(["sea", "land", "neighbour_line"]);
// The sea is the colour of the page under the map: a machine without a GPU need not fill the window with it in every frame.
const BACKGROUND = new Set(["sea"]);
const UNSEEN = [0, 0, 0, 0];

export class Ground {
  // described: pydeck's layers with the ids `ground:<role>`.
  constructor(D, store, described) {
    Object.assign(this, { D, store, tiles: null, ...merge(described) });
  }

  // The ground's rows as ShownRows takes them, and how strongly each part is shown.
  list() {
    return { ...this.shapes, parts: this.parts, items: null };
  }

  strengths() {
    const hidden = this.store.state.tiles ? TILED_OVER : BACKGROUND;
    return Uint8Array.from(this.parts, ({ kind }) => (hidden.has(kind) ? 0 : 255));
  }

  // In the colours of the present ground, on tiles where there are any.
  layers(extensions, firstRow) {
    const { ground, tiles } = this.store.state;
    const colors = this.parts.map(({ kind }) => this.colors(kind));
    const { rows, owners } = this.shapes;
    this.made ??= new this.D.ShapeLayer({ id: "ground:shapes", data: rows, pickable: true, extensions, firstRow, ...FLAT });
    const coloured = this.made.clone({ getColor: (row, { index }) => colors[owners[index]](row), updateTriggers: { getColor: [ground, Boolean(tiles)] } });
    if (!tiles) return [coloured];
    this.tiles ??= tileLayer(this.D, tiles, () => this.store.set({ tiles: null, tilesFailed: true }));
    return [this.tiles, coloured];
  }

  // What gives a row's colour.
  colors(role) {
    const { store } = this;
    const colors = store.colors();
    if (role !== "units") {
      const color = numbers(colors[role]);
      return () => color;
    }
    if (store.state.tiles) return () => UNSEEN;
    return ({ id }) => numbers(colors.unit_tints[store.doc.catalogue.unitTint[id]]);
  }

  // A row for each part of a unit.
  unitRows() {
    return this.shapes.rows.filter((row, index) => this.parts[this.shapes.owners[index]].kind === "units");
  }
}
