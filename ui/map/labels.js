// Labels on a canvas above the map: crisp Chinese at any zoom, a halo of the ground's colour, none cut, none overlapping. Where few items are
// in sight all of them are named, at the end of a thin line or by a number where there is no room; among many the zoom says which ranks are.

import { badge, fontOf, GAP_PX, lead, LINE_HEIGHT, NUMBER_PX, STYLES, writeLines } from "./label-pen.js";
import { boxAt, meet, Room, roomFor, SYMBOL_HALF_PX } from "./label-places.js";
import { inTwo, shortened } from "./label-text.js";
import { anchorsIn } from "./sight.js";

const DOT = { x: 0, y: 0 };
// So many items in sight are all named or numbered.
const MOST_NAMED = 45;
const MAX_LABELS = 150;
// Among thousands of names hardly one more finds room after so many that found none.
const MAX_CROWDED_OUT = 250;
// Among more symbols than so many, names no longer look for a place beside them.
const MAX_SYMBOLS = 300;
// Among more items than MOST_NAMED they are named from this zoom on, by the rank of their layer: fewer names are better.
const MIN_ZOOM_OF_RANK = [0, 0, 8.2, 8.6, 9.9, 10.6, 10.2, 10.9, 11.2, 11.6];

export class Labels {
  constructor(canvas, scene, ground, store) {
    Object.assign(this, { canvas, scene, ground, store });
    this.context = canvas.getContext("2d");
    this.widths = new Map();
    // What is written: name or number, and where.
    this.shown = [];
    // Numbers by item, where their key is shown; and the same in order.
    this.numberOf = new Map();
    this.numbered = [];
    this.numbers = true;
    this.moved = true;
    const points = store.doc.items.filter((item) => item.located === "point" && item.anchors);
    this.points = points.length > MAX_SYMBOLS ? [] : points;
    // Larger for a room than for a desk.
    this.scale = 1;
    // How many zoom steps earlier than usual items are named, where there are few.
    this.early = 0;
    this.size = { width: 0, height: 0 };
    // Asking a node for its size forces layout; it is told instead.
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.draw();
    }).observe(canvas);
  }

  // Every name that may be written, by rank: places, and towers' totals.
  places() {
    const { language } = this.store.state;
    const name = (entry) => (language === "zh" ? entry.name : entry.name_en);
    // Eleven times the word District would leave no room on the map.
    const short = (unit) => (language === "zh" ? unit.name : (this.store.doc.catalogue.categoryEn[unit.name] ?? unit.name_en));
    const tops = this.scene.towerTops;
    const units = this.ground.units.map((unit) => {
      const top = tops?.get(unit.id);
      const anchors = top ? unit.anchors.map((anchor) => [...anchor, top.height]) : unit.anchors;
      return { kind: "unit", text: top ? `${short(unit)} ${top.total}/${top.all}` : short(unit), anchors, rank: 1 };
    });
    const cities = this.ground.neighbours.map((city) => ({ kind: "neighbour", text: name(city), anchors: [city.label], rank: 2.5 }));
    const waters = this.ground.waters.map((water) => ({ kind: "water", text: name(water), anchors: [water.label], rank: 3.5 + water.rank }));
    return [...units, ...cities, ...waters];
  }

  // The items' names, made once a language: a filter only chooses among them.
  items() {
    const { language } = this.store.state;
    if (this.written !== language) {
      const named = this.store.doc.items.filter((item) => item.anchors && item.layer !== "units");
      this.written = language;
      this.itemRows = named.map((item) => {
        const { rank } = this.store.layerById.get(item.layer);
        const text = shortened(item.labels[language]);
        const minZoom = MIN_ZOOM_OF_RANK[rank] ?? 11;
        return { item, kind: "item", text, two: inTwo(text), anchors: item.anchors, rank, below: item.located === "point", minZoom };
      });
    }
    return this.itemRows;
  }

  candidates() {
    const { language } = this.store.state;
    const tops = this.scene.towerTops;
    if (this.sorted?.language !== language || this.sorted.tops !== tops) {
      const items = tops?.size ? [] : this.items();
      this.sorted = { language, tops, rows: [...this.places(), ...items].sort((a, b) => a.rank - b.rank) };
    }
    const { selection } = this.store.state;
    const chosen = selection && this.sorted.rows.find((row) => row.item?.id === selection);
    return chosen ? [{ ...chosen, minZoom: 0, chosen: true }, ...this.sorted.rows.filter((row) => row !== chosen)] : this.sorted.rows;
  }

  // Where the names of the items in sight may stand, by id, in pixels; what lies under a panel altogether is out of sight.
  sight(viewport, obstacles, { width, height }) {
    const [west, south, east, north] = viewport.getBounds();
    const inside = ([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height && !obstacles.some((box) => meet(box, boxAt(x, y, DOT)));
    const found = new Map();
    for (const { item } of this.items()) {
      if (!this.store.isShown(item)) continue;
      const courses = this.scene.highlight.geometry.get(item.id)?.paths ?? [];
      const places = anchorsIn(item, courses, [west, south, east, north]).map((anchor) => viewport.project(anchor)).filter(inside);
      if (places.length) found.set(item.id, places);
    }
    return found;
  }

  // Panels that lie on the map: no label may end up half under one.
  obstacles() {
    const own = this.canvas.getBoundingClientRect();
    return [...this.canvas.parentNode.parentNode.querySelectorAll(".legend, .controls, .obstacle, .card:not([hidden])")].map((node) => {
      const box = node.getBoundingClientRect();
      return { west: box.left - own.left, east: box.right - own.left, north: box.top - own.top, south: box.bottom - own.top };
    });
  }

  // The point symbols on the map: no name may hide one.
  symbols(viewport) {
    if (this.scene.towerTops?.size) return [];
    const half = SYMBOL_HALF_PX * this.scene.symbolScale;
    return this.points.filter((item) => this.store.isShown(item)).map(({ anchors: [anchor] }) => boxAt(...viewport.project(anchor), { x: half, y: half }));
  }

  // Panels change after the frame: where they take other room now, the names make way.
  settle() {
    if (this.taken !== JSON.stringify(this.obstacles())) this.draw();
  }

  draw() {
    const viewport = this.scene.viewport();
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

  paint(context, viewport, width, height) {
    const obstacles = this.obstacles();
    this.taken = JSON.stringify(obstacles);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const room = new Room({ taken: obstacles, symbols: this.symbols(viewport), width, height });
    const sight = this.scene.towerTops?.size ? new Map() : this.sight(viewport, [...obstacles], { width, height });
    this.inSight = sight.size;
    const all = sight.size <= MOST_NAMED;
    let crowdedOut = 0;
    for (const row of this.candidates()) {
      if (this.shown.length >= MAX_LABELS || crowdedOut > MAX_CROWDED_OUT) break;
      if (row.item && !(sight.has(row.item.id) && (all || viewport.zoom + this.early >= row.minZoom))) continue;
      const anchors = row.item ? sight.get(row.item.id) : row.anchors.map((anchor) => viewport.project(anchor));
      const placed = this.place(context, room, row, anchors, Boolean(row.item) && all);
      if (placed) room.taken.push(placed.box);
      if (placed) this.shown.push(placed);
      else crowdedOut += 1;
    }
    this.number();
    const colors = this.store.colors();
    for (const { box } of this.shown) if (box.from) lead(context, box, colors, this.scale);
    for (const placed of this.shown) this.write(context, placed, colors);
  }

  // Where a name finds room; null where it finds none. A district or what is chosen is named even on a symbol.
  place(context, room, row, anchors, all) {
    const style = this.styleOf(row.kind);
    const texts = [[row.text], ...(all && row.two ? [row.two] : [])];
    const forms = texts.map((lines) => ({
      x: Math.max(...lines.map((line) => this.width(context, line, style))) / 2 + GAP_PX,
      y: (style.size * (1 + LINE_HEIGHT * (lines.length - 1))) / 2 + GAP_PX,
    }));
    const sizes = { scale: this.scale, symbolScale: this.scene.symbolScale, all };
    const number = all && this.numbers ? { x: NUMBER_PX.x * this.scale, y: NUMBER_PX.y * this.scale } : null;
    const found = roomFor(room, row, anchors, forms, sizes, { all, number });
    return found && { ...found, row, style, text: row.text, kind: row.kind, lines: texts[found.form] ?? [] };
  }

  // Numbers for what has no name: each keeps its own until something moves and it needs none. The key takes room too, so that names move:
  // where numbers went with every draw, key and names would chase each other.
  number() {
    const ids = this.shown.filter(({ form }) => form < 0).map(({ row }) => row.item.id);
    if (this.moved) for (const id of this.numberOf.keys()) if (!ids.includes(id)) this.numberOf.delete(id);
    this.moved = false;
    for (const id of ids) {
      if (this.numberOf.has(id)) continue;
      const used = new Set(this.numberOf.values());
      let next = 1;
      while (used.has(next)) next += 1;
      this.numberOf.set(id, next);
    }
    const numbered = [...this.numberOf].map(([id, number]) => ({ id, number })).sort((a, b) => a.number - b.number);
    if (JSON.stringify(numbered) !== JSON.stringify(this.numbered)) this.numbered = numbered;
  }

  write(context, placed, colors) {
    const { row, form } = placed;
    if (form >= 0) writeLines(context, placed, colors, this.scale);
    else badge(context, placed.box, this.numberOf.get(row.item.id), this.store.color(this.store.layerById.get(row.item.layer)), colors, this.scale);
  }

  styleOf(kind) {
    return this.scale === 1 ? STYLES[kind] : { ...STYLES[kind], size: Math.round(STYLES[kind].size * this.scale) };
  }

  width(context, text, style) {
    const key = `${style.size}${style.weight}${text}`;
    if (!this.widths.has(key)) {
      context.font = fontOf(style);
      this.widths.set(key, context.measureText(text).width);
    }
    return this.widths.get(key);
  }
}
