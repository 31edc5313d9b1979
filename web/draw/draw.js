// Drawing on the map by hand: the layer above the plan and below its names, the pen, and what is kept.

import { h } from "../base/dom.js";
import { toWorld, worldPx } from "../base/mercator.js";
import { planeOf } from "../labels/courses.js";
import { buildBar } from "./bar.js";
import { Drawings } from "./drawings.js";
import { readCollection, toGeoJson } from "./geojson.js";
import { hands } from "./hands.js";
import { NUMBER_PX, paintFeatures } from "./paint.js";
import { draftOf } from "./drafting.js";
import { listen, Pen } from "./pen.js";
import { browserStorage, Shelf } from "./shelf.js";

/** @type {WeakMap<Place[], number[][]>} */
const worlds = new WeakMap();
/** What scenes have, once read. @type {WeakMap<object, DrawnFeature[]>} */
const given = new WeakMap();

export class Draw {
  /**
   * @param {PlanMap} map
   * @param {ReturnType<typeof browserStorage>} kept where drawings are kept
   */
  constructor(map, { storage, lasts } = browserStorage()) {
    this.map = map;
    this.store = map.store;
    this.pencils = Object.keys(map.doc.catalogue.pencils);
    this.lasts = lasts;
    this.shelf = new Shelf(this.pencils, storage);
    const unnamed = () => this.store.t("draw.unnamed", { number: this.shelf.all().length + 1 });
    this.drawings = new Drawings(this.shelf, unnamed, () => this.changed());
    /** Where the words of a feature stand, by its id. @type {Map<string, import("./paint.js").Plate>} */
    this.plates = new Map();
    this.canvas = h("canvas", { class: "drawn", "aria-hidden": "true" });
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.size = { width: 0, height: 0 };
    /** What turns places into pixels at this frame. @type {ReturnType<typeof planeOf>} */
    this.plane = null;
    /** @type {ReturnType<typeof buildBar> | null} */
    this.bar = null;
    /** An item of the plan that nothing is snapped to. @type {string | null} */
    this.unsnapped = null;
    this.pen = this.newPen();
    // Under the names.
    map.stage.insertBefore(this.canvas, map.labels.canvas ?? null);
    this.stop = listen(this);
    this.changed();
  }

  newPen() {
    return new Pen(this);
  }

  /** The tools, built when the pen is first taken. */
  tools() {
    if (!this.bar) {
      this.bar = buildBar(this);
      // Among what is said over the map, which makes way for it.
      this.map.node.querySelector(".notices")?.prepend(this.bar.node);
      this.bar.render();
    }
    return this.bar;
  }

  /**
   * Whether a step was taken; where not, it is said why.
   * @param {DrawEdit[]} edits
   */
  edit(edits) {
    return this.say(this.drawings.edit(edits));
  }

  /** @param {"undo" | "redo"} way */
  step(way) {
    this.pen.forget();
    this.say(this.drawings[way]());
    this.changed();
  }

  /**
   * @param {DrawFault | null} fault
   */
  say(fault) {
    this.bar?.say(fault && this.store.t(`draw.fault.${fault.fault}`, fault.values));
    return !fault;
  }

  // What is to be seen now: of a scene that has a drawing its own, unless the pen is in hand.
  features() {
    const given = this.given();
    const own = this.drawings.shown && (!given.length || this.pen.on) ? this.drawings.current.features : [];
    return [...given, ...own];
  }

  /**
   * What is drawn over the scene that is presented.
   * @returns {DrawnFeature[]}
   */
  given() {
    const { presenter } = this.map;
    const presented = this.store.state.briefing && presenter.on;
    const drawing = presented && "scene" in presenter ? presenter.scene()?.drawing : undefined;
    if (!drawing) return [];
    let features = given.get(drawing);
    if (!features) {
      const read = readCollection(drawing, this.pencils);
      features = "features" in read ? read.features : [];
      given.set(drawing, features);
    }
    return features;
  }

  // What a scene keeps: all that is seen of one's own drawing; null where that is nothing.
  forScene() {
    const { current, shown } = this.drawings;
    return shown && current.features.length ? toGeoJson(current, (color) => this.hex(color)) : null;
  }

  /**
   * For files, which are light as paper is.
   * @param {string} color
   */
  hex(color) {
    return this.store.doc.catalogue.pencils[color].color;
  }

