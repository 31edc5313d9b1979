// A small picture of a scene, drawn from the documents at hand: no GPU, no network, no visit to the scene.

import { fitCamera, toWorld, worldPx } from "./mercator.js";
import { isBand, PAPER_KINDS } from "./merged.js";
import { frameOf } from "./present-frame.js";
import { pickedUnits } from "./units.js";

const MARGIN_PX = 14;
const ZOOMS = [5, 18];
// Lines and points as thick as on a window of that width, at least.
const FULL_WIDTH_PX = 400;
const POINT_PX = 10;

export function drawPicture(canvas, map, scene) {
  const { width, height } = canvas;
  const { state, bounds } = frameOf(map.doc, scene);
  const part = { left: MARGIN_PX, top: MARGIN_PX, width: width - 2 * MARGIN_PX, height: height - 2 * MARGIN_PX };
  const frame = { width, height, camera: fitCamera(bounds, part, { width, height }, { zooms: ZOOMS }) };
  const pen = penOf(canvas, frame, Math.max(width / FULL_WIDTH_PX, 0.5));
  drawGround(pen, map);
  drawPlan(pen, map, scene, state);
}

// Draws rings, paths and points given in degrees.
function penOf(canvas, { width, height, camera }, thickness) {
  const context = canvas.getContext("2d");
  const size = worldPx(camera.zoom);
  const [cx, cy] = toWorld([camera.longitude, camera.latitude]);
  const place = (point) => {
    const [x, y] = toWorld(point);
    return [(x - cx) * size + width / 2, (y - cy) * size + height / 2];
  };
  const trace = (paths) => {
    context.beginPath();
    for (const path of paths) path.forEach((point, index) => context[index ? "lineTo" : "moveTo"](...place(point)));
  };
  context.clearRect(0, 0, width, height);
  context.lineJoin = "round";
  return {
    fill(rings, color, opacity = 1) {
      trace(rings);
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fill("evenodd");
    },
    // dash: lengths on and off and the distance to the first, in widths; as in the map, what is shorter than wide is a cross tick.
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

function drawGround(pen, map) {
  const colors = map.store.colors();
  const { unitTint } = map.doc.catalogue;
  for (const { id, data } of map.ground.layers) {
    const role = id.slice("ground:".length);
    for (const row of data) {
      if (row.path) pen.line(row.path, colors[role], row.width, 1, row.dash);
      else pen.fill(row.polygon, role === "units" ? colors.unit_tints[unitTint[row.id]] : colors[role]);
    }
  }
}

// The layers in their order, with the items that the scene shows.
function drawPlan(pen, map, scene, state) {
  const { store, doc } = map;
  const ids = new Set(scene.items);
  const halo = store.colors().halo;
  for (const { id, data, getColor, getFillColor } of doc.layers) {
    const [layerId, kind] = id.split(":");
    if (isBand(kind)) continue;
    const color = PAPER_KINDS.has(kind) ? halo : store.color(store.layerById.get(layerId));
    const opacity = ((getColor ?? getFillColor)?.[3] ?? 255) / 255;
    for (const row of data) {
      if (!ids.has(row.id)) continue;
      if (row.path) pen.line(row.path, color, row.width, opacity, row.dash);
      else if (row.polygon) pen.fill(row.polygon, color, opacity);
      else pen.point(row.position, color, halo);
    }
  }
  outline(pen, map, state);
}

// As the map has them: the district that the scene is about, and those that it is filtered by.
function outline(pen, map, { unit, filters }) {
  const ink = map.store.colors().highlight;
  const picked = new Set([unit, ...pickedUnits(map.doc, filters)]);
  const rows = map.ground.layers.find((layer) => layer.id === "ground:units")?.data ?? [];
  for (const row of rows) if (picked.has(row.id)) row.polygon.forEach((ring) => pen.line(ring, ink, row.id === unit ? 3 : 2));
}
