// Badges of states on the map: a small disc in the state's colour with its sign, at a point's symbol, before the name
// of a line or an area. What nothing is known of has none.

import { isMarked, lookOf } from "../progress/colouring.js";
import { GAP_PX } from "./pen.js";
import { boxAt, meet, SYMBOL_HALF_PX } from "./places.js";

// From this zoom on, and before it where no more items than so many are in sight.
const FROM_ZOOM = 10.6;
const FEW = 45;
const RADIUS_PX = 6;
const RIM_PX = 1.5;
// From the middle of a badge to the name behind it, which it does not cover.
const BEFORE_PX = RADIUS_PX + RIM_PX + 1;
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
  if (!isMarked(store) || (viewport.zoom + labels.early < FROM_ZOOM && sight.size > FEW)) return;
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
    else if (box) paint(context, [box.west + GAP_PX - BEFORE_PX * scale, box.y], look, store, scale);
    else if (isFree(labels, place, scale)) paint(context, place, look, store, scale);
  }
}

/**
 * Whether a badge hides no name.
 * @param {Labels} labels
 * @param {Pixel} place
 * @param {number} scale
 */
function isFree({ shown }, place, scale) {
  const own = boxAt(...place, { x: RADIUS_PX * scale, y: RADIUS_PX * scale });
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
  const unit = (RADIUS_PX * scale) / DISC;
  context.save();
  context.translate(x - MIDDLE * unit, y - MIDDLE * unit);
  context.scale(unit, unit);
  context.beginPath();
  context.arc(MIDDLE, MIDDLE, DISC, 0, 2 * Math.PI);
  context.strokeStyle = halo;
  context.lineWidth = (2 * RIM_PX * scale) / unit;
  context.stroke();
  context.fillStyle = store.color(look);
  context.fill();
  context.lineCap = "round";
  context.lineWidth = PEN;
  context.stroke(sign);
  context.restore();
}
