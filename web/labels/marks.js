// Badges of states on the map: a small disc in the state's colour with its sign, at a point's symbol, before the name
// of a line or an area. What nothing is known of has none.

import { isMarked, lookOf } from "../progress/colouring.js";
import { GAP_PX } from "./pen.js";
import { boxAt, meet, SYMBOL_HALF_PX } from "./places.js";

// Between a badge and the name behind it.
const BEFORE_PX = 1;
// Of the grid that signs are drawn on (layers/progress/looks.py).
const MIDDLE = 6;
const DISC = 5.5;
const PEN = 1.5;
/** @type {Map<string, Path2D>} */
const signs = new Map();

/**
 * @param {Labels} labels
 * @param {CanvasRenderingContext2D} context
 * @param {DrawnViewport} viewport
 * @param {Map<string, Pixel[]>} sight where the items in sight may be named, by id
 */
export function paintMarks(labels, context, viewport, sight) {
  const { store, renderer, scale } = labels;
  const { badge_radius_px, badge_rim_px, badge_zoom, badge_few } = store.doc.catalogue.drawing;
  if (!isMarked(store) || (viewport.zoom + labels.early < badge_zoom && sight.size > badge_few)) return;
  const before = (badge_radius_px + badge_rim_px + BEFORE_PX) * scale;
  const half = SYMBOL_HALF_PX * renderer.symbolScale * Math.SQRT1_2;
  const named = new Map(
    labels.shown.flatMap(({ row, box, form }) => (row.item && form >= 0 ? [[row.item.id, box]] : [])),
  );
  for (const [id, [place]] of sight) {
    const item = store.item(id);
    const look = lookOf(store, item);
    if (look.id === "unknown") continue;
    const box = named.get(id);
    if (item.located === "point") paint(context, [place[0] + half, place[1] - half], look, store, scale);
    else if (box) paint(context, [box.west + GAP_PX - before, box.y], look, store, scale);
    else if (isFree(labels, place, scale)) paint(context, place, look, store, scale);
  }
}

/**
 * Whether a badge hides no name.
 * @param {Labels} labels
 * @param {Pixel} place
 * @param {number} scale
 */
function isFree({ store, shown }, place, scale) {
  const half = store.doc.catalogue.drawing.badge_radius_px * scale;
  const own = boxAt(...place, { x: half, y: half });
  return !shown.some(({ box }) => meet(box, own));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} place
 * @param {StateRecord} look
 * @param {Store} store
 * @param {number} scale
 */
function paint(context, [x, y], look, store, scale) {
  const { halo } = store.colors();
  const sign = signs.get(look.path) ?? new Path2D(look.path);
  signs.set(look.path, sign);
  const { badge_radius_px, badge_rim_px } = store.doc.catalogue.drawing;
  const unit = (badge_radius_px * scale) / DISC;
  context.save();
  context.translate(x - MIDDLE * unit, y - MIDDLE * unit);
  context.scale(unit, unit);
  context.beginPath();
  context.arc(MIDDLE, MIDDLE, DISC, 0, 2 * Math.PI);
  context.strokeStyle = halo;
  context.lineWidth = (2 * badge_rim_px * scale) / unit;
  context.stroke();
  context.fillStyle = store.color(look);
  context.fill();
  context.lineCap = "round";
  context.lineWidth = PEN;
  context.stroke(sign);
  context.restore();
}
