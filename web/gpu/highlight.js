// What is lit up on the map: what the pointer is over, what is chosen with the reach of its uncertainty, and the
// district in view.

import { numbers } from "../base/colour.js";
import { FLAT } from "./plane.js";
import { isBand, partColor } from "./merge.js";
import { pickedUnits } from "../state/units.js";

// What the pointer is over, which no other renderer has: how opaque, 0 to 255, and how wide its outline is.
const HOVERED_ALPHA = 150;
const HOVERED_RING_ALPHA = 160;
const HOVERED_PX = 2.5;
// Of the dark lines along a chosen line, or the pale ones along a chosen area's outline.
const CASING_LINE_PX = 1.3;
// What a line is drawn of; ticks reach beyond it.
const LINE_KINDS = new Set(["rim", "gap", "line", "ticks", "core"]);
const WIDER_KINDS = new Set(["ticks"]);

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
   * Outline of what the pointer is over.
   * @param {string | string[] | null} id
   */
  hovered(id) {
    const parts = this.shapes(id);
    if (!parts) return [];
    const ink = numbers(this.store.colors().highlight, HOVERED_ALPHA);
    const paths = parts.paths.length ? [this.lines("hovered:outline", wide(parts.paths, HOVERED_PX), ink)] : [];
    return [...paths, ...this.rings("hovered:ring", parts.points, [...ink.slice(0, 3), HOVERED_RING_ALPHA])];
  }

  /**
   * The chosen item in its casing, and as a wide pale band how far off its place may be.
   * @param {string | null} id
   * @param {number} widthScale
   */
  chosen(id, widthScale) {
    const parts = this.shapes(id);
    if (!parts) return [];
    const ink = numbers(this.store.colors().highlight);
    const ring = [...ink.slice(0, 3), alpha(this.values.ring_opacity)];
    return [
      ...(parts.bands.length ? this.reach(parts.bands, ink.slice(0, 3)) : []),
      ...this.casing(parts, ink.slice(0, 3), widthScale, this.store.byId.get(id ?? "") ?? null),
      ...this.rings("chosen:ring", parts.points, ring),
    ];
  }

  /**
   * A line lies in a pale band between two dark ones, drawn once more over all; an area's outline in two pale ones.
   * @param {Geometry} parts
   * @param {number[]} ink
   * @param {number} widthScale
   * @param {ItemRecord | null} item
   */
  casing({ paths, strokes }, ink, widthScale, item) {
    if (!paths.length) return [];
    const { selected_px: outline, selected_opacity: opacity, casing_px: beside } = this.values;
    const own = Math.max(0, ...strokes.map(({ row, part }) => (WIDER_KINDS.has(part.kind) ? 0 : row.width)));
    const dark = { width: own ? own + 2 * beside : outline, color: [...ink, alpha(opacity)] };
    const pale = { width: dark.width + (own ? -1 : 1) * 2 * CASING_LINE_PX, color: numbers(this.store.colors().halo) };
    const order = own ? [dark, pale] : [pale, dark];
    const rows = order.flatMap(({ width, color }) => wide(paths, width).map((row) => ({ row, color })));
    const drawn = strokes.map(({ row, part }) => ({ row, color: partColor(part, this.store, item) }));
    const all = [...rows, ...drawn];
    return [
      new this.D.ShapeLayer({
        id: "chosen:outline",
        data: all.map(({ row }) => row),
        /** @type {DeckGl.Accessor<ShapeRow>} */
        getColor: (_row, { index }) => all[index].color,
        rows: this.rows,
        widthScale,
        ...FLAT,
      }),
    ];
  }

  /**
   * @param {string} id
   * @param {Place[]} points
   * @param {number[]} color
   */
  rings(id, points, color) {
    if (!points.length) return [];
    return [
      new this.D.ScatterplotLayer({
        id,
        data: points,
        getPosition: (/** @type {Place} */ point) => point,
        filled: false,
        stroked: true,
        lineWidthUnits: "pixels",
        getLineColor: color,
        getRadius: this.values.ring_radius_px,
        radiusUnits: "pixels",
        getLineWidth: this.values.ring_px,
        ...FLAT,
      }),
    ];
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
      strokes: found.flatMap(({ strokes }) => strokes),
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
    const geometry = index.get(id) ?? { paths: [], points: [], bands: [], strokes: [] };
    index.set(id, geometry);
    return geometry;
  };
  shapes.rows.forEach((row, at) => {
    const part = parts[shapes.owners[at]];
    if (isBand(part.kind)) of(row.id).bands.push(row);
    else if ("polygon" in row) of(row.id).paths.push(...row.polygon);
    else if (LINE_KINDS.has(part.kind)) of(row.id).strokes.push({ row, part });
    if ("path" in row && part.kind === "line") of(row.id).paths.push(row.path);
  });
  for (const row of symbols.rows) of(row.id).points.push(row.position);
  for (const row of unitRows) of(row.id).paths.push(...row.polygon);
  return index;
}
