// The names of the city on the map: after all names of the plan, in the room that those leave. What matters more comes
// first: what is named from farther away.

import { freeRun, runsAlong } from "../labels/along.js";
import { coursesOn } from "../labels/courses.js";
import { lettered } from "../labels/lines.js";
import { coursesByName, placesOf } from "./rows.js";
import { markSpot, spotAt, write } from "./pen.js";
import { boxesOf, fullName, markOf, styleOf, textOf } from "./forms.js";

const MOST = 130;
// Among hundreds of names hardly one more finds room after so many that found none.
const MOST_CROWDED_OUT = 160;
// Numbers of a road stand so far apart, and no more often in one view.
const APART_PX = 420;
const MOST_SHIELDS = 2;
// Names of lines that run along them; those beside the line, lest they hide its dashes; how far, in sizes of letters.
const ALONG = new Set(["text", "water"]);
const BESIDE_KINDS = new Set(["rail-line", "runway"]);
const BESIDE = 0.8;

/** @typedef {import("../labels/places.js").Room} Room */
/** @typedef {import("./pen.js").SpotMark} SpotMark */

export class CityNames {
  /**
   * @param {CityDocument} doc
   * @param {Store} store
   */
  constructor(doc, store) {
    this.doc = doc;
    this.store = store;
    /** @type {{ language: Language, rows: CityNameRow[] } | null} */
    this.sorted = null;
    /** The place that was searched for, where it is drawn. @type {SpotMark | null} */
    this.spot = null;
    /** What is written now. @type {CityNamePlaced[]} */
    this.shown = [];
  }

  /**
   * @param {CityName} entry
   * @param {Language} language
   */
  fullName(entry, language) {
    return fullName(entry, this.doc.kinds[entry.kind], language);
  }

  /** All names in one language, in their order. */
  rows() {
    const { language } = this.store.state;
    if (this.sorted?.language !== language) this.sorted = { language, rows: rowsOf(this.doc, language) };
    return this.sorted.rows;
  }

  /**
   * Those that the tiles bring, less what ours name from some zoom on. Their roads are named along themselves only.
   * @returns {CityNameRow[]}
   */
  tileRows() {
    const { language, tiles } = this.store.state;
    if (!tiles?.names.length) return [];
    const ours = new Set(this.rows().map(({ words }) => words));
    return tiles.names.flatMap(({ zh, en, kind: id, place, courses }) => {
      const kind = this.doc.kinds[id];
      const words = language === "zh" ? zh : en;
      if (!kind?.lettering || ours.has(words)) return [];
      const entry = { kind: id, rank: 1, name: zh, name_en: en, places: place, pinyin: "" };
      const places = courses?.flat() ?? [place];
      return [{ entry, kind, text: words, words, zoom: 0, places, courses, along: Boolean(courses) }];
    });
  }

  // Whether names are written: under towers, and where pictures have their own, there are none. Vector tiles are drawn
  // without names: these are written with ours.
  get on() {
    const { base, tiles, towers } = this.store.state;
    return base !== "none" && !towers && (!tiles?.ready || tiles.kind === "vector");
  }

  /**
   * The place that somebody has searched for is named before all others.
   * @param {Room} room
   * @param {DrawnViewport} viewport
   * @param {number} scale
   */
  reserve(room, viewport, scale) {
    const { spot, language } = this.store.state;
    this.spot = spot && spotAt(viewport.project(placesOf(spot.places)[0]), this.fullName(spot, language), scale);
    if (this.spot) room.taken.push(this.spot.ring, this.spot.box);
  }

  /**
   * Writes what finds room among the names of the plan.
   * @param {Labels} labels
   * @param {Room} room
   * @param {DrawnViewport} viewport
   */
  paint(labels, room, viewport) {
    this.shown = [];
    const { context } = labels;
    const { spot } = this.store.state;
    const texts = [...labels.shown.map(({ text }) => text), ...(spot ? [this.store.name(spot)] : [])];
    if (this.on) this.place(labels, room, viewport, new Set(texts));
    for (const placed of this.shown) write(context, placed, this.store, labels.scale);
    if (this.spot) markSpot(context, this.spot, this.store.colors(), labels.scale);
  }

