// What lies on the map and hides it: panels, and whatever else covers a part of the canvas.

// What comes and goes with the pointer hides no item, but no name stands where it will be.
const PANELS = ".legend, .controls, .card, .hint, .obstacle, .notices > *";
const PASSING = "passing";

/** @typedef {import("./places.js").Sides & { passing: boolean }} Obstacle */

export class Obstacles {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} changed told when a panel that was met opens, closes or grows: it takes other room then
   */
  constructor(canvas, changed) {
    this.canvas = canvas;
    /** @type {WeakSet<Element>} */
    this.watched = new WeakSet();
    this.watch = new ResizeObserver(() => changed());
  }

  // The canvas is no longer on the page.
  end() {
    this.watch.disconnect();
  }

  /** Panels that lie on the map: no label may end up half under one. */
  boxes() {
    const own = this.canvas.getBoundingClientRect();
    // The canvas stands in the stage, and the stage among the panels.
    const around = /** @type {Element} */ (this.canvas.parentNode?.parentNode);
    /** @type {Obstacle[]} */
    const found = [];
    for (const node of around.querySelectorAll(PANELS)) {
      if (!this.watched.has(node)) this.watch.observe(node);
      this.watched.add(node);
      const box = node.getBoundingClientRect();
      if (!box.width || !box.height || !node.checkVisibility({ visibilityProperty: true })) continue;
      found.push({
        west: box.left - own.left,
        east: box.right - own.left,
        north: box.top - own.top,
        south: box.bottom - own.top,
        passing: node.classList.contains(PASSING),
      });
    }
    return found;
  }
}
