// A small picture of a scene, drawn from the documents at hand: no GPU, no network, no visit to the scene.

import { readCollection } from "../draw/geojson.js";
import { paintFeatures } from "../draw/paint.js";
import { fitCamera, toWorld, worldPx } from "../base/mercator.js";
import { isBand, isStop, PAPER_KINDS } from "../gpu/merge.js";
import { extentOf } from "./fitting.js";
import { pickedUnits } from "../state/units.js";

const MARGIN_PX = 14;
const ZOOMS = [5, 18];
// Lines and points as thick as on a window of that width, at least.
const FULL_WIDTH_PX = 400;
const POINT_PX = 10;

/** @typedef {ReturnType<typeof penOf>} Pen */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PlanMap} map
 * @param {BriefingScene} scene
 */
export function drawPicture(canvas, map, scene) {
  const { width, height } = canvas;
  const { state, bounds } = extentOf(map.doc, scene);
  const part = { left: MARGIN_PX, top: MARGIN_PX, width: width - 2 * MARGIN_PX, height: height - 2 * MARGIN_PX };
  const window = { width, height, camera: fitCamera(bounds, part, { width, height }, { zooms: ZOOMS }) };
  const pen = penOf(canvas, window, Math.max(width / FULL_WIDTH_PX, 0.5));
  drawBasemap(pen, map);
  drawPlan(pen, map, scene, state);
  drawDrawing(pen, map, scene);
}

/**
 * What is drawn by hand, without its words.
 * @param {Pen} pen
 * @param {PlanMap} map
 * @param {BriefingScene} scene
 */
function drawDrawing(pen, { store, doc }, { drawing }) {
  const { pencils } = doc.catalogue;
  const read = drawing ? readCollection(drawing, Object.keys(pencils)) : null;
  if (!read || !("features" in read)) return;
  const { halo: paper, ink, label_quiet: quiet } = store.colors();
  paintFeatures(pen.context, read.features, {
    project: (path) => path.map(pen.place),
    color: (color) => store.color(pencils[color]),
    paper,
    ink,
    quiet,
    scale: pen.thickness,
    textScale: 0,
  });
}

/**
 * Draws rings, paths and points given in degrees.
 * @param {HTMLCanvasElement} canvas
 * @param {PixelSize & { camera: Camera }} window
 * @param {number} thickness
 */
function penOf(canvas, { width, height, camera }, thickness) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const size = worldPx(camera.zoom);
  const [cx, cy] = toWorld([camera.longitude, camera.latitude]);
  /**
   * @param {Place} point
   * @returns {Pixel}
   */
  const place = (point) => {
    const [x, y] = toWorld(point);
    return [(x - cx) * size + width / 2, (y - cy) * size + height / 2];
  };
  /** @param {Place[][]} paths */
  const trace = (paths) => {
    context.beginPath();
    for (const path of paths)
      for (const [index, point] of path.entries()) context[index ? "lineTo" : "moveTo"](...place(point));
  };
  context.clearRect(0, 0, width, height);
  context.lineJoin = "round";
  return {
    context,
    place,
    thickness,
    /**
     * @param {Place[][]} rings
     * @param {string} color
     * @param {number} [opacity]
     */
    fill(rings, color, opacity = 1) {
      trace(rings);
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fill("evenodd");
    },
    /**
     * dash: lengths on and off and the distance to the first, in widths; as in the map, what is shorter than wide is a
     * cross tick.
     * @param {Place[]} path
     * @param {string} color
     * @param {number} px
     * @param {number} [opacity]
     * @param {number[]} [dash]
     */
    line(path, color, px, opacity = 1, [on, off, first = 0] = []) {
      trace([path]);
      context.globalAlpha = opacity;
      context.strokeStyle = color;
      context.lineWidth = px * thickness;
      context.lineCap = on < 1 ? "butt" : "round";
      context.setLineDash(off ? [on, off].map((length) => length * px * thickness) : []);
      context.lineDashOffset = -first * px * thickness;
      context.stroke();
    },
    /**
     * @param {Place} position
     * @param {string} color
     * @param {string} edge
     */
    point(position, color, edge) {
      const [x, y] = place(position);
      context.globalAlpha = 1;
      context.beginPath();
      context.arc(x, y, (POINT_PX / 2) * thickness, 0, 2 * Math.PI);
      context.fillStyle = color;
      context.strokeStyle = edge;
      context.lineWidth = thickness;
      context.setLineDash([]);
      context.fill();
      context.stroke();
    },
  };
}

