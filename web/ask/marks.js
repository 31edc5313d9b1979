// What an answer names, marked on the map: what was asked about, the reach of the question, what is certain in a solid
// casing, what is possible in a dashed one, and the way between the two of the chosen pair. All in one layer.

import { numbers } from "../base/colour.js";
import { FLAT } from "../gpu/plane.js";
import { partColor } from "../gpu/merge.js";
import { dashed, ringAround } from "./forms.js";

// Of the pale line under a dark one.
const RIM_PX = 1.4;
// Rings round points are made for a zoom, and anew when it has changed by so much.
const ZOOM_STEP = 0.25;
const WIDER_KINDS = new Set(["ticks"]);
const DOT_PX = 8;

/** @typedef {{ row: PathRow, color: number[] }} Stroke */
/** @typedef {"asked" | "certain" | "possible"} MarkKind */

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
  keys({ answer, pair }) {
    return [answer?.record, pair, this.step];
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
  around({ line, distance }) {
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
   * @param {OpenedDeck} opened
   * @param {State} state
   * @param {number} widthScale
   * @returns {DeckGl.Layer[]}
   */
  layers({ D, rows }, { answer, pair }, widthScale) {
    const record = answer?.record;
    if (!record) return [];
    this.step = Math.round(this.map.renderer.camera.zoom / ZOOM_STEP);
    const strokes = this.strokes(record, pair === null ? null : record.rows[pair]);
    if (!strokes.length) return [];
    const data = strokes.map(({ row }) => row);
    /** @type {DeckGl.Accessor<ShapeRow>} */
    const getColor = (_row, { index }) => strokes[index].color;
    return [new D.ShapeLayer({ id: "answer:marks", data, getColor, rows, widthScale, ...FLAT })];
  }

  /**
   * @param {AnswerRecord} record
   * @param {AnswerRow | null} pair
   */
  strokes({ rings, marks, things }, pair) {
    const values = this.store.doc.catalogue.drawing;
    const dark = numbers(this.store.colors().highlight);
    const { reach_edge_px: width, reach_dash: dash } = values;
    /** @type {Stroke[]} */
    const all = rings.flatMap(({ paths }) =>
      paths.map((path) => ({ row: { path, width: width + 0.6, dash: [...dash, 0] }, color: dark })),
    );
    const subjects = new Set(marks.subjects);
    const of = (/** @type {number} */ number, /** @type {MarkKind} */ kind) =>
      all.push(...this.mark(things[number], kind));
    if (pair) {
      // An area that holds the other would be outlined far beyond what is in sight, and is all the same.
      of(pair.object, pair.certain ? "certain" : "possible");
      of(pair.subject, subjects.size ? "asked" : pair.certain ? "certain" : "possible");
      return [...all, ...this.way(pair, dark)];
    }
    for (const number of marks.possible) if (!subjects.has(number)) of(number, "possible");
    for (const number of marks.certain) if (!subjects.has(number)) of(number, "certain");
    for (const number of subjects) of(number, "asked");
    return all;
  }

  /**
   * @param {AnswerThing} thing
   * @param {MarkKind} kind
   * @returns {Stroke[]}
   */
  mark(thing, kind) {
    const { paths, points, strokes } = this.shapes(thing);
    const { selected_px: outline, casing_px: beside, ring_px: ring, ring_radius_px: radius } = this.values();
    const dark = numbers(this.store.colors().highlight);
    const pale = numbers(this.store.colors().halo);
    const asked = kind === "asked";
    const own = Math.max(0, ...strokes.map(({ row, part }) => (WIDER_KINDS.has(part.kind) ? 0 : row.width)));
    const line = (
      /** @type {Place[]} */ path,
      /** @type {number} */ width,
      /** @type {number[]} */ color,
      dash = false,
    ) => ({
      row: { path, width, ...(dash ? { dash: dashed(width) } : {}) },
      color,
    });
    const dash = kind === "possible";
    if (own) {
      const wide = own + 2 * beside + (asked ? 2 : 0);
      return [
        ...paths.map((path) => line(path, wide + 2 * RIM_PX, pale)),
        ...paths.map((path) => line(path, wide, dark, dash)),
        ...paths.map((path) => line(path, own + 2 * RIM_PX, pale)),
        ...strokes.map(({ row, part }) => ({ row, color: partColor(part, this.store, this.itemOf(thing)) })),
      ];
    }
    const width = asked ? outline + 1.2 : outline;
    const rings = points.map((point) => ringAround(point, asked ? radius + 3 : radius, this.map.renderer.camera.zoom));
    const dots = thing.item
      ? []
      : points.map(([x, y]) =>
          line(
            [
              [x, y],
              [x + 1e-6, y],
            ],
            DOT_PX,
            dark,
          ),
        );
    return [
      ...paths.map((path) => line(path, width + 2 * RIM_PX, pale)),
      ...paths.map((path) => line(path, width, dark, dash)),
      ...rings.map((path) => line(path, ring + 2 * RIM_PX + (asked ? 1 : 0), pale)),
      ...rings.map((path) => line(path, ring + (asked ? 1 : 0), dark, dash)),
      ...dots,
    ];
  }

  values() {
    return this.store.doc.catalogue.drawing;
  }

  /** @param {AnswerThing} thing */
  itemOf({ item }) {
    return this.store.byId.get(item ?? "") ?? null;
  }

  /**
   * The way between the two of a pair, dashed where it is not certain.
   * @param {AnswerRow} pair
   * @param {number[]} dark
   * @returns {Stroke[]}
   */
  way({ line, certain }, dark) {
    const pale = numbers(this.store.colors().halo);
    const width = 2.4;
    const ends = [line[0], line[line.length - 1]].map(([x, y]) => [
      [x, y],
      [x + 1e-6, y],
    ]);
    return [
      { row: { path: line, width: width + 2 * RIM_PX }, color: pale },
      { row: { path: line, width, ...(certain ? {} : { dash: dashed(width) }) }, color: dark },
      ...ends.map((path) => ({ row: { path, width: DOT_PX + 2 }, color: pale })),
      ...ends.map((path) => ({ row: { path, width: DOT_PX }, color: dark })),
    ];
  }
}
