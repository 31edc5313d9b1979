// The ground under the plan: sea, land, neighbours, units and borders, or tiles in their place.

import { numbers } from "./colour.js";
import { tileLayer } from "./tiles.js";

const TILED_OVER = new Set(["sea", "land", "neighbour_line", "units"]);

export class Ground {
  // made: deck.gl's layers with the ids `ground:<role>`.
  constructor(D, store, made) {
    Object.assign(this, { D, store, made, tiles: null });
  }

  // In the colours of the present ground. Tiles are the ground themselves: the local fills make room, the borders stay.
  layers() {
    const { ground, tiles } = this.store.state;
    const coloured = this.made.map((layer) => inColours(layer, this.store, ground, tiles));
    if (!tiles) return coloured;
    this.tiles ??= tileLayer(this.D, tiles, () => this.store.set({ tiles: null, tilesFailed: true }));
    return [this.tiles, ...coloured];
  }

  // A row for each part of a unit.
  unitRows() {
    return this.made.find(({ id }) => id === "ground:units")?.props.data ?? [];
  }
}

function inColours(layer, store, ground, tiled) {
  const colors = store.colors();
  const role = layer.id.slice("ground:".length);
  const triggers = { updateTriggers: { getFillColor: [ground, Boolean(tiled)], getColor: ground } };
  if (tiled && TILED_OVER.has(role)) return layer.clone({ visible: role === "units", opacity: 0, ...(role === "units" ? { getFillColor: [0, 0, 0, 0], ...triggers } : {}) });
  if (role === "units") return layer.clone({ getFillColor: (row) => numbers(colors.unit_tints[store.doc.catalogue.unitTint[row.id]]), ...triggers });
  return layer.clone({ getFillColor: numbers(colors[role]), getColor: numbers(colors[role]), ...triggers });
}
