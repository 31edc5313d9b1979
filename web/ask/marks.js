// What an answer names, marked on the map: below the plan a plate under each thing and how far was asked, above it the
// way between the two of the chosen pair.

import { numbers } from "../base/colour.js";
import { FLAT } from "../gpu/plane.js";
import { dashed } from "./forms.js";
import { disc, inOrder, platesOf } from "./plates.js";

// Of the pale line under a dark one.
const RIM_PX = 1.4;
// Rings round points are made for a zoom, and anew when it has changed by so much.
const ZOOM_STEP = 0.25;
const DOT_PX = 8;

/** @typedef {import("./plates.js").Stroke} Stroke */

/** @implements {AnswerMarks} */
export class Marks {
  /** @param {Pick<PlanMap, "renderer" | "store">} map or the other view of a comparison */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.step = 0;
    /** @type {{ record: AnswerRecord | null | undefined, kept: Uint8Array | null, pair: number | null }} */
    this.standing = { record: null, kept: null, pair: null };
  }

  /** @param {State} state */
  keys({ answer, pair, layers }) {
    // What the view does not show has a plate of its own kind.
    return answer?.record ? [answer.record, pair, this.step, layers, this.store.flags] : [];
  }

  // Whether rings round points have to be made anew.
  moved() {
    const step = Math.round(this.map.renderer.camera.zoom / ZOOM_STEP);
    if (step === this.step) return;
    this.step = step;
    if (this.store.state.answer?.record) this.map.renderer.draw();
  }

  /**
   * What is drawn of a thing.
   * @param {AnswerThing} thing
   * @returns {Geometry}
   */
  shapes({ item, points = [], paths = [] }) {
    const known = item ? this.map.renderer.highlight?.shapes(item) : null;
    return known ?? { points, paths, bands: [], strokes: [] };
  }

  /**
   * Bounds of both of a pair, where the nearer ends of long ones are enough.
   * @param {AnswerRow} row
   * @returns {Bounds}
   */
  boundsOf({ line, distance }) {
    const [[x1, y1], [x2, y2]] = [line[0], line[line.length - 1]];
    // As far again on every side, and never nearer than what a symbol and its surroundings need.
    const around = Math.max(distance * 0.6, 700) / 111_000;
    return [Math.min(x1, x2) - around, Math.min(y1, y2) - around, Math.max(x1, x2) + around, Math.max(y1, y2) + around];
  }

  /**
   * Which items stand out while all others recede: those of the answer, or of the chosen pair; null where all do.
   * @param {State} state
   * @returns {Uint8Array | null}
   */
  kept({ answer, pair }) {
    const record = answer?.record;
    const { standing } = this;
    if (!record) return null;
    if (standing.record !== record || standing.pair !== pair) {
      const kept = new Uint8Array(this.store.doc.items.length);
      const row = pair === null ? null : record.rows[pair];
      const { subjects, certain, possible } = record.marks;
      for (const number of row ? [row.subject, row.object] : [...subjects, ...certain, ...possible]) {
        const at = this.store.numberOf.get(record.things[number].item ?? "");
        if (at !== undefined) kept[at] = 1;
      }
      this.standing = { record, kept, pair };
    }
    return this.standing.kept;
  }

  /**
   * What lies under the plan: plates, and how far was asked.
   * @param {OpenedDeck} opened
   * @param {State} state
   * @param {number} widthScale
   * @returns {DeckGl.Layer[]}
   */
  below(opened, { answer, pair }, widthScale) {
    const record = answer?.record;
    if (!record) return [];
    this.step = Math.round(this.map.renderer.camera.zoom / ZOOM_STEP);
    const strokes = this.plates(record, pair === null ? null : record.rows[pair], widthScale);
    return layerOf(opened, "answer:plates", [...strokes, ...this.around(record)], widthScale);
  }

  /**
   * What lies over it: the way between the two of the chosen pair.
   * @param {OpenedDeck} opened
   * @param {State} state
   * @param {number} widthScale
   * @returns {DeckGl.Layer[]}
   */
  above(opened, { answer, pair }, widthScale) {
    const row = pair === null ? null : answer?.record?.rows[pair];
    return row ? layerOf(opened, "answer:way", this.way(row), widthScale) : [];
  }

  /**
   * @param {AnswerRecord} record
   * @param {AnswerRow | null} pair of which alone there are plates
   * @param {number} scale
   * @returns {Stroke[]}
   */
  plates({ marks, things }, pair, scale) {
    const dark = this.store.state.appearance === "dark";
    const how = { dark, zoom: this.map.renderer.camera.zoom, scale };
    const { subjects, certain, possible } = pair ? marksOf(pair, marks.subjects.length > 0) : marks;
    /** @type {Record<string, number[]>} */
    const named = { possible, certain, asked: subjects };
    const of = (/** @type {AnswerMark} */ { id }) => named[id].map((number) => this.drawn(things[number]));
    return inOrder(Object.values(this.store.doc.catalogue.marks), of).flatMap(({ mark, found }) =>
      platesOf(found, mark, how),
    );
  }

  /**
   * @param {AnswerThing} thing
   * @returns {import("./plates.js").Named}
   */
  drawn(thing) {
    const shapes = this.shapes(thing);
    const item = this.store.byId.get(thing.item ?? "");
    return { shapes, alone: !item || !this.store.isShown(item), area: isArea(shapes) };
  }

  /**
   * @param {AnswerRecord} record
   * @returns {Stroke[]}
   */
  around({ rings }) {
    const { around_px: width, reach_dash: dash } = this.store.doc.catalogue.drawing;
    const color = numbers(this.store.colors().highlight);
    return rings.flatMap(({ paths }) => paths.map((path) => ({ row: { path, width, dash: [...dash, 0] }, color })));
  }

  /**
   * The way between the two of a pair, dashed where it is not certain.
   * @param {AnswerRow} pair
   * @returns {Stroke[]}
   */
  way({ line, certain }) {
    const dark = numbers(this.store.colors().highlight);
    const pale = numbers(this.store.colors().halo);
    const width = 2.4;
    const ends = [line[0], line[line.length - 1]];
    return [
      { row: { path: line, width: width + 2 * RIM_PX }, color: pale },
      { row: { path: line, width, ...(certain ? {} : { dash: dashed(width) }) }, color: dark },
      ...ends.map((end) => ({ row: disc(end, DOT_PX / 2 + 1), color: pale })),
      ...ends.map((end) => ({ row: disc(end, DOT_PX / 2), color: dark })),
    ];
  }
}