  /**
   * @param {Labels} labels
   * @param {Room} room
   * @param {DrawnViewport} viewport
   * @param {Set<string>} texts names that are written already
   */
  place(labels, room, viewport, texts) {
    let crowdedOut = 0;
    const sight = [this.rows(), this.tileRows()].map((rows) => inSight(rows, viewport.getBounds(), viewport.zoom));
    for (const row of sight.flat()) {
      if (this.shown.length >= MOST || crowdedOut > MOST_CROWDED_OUT) break;
      if (texts.has(row.words)) continue;
      const found = this.roomFor(labels, room, row, viewport);
      for (const placed of found) room.taken.push(...(placed.run?.boxes ?? [placed.box]));
      this.shown.push(...found);
      if (found.length) texts.add(row.words);
      else crowdedOut += 1;
    }
  }

  /**
   * Where a name finds room: once, or a road's number at some places.
   * @param {Labels} labels
   * @param {Room} room
   * @param {CityNameRow} row
   * @param {DrawnViewport} viewport
   */
  roomFor(labels, room, row, viewport) {
    const style = styleOf(row, labels.scale);
    const run = this.along(labels, room, row, style);
    if (run) return [{ row, run, box: run.boxes[0], at: viewport.project(row.places[0]) }];
    if (row.along) return [];
    const width = labels.width(labels.context, row.text, style);
    const most = markOf(row) === "shield" ? MOST_SHIELDS : 1;
    /** @type {CityNamePlaced[]} */
    const found = [];
    for (const place of row.places) {
      if (found.length >= most) break;
      const at = viewport.project(place);
      if (found.some((other) => Math.hypot(other.at[0] - at[0], other.at[1] - at[1]) < APART_PX)) continue;
      const box = boxesOf(row, at, width, style.size).find((free) => room.isFree(free) && !room.hides(free));
      if (box) found.push({ row, box, at });
    }
    return found;
  }

  /**
   * Where a river's, a road's or a railway's name finds room along it.
   * @param {Labels} labels
   * @param {Room} room
   * @param {CityNameRow} row
   * @param {import("../labels/pen.js").Style} style
   */
  along(labels, room, row, style) {
    if (!labels.plane || !row.courses || !ALONG.has(markOf(row))) return null;
    const beside = BESIDE_KINDS.has(row.entry.kind) ? style.size * BESIDE : 0;
    const paths = coursesOn(row.courses, labels.plane);
    return freeRun(room, runsAlong(paths, lettered(labels, row.text, style, beside)));
  }
}

/**
 * @param {CityDocument} doc
 * @param {Language} language
 * @returns {CityNameRow[]}
 */
function rowsOf(doc, language) {
  const { kinds, names } = doc;
  const order = new Map(Object.keys(kinds).map((kind, at) => [kind, at]));
  const courses = coursesByName(doc);
  const rows = names.flatMap((entry, number) => {
    const kind = kinds[entry.kind];
    if (!kind.lettering) return [];
    const zoom = kind.lettering.min_zoom[entry.rank - 1];
    const name = language === "zh" ? entry.name : entry.name_en;
    const text = textOf(entry, kind, language);
    const words = kind.lettering.form === "shield" ? text : name;
    return [{ entry, kind, text, words, zoom, places: placesOf(entry.places), courses: courses.get(number) }];
  });
  const orderOf = (/** @type {CityNameRow} */ row) => /** @type {number} */ (order.get(row.entry.kind));
  return rows.sort((a, b) => a.zoom - b.zoom || orderOf(b) - orderOf(a));
}

/**
 * The names that may be written in a window, each with its places in it. Rows are in the order of their zooms.
 * @param {CityNameRow[]} rows
 * @param {Bounds} window
 * @param {number} zoom
 */
export function inSight(rows, [west, south, east, north], zoom) {
  /** @type {CityNameRow[]} */
  const found = [];
  for (const row of rows) {
    if (row.zoom > zoom) break;
    const places = row.places.filter(([x, y]) => x >= west && x <= east && y >= south && y <= north);
    if (places.length) found.push({ ...row, places });
  }
  return found;
}
