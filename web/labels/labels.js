// Labels on a canvas above the map: crisp Chinese at any zoom, a halo of the appearance's colour, none cut, none
// overlapping. Where few items are in sight all of them are named, at the end of a thin line or by a number where there
// is no room; among many the zoom says which ranks are.

import { inkOf } from "../progress/colouring.js";
import { paintMarks } from "./marks.js";
import { planeOf } from "./courses.js";
import { lineRun } from "./lines.js";
import { isPlaced, Names } from "./names.js";
import { keepNumbers } from "./numbers.js";
import { Obstacles } from "./obstacles.js";
import { badge, fontOf, GAP_PX, lead, LINE_HEIGHT, NUMBER_PX, STYLES, writeLines, writeRun } from "./pen.js";
import { boxAt, meet, Room, roomFor, SYMBOL_HALF_PX } from "./places.js";
import { anchorsIn } from "./sight.js";

const DOT = { x: 0, y: 0 };
// So many items in sight are all named or numbered.
const MOST_NAMED = 45;
const MAX_LABELS = 150;
// Among thousands of names hardly one more finds room after so many that found none.
const MAX_CROWDED_OUT = 250;
// Among more symbols than so many, names no longer look for a place beside them.
const MAX_SYMBOLS = 300;
/** @typedef {import("./places.js").Found} Found */
/** @typedef {import("./places.js").Kind} Kind */
/** @typedef {import("./places.js").Row} Row */
/** @typedef {import("./pen.js").Style} Style */
/** @typedef {import("./along.js").Run} Run */
/**
 * What is written, name or number, and where.
 * @typedef {Found & { row: Row, style: Style, text: string, kind: Kind, lines: string[], run?: Run }} Placed
 */