/**
 * Whether paths are the rings of areas: those of lines have strokes, and those of layers of one's own are closed.
 * @param {Geometry} shapes
 */
function isArea({ paths, strokes }) {
  if (strokes.length || !paths.length) return false;
  const [path] = paths;
  const [[x1, y1], [x2, y2]] = [path[0], path[path.length - 1]];
  return path.length > 3 && x1 === x2 && y1 === y2;
}

/**
 * The marks of a pair alone; where nothing is asked about, as of a matrix, both are found.
 * @param {AnswerRow} pair
 * @param {boolean} asked
 * @returns {AnswerRecord["marks"]}
 */
function marksOf({ subject, object, certain }, asked) {
  const found = asked ? [object] : [subject, object];
  return { subjects: asked ? [subject] : [], certain: certain ? found : [], possible: certain ? [] : found };
}

/**
 * @param {OpenedDeck} opened
 * @param {string} id
 * @param {Stroke[]} strokes
 * @param {number} widthScale
 * @returns {DeckGl.Layer[]}
 */
function layerOf({ D, rows }, id, strokes, widthScale) {
  if (!strokes.length) return [];
  const data = strokes.map(({ row }) => row);
  /** @type {DeckGl.Accessor<ShapeRow>} */
  const getColor = (_row, { index }) => strokes[index].color;
  return [new D.ShapeLayer({ id, data, getColor, rows, widthScale, ...FLAT })];
}
