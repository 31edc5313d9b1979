// What is lit up on the map: what the pointer is over, what is chosen with the reach of its uncertainty, and the district in view.

import { numbers } from "./colour.js";
import { FLAT } from "./flat.js";
import { isBand } from "./merged.js";
import { pickedUnits } from "./units.js";

const OUTLINE_PX = 2.5;
const REACH_ALPHA = 60;
const REACH_DASH = [4, 3.5, 0];
// Districts that are filtered by, beside the one that the view is about.
const PICKED_PX = 1.8;

export class Highlight {
  // opened: what openDeck gave; plan: its merged layers.
  constructor({ D, extensions }, store, plan, unitRows) {
    Object.assign(this, { D, extensions, store, geometry: geometryIndex(plan, unitRows) });
  }

  // Borders of the district that the view is about, and of those that it is filtered by.
  units({ unit, filters }, widthScale) {
    const ids = new Set([unit, ...pickedUnits(this.store.doc, filters)]);
    const data = [...ids].flatMap((id) => (this.geometry.get(id)?.paths ?? []).map((path) => ({ path, width: id === unit ? OUTLINE_PX : PICKED_PX })));
    const ink = numbers(this.store.colors().highlight, 210);
    return data.length ? [this.lines("unit:outline", data, ink, { widthScale })] : [];
  }

  // data: paths, each with its width.
  lines(id, data, color, options = {}) {
    return new this.D.ShapeLayer({ id, data, getColor: () => color, extensions: this.extensions, ...FLAT, ...options });
  }

  // Outline of the chosen item, and as a wide pale band how far off its place may be.
  items(id, chosen) {
    const parts = this.shapes(id);
    if (!parts) return [];
    const ink = numbers(this.store.colors().highlight);
    const name = chosen ? "chosen" : "hovered";
    const layers = [];
    if (chosen && parts.bands.length) layers.push(...this.reach(parts.bands, ink.slice(0, 3)));
    if (parts.paths.length) {
      layers.push(this.lines(`${name}:outline`, wide(parts.paths, OUTLINE_PX), [...ink.slice(0, 3), chosen ? 235 : 150], { widthScale: chosen ? 1.2 : 1 }));
    }
    if (parts.points.length) {
      const shared = { data: parts.points, getPosition: (point) => point, filled: false, stroked: true, lineWidthUnits: "pixels", ...FLAT };
      layers.push(new this.D.ScatterplotLayer({ id: `${name}:ring`, ...shared, getLineColor: [...ink.slice(0, 3), chosen ? 255 : 160], getRadius: 16, radiusUnits: "pixels", getLineWidth: 2.5 }));
    }
    return layers;
  }

  // How far off a place may be: the band of it, and a thin dashed line round those that have an outline.
  reach(bands, ink) {
    const rings = bands.flatMap(({ polygon = [] }) => polygon);
    const shared = { extensions: this.extensions, ...FLAT };
    const band = new this.D.ShapeLayer({ id: "chosen:reach", data: bands, getColor: () => [...ink, REACH_ALPHA], ...shared });
    const edge = new this.D.ShapeLayer({ id: "chosen:reach-edge", data: rings.map((path) => ({ path, width: 1.2, dash: REACH_DASH })), getColor: () => [...ink, 170], ...shared });
    return rings.length ? [band, edge] : [band];
  }

  // Paths and points of an item, or of several at once as the reader lights them up.
  shapes(ids) {
    const found = [ids].flat().map((id) => this.geometry.get(id)).filter(Boolean);
    return found.length > 1 ? Object.fromEntries(Object.keys(found[0]).map((key) => [key, found.flatMap((one) => one[key])])) : found[0];
  }
}

function wide(paths, width) {
  return paths.map((path) => ({ path, width }));
}

// Paths and points by item id, for highlights; rings of areas come from the fill layers.
function geometryIndex({ parts, shapes, symbols }, unitRows) {
  const index = new Map();
  const of = (id) => {
    if (!index.has(id)) index.set(id, { paths: [], points: [], bands: [] });
    return index.get(id);
  };
  shapes.rows.forEach((row, at) => {
    if (isBand(parts[shapes.owners[at]].kind)) of(row.id).bands.push(row);
    else if (row.polygon) of(row.id).paths.push(...row.polygon);
    else if (parts[shapes.owners[at]].kind === "line") of(row.id).paths.push(row.path);
  });
  for (const row of symbols.rows) of(row.id).points.push(row.position);
  for (const row of unitRows) of(row.id).paths.push(...row.polygon);
  return index;
}