export class Labels {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {DeckRenderer} renderer
   * @param {BasemapDocument} basemap
   * @param {Store} store
   */
  constructor(canvas, renderer, basemap, store) {
    this.canvas = canvas;
    this.renderer = renderer;
    this.store = store;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.names = new Names(renderer, basemap, store);
    /** @type {Map<string, number>} */
    this.widths = new Map();
    /** @type {Placed[]} */
    this.shown = [];
    this.inSight = 0;
    /** The names of the city, which take the room that is left. @type {CityNames | null} */
    this.city = null;
    // What turns places into pixels, where the map is not tilted.
    /** @type {ReturnType<typeof planeOf>} */
    this.plane = null;
    // The obstacles that the names have made way for.
    this.taken = "";
    /**
     * Numbers by item, where their key is shown; and the same in order.
     * @type {Map<string, number>}
     */
    this.numberOf = new Map();
    /** @type {State["numbered"]} */
    this.numbered = [];
    this.moved = true;
    const points = store.doc.items.filter(isPlaced).filter((item) => item.located === "point");
    this.points = points.length > MAX_SYMBOLS ? [] : points;
    // Larger for a room than for a desk.
    this.scale = 1;
    // How many zoom steps earlier than usual items are named, where there are few.
    this.early = 0;
    /** Where words stand that are drawn by hand. @type {import("./obstacles.js").Obstacle[]} */
    this.drawn = [];
    /** Where words of layers stand that people brought. @type {import("./obstacles.js").Obstacle[]} */
    this.mine = [];
    this.size = { width: 0, height: 0 };
    // Asking a node for its size forces layout; it is told instead.
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.draw();
    }).observe(canvas);
    this.panels = new Obstacles(canvas, () => this.settle());
  }

  /**
   * Where the names of the items in sight may stand, by id, in pixels; what lies under a panel altogether is out of
   * sight.
   * @param {DrawnViewport} viewport
   * @param {import("./obstacles.js").Obstacle[]} obstacles
   * @param {{ width: number, height: number }} size
   */
  sight(viewport, obstacles, { width, height }) {
    const [west, south, east, north] = viewport.getBounds();
    const hiding = obstacles.filter((box) => !box.passing);
    /** @param {Pixel} place */
    const inside = ([x, y]) =>
      x >= 0 && x <= width && y >= 0 && y <= height && !hiding.some((box) => meet(box, boxAt(x, y, DOT)));
    /** @type {Map<string, Pixel[]>} */
    const found = new Map();
    for (const { item } of this.names.items()) {
      if (!this.store.isShown(item)) continue;
      const courses = this.renderer.highlight?.geometry.get(item.id)?.paths ?? [];
      const places = anchorsIn(item, courses, [west, south, east, north])
        .map((anchor) => viewport.project(anchor))
        .filter(inside);
      if (places.length) found.set(item.id, places);
    }
    return found;
  }

  obstacles() {
    return [...this.panels.boxes(), ...this.drawn, ...this.mine];
  }

  /**
   * The point symbols on the map: no name may hide one.
   * @param {DrawnViewport} viewport
   */
  symbols(viewport) {
    if (this.renderer.towerTops?.size) return [];
    const half = SYMBOL_HALF_PX * this.renderer.symbolScale;
    return this.points
      .filter((item) => this.store.isShown(item))
      .map(({ anchors: [anchor] }) => boxAt(...viewport.project(anchor), { x: half, y: half }));
  }

  // Panels change after the frame: where they take other room now, the names make way.
  settle() {
    if (this.taken !== JSON.stringify(this.obstacles())) this.draw();
  }

  draw() {
    const viewport = this.renderer.viewport();
    const ratio = globalThis.devicePixelRatio || 1;
    const { width, height } = this.size;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.shown = [];
    if (!viewport) return;
    this.paint(context, viewport, width, height);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {DrawnViewport} viewport
   * @param {number} width
   * @param {number} height
   */
  paint(context, viewport, width, height) {
    const obstacles = this.obstacles();
    this.taken = JSON.stringify(obstacles);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const room = new Room({ taken: obstacles, symbols: this.symbols(viewport), width, height });
    /** @type {Map<string, Pixel[]>} */
    const sight = this.renderer.towerTops?.size ? new Map() : this.sight(viewport, [...obstacles], { width, height });
    this.inSight = sight.size;
    this.plane = planeOf(viewport, { width, height });
    const all = sight.size <= MOST_NAMED;
    this.city?.reserve(room, viewport, this.scale);
    let crowdedOut = 0;
    for (const row of this.names.candidates()) {
      if (this.shown.length >= MAX_LABELS || crowdedOut > MAX_CROWDED_OUT) break;
      const own = row.item && sight.get(row.item.id);
      if (row.item && !(own && (all || viewport.zoom + this.early >= (row.minZoom ?? 0)))) continue;
      const anchors = own ?? row.anchors.map((anchor) => viewport.project(anchor));
      const placed = this.place(context, room, row, anchors, Boolean(row.item) && all);
      if (placed) room.taken.push(...(placed.run?.boxes ?? [placed.box]));
      if (placed) this.shown.push(placed);
      else crowdedOut += 1;
    }
    this.city?.paint(this, room, viewport);
    const ids = this.shown.flatMap(({ form, row }) => (form < 0 && row.item ? [row.item.id] : []));
    const numbered = keepNumbers(this.numberOf, ids, this.moved);
    this.moved = false;
    if (JSON.stringify(numbered) !== JSON.stringify(this.numbered)) this.numbered = numbered;
    const colors = this.store.colors();
    for (const { box } of this.shown) if (box.from) lead(context, box.from, box, colors, this.scale);
    for (const placed of this.shown) this.write(context, placed, colors);
    paintMarks(this, context, viewport, sight);
  }

  /**
   * Where a name finds room; null where it finds none. A district or what is chosen is named even on a symbol.
   * @param {CanvasRenderingContext2D} context
   * @param {Room} room
   * @param {Row} row
   * @param {Pixel[]} anchors
   * @param {boolean} all whether every item in sight is named
   * @returns {Placed | null}
   */
  place(context, room, row, anchors, all) {
    const style = this.styleOf(row.kind);
    const run = lineRun(this, room, row, style);
    if (run) return { form: 0, box: run.boxes[0], run, row, style, text: row.text, kind: row.kind, lines: [] };
    const texts = [[row.text], ...(all && row.two ? [row.two] : [])];
    const forms = texts.map((lines) => ({
      x: Math.max(...lines.map((line) => this.width(context, line, style))) / 2 + GAP_PX,
      y: (style.size * (1 + LINE_HEIGHT * (lines.length - 1))) / 2 + GAP_PX,
    }));
    const sizes = { scale: this.scale, symbolScale: this.renderer.symbolScale, all };
    const number = all ? { x: NUMBER_PX.x * this.scale, y: NUMBER_PX.y * this.scale } : null;
    const found = roomFor(room, row, anchors, forms, sizes, { all, number });
    return found && { ...found, row, style, text: row.text, kind: row.kind, lines: texts[found.form] ?? [] };
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Placed} placed
   * @param {AppearanceColors} colors
   */
  write(context, placed, colors) {
    const { row, form, box, run } = placed;
    if (run) return writeRun(context, run, placed.style, colors, this.scale);
    if (form >= 0) return writeLines(context, placed, colors, this.scale);
    // Only items are numbered, and each has its number by now.
    const item = /** @type {ItemRecord} */ (row.item);
    const number = /** @type {number} */ (this.numberOf.get(item.id));
    badge(context, box, number, inkOf(this.store, item), colors, this.scale);
  }

  /** @param {Kind} kind */
  styleOf(kind) {
    return this.scale === 1 ? STYLES[kind] : { ...STYLES[kind], size: Math.round(STYLES[kind].size * this.scale) };
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} text
   * @param {Style} style
   */
  width(context, text, style) {
    const key = `${style.size}${style.weight}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = fontOf(style);
      width = context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }
}