  // What is drawn, chosen or to be said is another: the layer and the tools are made anew.
  changed() {
    const pencils = [...new Set(this.features().map(({ color }) => color))];
    const drawn = pencils.length ? { pencils, own: !this.given().length } : null;
    if (JSON.stringify(drawn) !== JSON.stringify(this.store.state.drawn)) this.store.set({ drawn });
    this.paint();
    this.map.labels.settle();
    this.bar?.render();
  }

  /**
   * Pixels in a degree, at the present zoom.
   * @param {number} latitude
   * @returns {import("./snap.js").DegreePx}
   */
  degreePx(latitude) {
    const wide = worldPx(this.map.renderer.camera.zoom) / 360;
    return [wide, wide / Math.cos((latitude * Math.PI) / 180)];
  }

  /**
   * Places as pixels: worked out once, and moved by a matrix where the map is not tilted.
   * @param {Place[]} path
   * @param {ReturnType<typeof planeOf>} [plane]
   * @param {Viewport | null} [viewport]
   * @returns {Pixel[]}
   */
  project(path, plane = this.plane, viewport = this.map.renderer.viewport()) {
    if (!plane) {
      return viewport ? path.map((place) => viewport.project(place)) : path.map(() => [0, 0]);
    }
    let world = worlds.get(path);
    if (!world) {
      world = path.map(toWorld);
      worlds.set(path, world);
    }
    const { origin, xs, ys } = plane;
    return world.map(([x, y]) => {
      const [right, down] = [x - origin.world[0], y - origin.world[1]];
      return [origin.pixel[0] + right * xs[0] + down * ys[0], origin.pixel[1] + right * xs[1] + down * ys[1]];
    });
  }

  /** @returns {import("./paint.js").Look} */
  look() {
    const { store, map } = this;
    const { halo, ink, label_quiet: quiet } = store.colors();
    const { pencils } = store.doc.catalogue;
    return {
      project: (path) => this.project(path),
      color: (color) => store.color(pencils[color] ?? pencils[this.pencils[0]]),
      paper: halo,
      ink,
      quiet,
      scale: map.renderer.symbolScale ?? 1,
      textScale: map.labels.scale ?? 1,
    };
  }

  /**
   * Where numbered marks stand.
   * @param {DrawnFeature[]} features
   * @param {import("./paint.js").Look} look
   */
  discs(features, { project, scale }) {
    const half = NUMBER_PX * scale;
    return features.flatMap(({ kind, path }) => {
      if (kind !== "number") return [];
      const [[x, y]] = project(path);
      return [{ west: x - half, east: x + half, north: y - half, south: y + half }];
    });
  }

  /**
   * What lies under what is drawn: nothing, but where the plan is edited.
   * @param {import("./paint.js").Look} _look
   */
  beneath(_look) {}

  paint() {
    const { canvas, context, size, pen, map } = this;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [size.width, size.height].map((side) => Math.round(side * ratio));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const viewport = /** @type {DrawnViewport | null} */ (map.renderer.viewport());
    if (!viewport || !size.width) return;
    this.plane = planeOf(viewport, size);
    const moved = pen.feature();
    const draft = draftOf(pen);
    const features = this.features().map((feature) => (feature.id === moved?.id ? moved : feature));
    const look = this.look();
    this.beneath(look);
    this.plates = paintFeatures(context, draft ? [...features, draft] : features, look);
    if (pen.on) hands(context, pen, look);
    map.labels.drawn = this.obstacles(this.plates, features, look);
    map.comparison?.pane?.drawn?.paint();
  }

  /**
   * Over another view, without the pen; gives what its names make way for.
   * @param {CanvasRenderingContext2D} context
   * @param {DrawnViewport} viewport
   * @param {PixelSize} size
   */
  paintOn(context, viewport, size) {
    const plane = planeOf(viewport, size);
    const features = this.features();
    const look = { ...this.look(), project: (/** @type {Place[]} */ path) => this.project(path, plane, viewport) };
    return this.obstacles(paintFeatures(context, features, look), features, look);
  }

  /**
   * @param {ReturnType<typeof paintFeatures>} plates
   * @param {DrawnFeature[]} features
   * @param {import("./paint.js").Look} look
   */
  obstacles(plates, features, look) {
    return [...plates.values(), ...this.discs(features, look)].map((plate) => ({ ...plate, passing: true }));
  }
}