/**
 * @param {Pen} pen
 * @param {PlanMap} map
 */
function drawBasemap(pen, map) {
  const colors = map.store.colors();
  for (const { id, data } of map.basemap.layers) {
    const name = id.slice("basemap:".length);
    // All but the units are named by the role of their colour.
    const color = colors[/** @type {keyof AppearanceColors} */ (name === "units" ? "unit" : name)];
    for (const row of data) {
      if ("path" in row) pen.line(row.path, color, row.width, 1, row.dash);
      else pen.fill(row.polygon, color);
    }
  }
}

/**
 * The layers in their order, with the items that the scene shows.
 * @param {Pen} pen
 * @param {PlanMap} map
 * @param {BriefingScene} scene
 * @param {ViewState} state
 */
function drawPlan(pen, map, scene, state) {
  const { store, doc } = map;
  const ids = new Set(scene.items);
  const halo = store.colors().halo;
  const { ledger } = store;
  /** @param {string} id */
  const lookOf = (id) => (ledger && state.tint === "progress" ? ledger.standing(id, state.day).state : null);
  for (const described of doc.layers) {
    const [layer, kind] = described.id.split(":");
    // A band is no more than a tint here, a station a speck.
    if (isBand(kind) || isStop(kind)) continue;
    const color = PAPER_KINDS.has(kind) ? halo : store.color(store.layerOf({ layer }));
    const opacity = opacityOf(described) * ("hatched" in described ? hatchTone(doc.catalogue.drawing) : 1);
    for (const row of described.data) {
      if (!row.id || !ids.has(row.id)) continue;
      const look = PAPER_KINDS.has(kind) ? null : lookOf(row.id);
      const ink = look === null ? color : store.color(doc.catalogue.states[look]);
      if ("path" in row) pen.line(row.path, ink, row.width, opacity, row.dash);
      else if ("polygon" in row) pen.fill(row.polygon, ink, opacity);
      else pen.point(row.position, ink, halo);
    }
  }
  outline(pen, map, state);
}

/** @param {PlanDocument["layers"][number]} layer */
function opacityOf(layer) {
  const color = "getColor" in layer ? layer.getColor : "getFillColor" in layer ? layer.getFillColor : [];
  return Number(color[3] ?? 255) / 255;
}

/**
 * How dark a hatch is from afar, of its lines' darkness: in so small a picture the lines would be a moiré.
 * @param {DrawingValues} values
 */
function hatchTone({ hatch_step_px: step, hatch_width_px: width, hatch_ground: between }) {
  return (width + (step - width) * between) / step;
}

/**
 * As the map has them: the district that the scene is about, and those that it is filtered by.
 * @param {Pen} pen
 * @param {PlanMap} map
 * @param {Pick<State, "unit" | "filters">} state
 */
function outline(pen, map, { unit, filters }) {
  const ink = map.store.colors().highlight;
  const { unit_px: inView, filter_unit_px: filtered, unit_opacity: opacity } = map.doc.catalogue.drawing;
  const picked = new Set([unit, ...pickedUnits(map.doc, filters)]);
  const rows = map.basemap.layers.find((layer) => layer.id === "basemap:units")?.data ?? [];
  for (const row of rows)
    if ("polygon" in row && row.id && picked.has(row.id))
      for (const ring of row.polygon) pen.line(ring, ink, row.id === unit ? inView : filtered, opacity);
}
