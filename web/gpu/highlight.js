// What is lit up on the map: what the pointer is over, what is chosen with the reach of its uncertainty, and the
// district in view.

import { numbers } from "../base/colour.js";
import { FLAT } from "./plane.js";
import { isBand } from "./merge.js";
import { pickedUnits } from "../state/units.js";

// What the pointer is over, which no other renderer has: how opaque, 0 to 255, and how wide its outline is.
const HOVERED_ALPHA = 150;
const HOVERED_RING_ALPHA = 160;
const HOVERED_PX = 2.5;

/** @param {number} opacity 0 to 1 */
const alpha = (opacity) => Math.round(opacity * 255);

export class Highlight {
  /**
   * @param {OpenedDeck} opened
   * @param {Store} store
   * @param {Merged} plan
   * @param {AreaRow[]} unitRows
   */
  constructor({ D, rows }, store, plan, unitRows) {
    this.D = D;
    this.rows = rows;
    this.store = store;
    this.values = store.doc.catalogue.drawing;
    this.geometry = geometryIndex(plan, unitRows);
  }

  /**
   * Borders of the district that the view is about, and of those that it is filtered by.
   * @param {State} state
   * @param {number} widthScale
   */
  units({ unit, filters }, widthScale) {
    const { unit_px: inView, filter_unit_px: picked, unit_opacity: opacity } = this.values;
    const ids = new Set([unit, ...pickedUnits(this.store.doc, filters)]);
    const data = [...ids].flatMap((id) =>
      (this.geometry.get(id ?? "")?.paths ?? []).map((path) => ({ path, width: id === unit ? inView : picked })),
    );
    const ink = numbers(this.store.colors().highlight, alpha(opacity));
    return data.length ? [this.lines("unit:outline", data, ink, { widthScale })] : [];
  }

  /**
   * @param {string} id
   * @param {PathRow[]} data
   * @param {number[]} color
   * @param {object} options
   */
  lines(id, data, color, options = {}) {
    return new this.D.ShapeLayer({ id, data, getColor: () => color, rows: this.rows, ...FLAT, ...options });
  }

  /**
   * Outline of the chosen item, and as a wide pale band how far off its place may be; or of what is hovered.
   * @param {string | string[] | null} id
   * @param {boolean} chosen
   */
  items(id, chosen) {
    const parts = this.shapes(id);
    if (!parts) return [];
    const ink = numbers(this.store.colors().highlight);
    const name = chosen ? "chosen" : "hovered";
    const layers = [];
    if (chosen && parts.bands.length) layers.push(...this.reach(parts.bands, ink.slice(0, 3)));
    if (parts.paths.length) {
      const { selected_px: width, selected_opacity: opacity } = this.values;
      const color = [...ink.slice(0, 3), chosen ? alpha(opacity) : HOVERED_ALPHA];
      layers.push(this.lines(`${name}:outline`, wide(parts.paths, chosen ? width : HOVERED_PX), color));
    }
    if (parts.points.length) {
      const shared = {
        data: parts.points,
        getPosition: (/** @type {Place} */ point) => point,
        filled: false,
        stroked: true,
        lineWidthUnits: "pixels",
        ...FLAT,
      };
      layers.push(
        new this.D.ScatterplotLayer({
          id: `${name}:ring`,
          ...shared,
          getLineColor: [...ink.slice(0, 3), chosen ? alpha(this.values.ring_opacity) : HOVERED_RING_ALPHA],
          getRadius: this.values.ring_radius_px,
          radiusUnits: "pixels",
          getLineWidth: this.values.ring_px,
        }),
      );
    }
    return layers;
  }

  /**
   * How far off a place may be: the band of it, and a thin dashed line round those that have an outline.
   * @param {ShapeRow[]} bands
   * @param {number[]} ink
   */
  reach(bands, ink) {
    const { reach_opacity: opacity, reach_edge_px: width, reach_edge_opacity: edgeOpacity } = this.values;
    const dash = [...this.values.reach_dash, 0];
    const rings = bands.flatMap((band) => ("polygon" in band ? band.polygon : []));
    const shared = { rows: this.rows, ...FLAT };
    const band = new this.D.ShapeLayer({
      id: "chosen:reach",
      data: bands,
      getColor: () => [...ink, alpha(opacity)],
      ...shared,
    });
    const edge = new this.D.ShapeLayer({
      id: "chosen:reach-edge",
      data: rings.map((path) => ({ path, width, dash })),
      getColor: () => [...ink, alpha(edgeOpacity)],
      ...shared,
    });
    return rings.length ? [band, edge] : [band];
  }

  /**
   * Paths and points of an item, or of several at once as the reader lights them up.
   * @param {string | string[] | null} ids
   * @returns {Geometry | undefined}
   */
  shapes(ids) {
    const found = [ids].flat().flatMap((id) => this.geometry.get(id ?? "") ?? []);
    if (found.length < 2) return found[0];
    return {
      paths: found.flatMap(({ paths }) => paths),
      points: found.flatMap(({ points }) => points),
      bands: found.flatMap(({ bands }) => bands),
    };
  }
}

/**
 * @param {Place[][]} paths
 * @param {number} width
 */
function wide(paths, width) {
  return paths.map((path) => ({ path, width }));
}

/**
 * Paths and points by item id, for highlights; rings of areas come from the fill layers.
 * @param {Merged} plan
 * @param {AreaRow[]} unitRows
 */
function geometryIndex({ parts, shapes, symbols }, unitRows) {
  /** @type {Map<string, Geometry>} */
  const index = new Map();
  // Only rows of the basemap have no item.
  const of = (id = "") => {
    const geometry = index.get(id) ?? { paths: [], points: [], bands: [] };
    index.set(id, geometry);
    return geometry;
  };
  shapes.rows.forEach((row, at) => {
    if (isBand(parts[shapes.owners[at]].kind)) of(row.id).bands.push(row);
    else if ("polygon" in row) of(row.id).paths.push(...row.polygon);
    else if (parts[shapes.owners[at]].kind === "line") of(row.id).paths.push(row.path);
  });
  for (const row of symbols.rows) of(row.id).points.push(row.position);
  for (const row of unitRows) of(row.id).paths.push(...row.polygon);
  return index;
}
