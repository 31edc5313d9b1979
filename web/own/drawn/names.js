// What is written beside features of layers that people brought: on a canvas under the plan's names, none over another.

import { h } from "../../base/dom.js";
import { toLonLat, toPlane } from "../../base/mercator.js";

const FONT_PX = 13;
const FONT = '"Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif';
const LINE_PX = 16;
const MOST_NAMES = 150;
// Among thousands hardly one more finds room after so many that found none.
const MOST_TRIES = 1500;
const MOST_LETTERS = 24;
const PLANE = 512;

export class OwnNames {
  /**
   * @param {Pick<Own, "loaded">} own
   * @param {NamedView} view
   */
  constructor(own, view) {
    this.own = own;
    this.view = view;
    this.canvas = h("canvas", { class: "drawn own-names", "aria-hidden": "true" });
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.size = { width: 0, height: 0 };
    /** Where each row is written, from its layer's origin. @type {WeakMap<OwnShapes, Float32Array>} */
    this.places = new WeakMap();
    /** How many are written. */
    this.written = 0;
    view.stage.insertBefore(this.canvas, view.labels.canvas ?? null);
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.paint();
    }).observe(this.canvas);
  }

  /**
   * A place of each row: a point itself, the middle of the box round anything else.
   * @param {OwnShapes} shapes
   * @param {number} count
   */
  placesOf(shapes, count) {
    let places = this.places.get(shapes);
    if (places) return places;
    places = new Float32Array(2 * count).fill(NaN);
    const { points, lines, areas } = shapes;
    for (const { places: all, rows, step } of [
      { ...areas, step: 2 },
      { ...lines, step: 4 },
    ]) {
      const boxes = new Map();
      rows.forEach((row, at) => {
        const [x, y] = [all[step * at], all[step * at + 1]];
        const box = boxes.get(row) ?? [x, y, x, y];
        boxes.set(row, [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]);
      });
      for (const [row, box] of boxes) places.set([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], 2 * row);
    }
    for (let at = 0; at < points.rows.length; at += 1)
      places.set(points.places.subarray(2 * at, 2 * at + 2), 2 * points.rows[at]);
    this.places.set(shapes, places);
    return places;
  }

  paint() {
    const { canvas, context, size, view } = this;
    // The simple map has pictures of its own.
    if (!("own" in view.renderer)) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [size.width, size.height].map((side) => Math.round(side * ratio));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    this.written = 0;
    /** @type {number[][]} */
    const taken = [];
    this.writeAll(taken);
    // The plan's names make way.
    view.labels.mine = taken.map(([west, north, east, south]) => ({ west, north, east, south, passing: true }));
  }

  /** @param {number[][]} taken */
  writeAll(taken) {
    const { context, own, view } = this;
    const viewport = /** @type {DrawnViewport | null} */ (view.renderer.viewport());
    const named = view.store.state.own.flatMap((id) => own.loaded.get(id) ?? []).filter(({ head }) => head.labels);
    if (!viewport || !named.length) return;
    const { halo, ink } = view.store.colors();
    // Larger for a room than for a desk.
    const scale = view.labels.scale ?? 1;
    Object.assign(context, {
      font: `${Math.round(FONT_PX * scale)}px ${FONT}`,
      textBaseline: "middle",
      lineJoin: "round",
      lineWidth: 3,
    });
    Object.assign(context, { strokeStyle: halo, fillStyle: ink });
    for (const loaded of named) this.write(loaded, viewport, taken, LINE_PX * scale);
  }

  /**
   * @param {import("../loading.js").Loaded} loaded
   * @param {DrawnViewport} viewport
   * @param {number[][]} taken
   * @param {number} line its height
   */
  write({ head, arrays, shapes, rows, size: point }, viewport, taken, line) {
    const { context, size } = this;
    const places = this.placesOf(shapes, head.count);
    const values = head.labels?.values ?? [];
    const [x, y] = shapes.origin;
    const [west, south, east, north] = viewport.getBounds();
    const [[left, low], [right, high]] = [toPlane([west, south]), toPlane([east, north])];
    let tries = 0;
    for (let row = 0; row < head.count && taken.length < MOST_NAMES && tries < MOST_TRIES; row += 1) {
      const code = arrays.labels[row];
      if (!code || !rows.isShown(row)) continue;
      const [across, up] = [x + places[2 * row], y + places[2 * row + 1]];
      if (!(across > left && across < right && up > low && up < high)) continue;
      tries += 1;
      const text = shortened(values[code - 1]);
      const [middle, top] = viewport.project(toLonLat([across / PLANE, 1 - up / PLANE]));
      const start = middle + (shapes.points.rows.length ? point / 2 + 4 : 0);
      const box = [start, top - line / 2, start + context.measureText(text).width, top + line / 2];
      if (box[2] > size.width || taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      context.strokeText(text, start, top);
      context.fillText(text, start, top);
      this.written += 1;
    }
  }
}

/** @param {string} text */
function shortened(text) {
  const letters = [...text];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : text;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function meets(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
