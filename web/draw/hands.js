// What the pen shows over what is drawn: squares to take hold of, where a click would go, the keyboard's cross.

import { middlesOf } from "./editing.js";
import { trace } from "./paint.js";

const SQUARE_PX = 9;
const SMALL_PX = 6;
const AIM_PX = 7;
const CROSS_PX = 14;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./pen.js").Pen} pen
 * @param {import("./paint.js").Look} look
 */
export function hands(context, pen, look) {
  const feature = pen.feature();
  context.lineJoin = "miter";
  if (feature) {
    const path = look.project(feature.path);
    const editing = pen.tool === "select";
    if (editing) for (const place of middlesOf(feature, path)) square(context, place, SMALL_PX, look.paper, look.quiet);
    for (const [at, place] of feature.kind === "text" ? [] : path.entries())
      square(context, place, SQUARE_PX, editing && at === pen.vertex ? look.ink : look.paper, look.ink);
  }
  if (pen.draft.length && pen.tool !== "free")
    for (const place of look.project(pen.draft)) square(context, place, SMALL_PX, look.paper, look.ink);
  if (pen.aim?.snapped) {
    const [[x, y]] = look.project([pen.aim.place]);
    // A square round a vertex, a diamond on an edge.
    const turn =
      pen.aim.snapped === "edge"
        ? [
            [0, -1],
            [1, 0],
            [0, 1],
            [-1, 0],
          ]
        : [
            [-1, -1],
            [1, -1],
            [1, 1],
            [-1, 1],
          ];
    trace(
      context,
      turn.map(([dx, dy]) => [x + dx * AIM_PX, y + dy * AIM_PX]),
    );
    context.closePath();
    outlined(context, look, 2);
  }
  if (pen.cross) cross(context, pen.cross, look);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} place
 * @param {number} size
 * @param {string} fill
 * @param {string} edge
 */
function square(context, [x, y], size, fill, edge) {
  context.fillStyle = fill;
  context.strokeStyle = edge;
  context.lineWidth = 1.5;
  context.beginPath();
  context.rect(x - size / 2, y - size / 2, size, size);
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} place
 * @param {import("./paint.js").Look} look
 */
function cross(context, [x, y], look) {
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [0, 1],
  ]) {
    context.moveTo(x - dx * CROSS_PX, y - dy * CROSS_PX);
    context.lineTo(x + dx * CROSS_PX, y + dy * CROSS_PX);
  }
  outlined(context, look, 2);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("./paint.js").Look} look
 * @param {number} width
 */
function outlined(context, { paper, ink }, width) {
  context.strokeStyle = paper;
  context.lineWidth = width + 2.5;
  context.stroke();
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.stroke();
}
