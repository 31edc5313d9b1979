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
  if (!isMarked(store)) return;
  const { badge_radius_px, badge_rim_px, badge_zoom, badge_few } = store.doc.catalogue.drawing;
  const radius = (badge_radius_px + badge_rim_px) * scale;
  const before = radius + BEFORE_PX * scale;
  const half = SYMBOL_HALF_PX * renderer.symbolScale * Math.SQRT1_2;
  // Near by, what is a point or is named has its badge whatever it touches.
  const near = viewport.zoom + labels.early >= badge_zoom || sight.size <= badge_few;
  const named = new Map(
    labels.shown.flatMap(({ row, box, form }) => (row.item && form >= 0 ? [[row.item.id, box]] : [])),
  );
  const names = labels.shown.flatMap(({ row, box, run }) =>
    (run?.boxes ?? [box]).map((each) => ({ id: row.item?.id, box: each })),
  );
  const isPoint = (/** @type {string} */ id) => store.item(id).located === "point";
  const reach = SYMBOL_HALF_PX * renderer.symbolScale;
  const symbols = [...sight].filter(([id]) => isPoint(id)).map(([, [[x, y]]]) => boxAt(x, y, { x: reach, y: reach }));
  /** @type {ReturnType<typeof boxAt>[]} */
  const taken = [];
  // Points first: what lies round them makes way, and hides no symbol.
  for (const [id, [place]] of [...sight].sort(([a], [b]) => Number(isPoint(b)) - Number(isPoint(a)))) {
    const item = store.item(id);
    const look = lookOf(store, item);
    if (look.id === "unknown") continue;
    const box = named.get(id);
    const point = isPoint(id);
    /** @type {Pixel} */
    const name = box ? [box.west + GAP_PX - before, box.y] : place;
    /** @type {Pixel} */
    const at = point ? [place[0] + half, place[1] - half] : name;
    const own = boxAt(...at, { x: radius, y: radius });
    const free = !names.some((other) => !(box && other.id === id) && meet(other.box, own));
    const kept = point ? taken : [...taken, ...symbols];
    if (!(near && (point || box)) && !(free && !kept.some((other) => meet(other, own)))) continue;
    paint(context, at, look, store, scale);
    taken.push(own);
  }
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
