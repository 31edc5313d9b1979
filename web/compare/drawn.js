// What is drawn by hand, over the other half: the same as over the map beside it, without the pen.

import { h } from "../base/dom.js";

export class OtherDrawing {
  /**
   * @param {PlanMap} map
   * @param {NamedView} view the other one
   */
  constructor(map, view) {
    this.map = map;
    this.view = view;
    this.canvas = h("canvas", { class: "drawn", "aria-hidden": "true" });
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.size = { width: 0, height: 0 };
    view.stage.insertBefore(this.canvas, view.labels.canvas ?? null);
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.paint();
    }).observe(this.canvas);
  }

  paint() {
    const { canvas, context, map, size, view } = this;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [size.width, size.height].map((side) => Math.round(side * ratio));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const viewport = /** @type {DrawnViewport | null} */ (view.renderer.viewport());
    // Its names make way.
    view.labels.drawn = map.draw && viewport && size.width ? map.draw.paintOn(context, viewport, size) : [];
  }
}
