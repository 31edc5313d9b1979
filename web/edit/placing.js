// The pen in the hands of whoever edits the plan: the same handles, snapping and steps back as for drawings, on the
// parts of one item, kept nowhere but in its form. And what is shown over the map of a change: before dashed, after
// solid.

import { newId } from "../draw/features.js";
import { Draw } from "../draw/draw.js";
import { Drawings } from "../draw/drawings.js";
import { trace } from "../draw/paint.js";
import { Pen } from "../draw/pen.js";
import { memoryStorage, Shelf } from "../draw/shelf.js";
import { partsOf, placeOf } from "./places.js";

const POINT_PX = 7;
const LINE_PX = 2.5;
const CASING_PX = 2;
const DASH_PX = [7, 5];

class PlacePen extends Pen {
  /** Id of the part that what is drawn next takes the place of. @type {string | null} */
  replaced = null;

  // Of a single part there is nothing to choose.
  forget() {
    super.forget();
    this.chooseOnly();
  }

  chooseOnly() {
    const { features } = this.draw.drawings.current;
    if (this.tool === "select" && features.length === 1) this.selected = features[0].id;
  }

  /** @param {Place[]} path */
  add(path) {
    const { drawings } = this.draw;
    const before = this.replaced === null ? null : drawings.feature(this.replaced);
    const { kind, color } = this;
    const after = { id: before?.id ?? newId(), kind, color, text: "", number: 0, measured: false, path };
    // Holes of an area go with the outline that they were cut from: one step back brings all.
    const holes = before ? drawings.current.features.filter(({ id }) => isHoleOf(id, before.id)) : [];
    const gone = holes.map((hole) => ({ before: hole, after: null, at: drawings.current.features.indexOf(hole) }));
    this.replaced = null;
    this.tool = "select";
    this.draw.edit([{ before, after }, ...gone.reverse()]);
    this.choose(after.id);
  }

  /** @param {string | null} id */
  choose(id) {
    super.choose(id);
    this.chooseOnly();
    this.draw.changed();
  }

  // Esc ends what was begun, then the pen; what is typed stays.
  stepBack() {
    const begun = this.draft.length || this.cross || this.tool !== "select";
    const draw = /** @type {Placing} */ (this.draw);
    if (!begun) draw.over();
    else {
      this.replaced = null;
      this.tool = "select";
      this.lose();
    }
    return true;
  }
}

export class Placing extends Draw {
  /** @param {PlanMap} map */
  constructor(map) {
    const storage = memoryStorage();
    super(map, { storage, lasts: false });
    this.hand = /** @type {PlacePen} */ (this.pen);
    /** What is drawn beside it: dashed what was. @type {{ parts: DrawnFeature[], dashed: boolean }[]} */
    this.ghosts = [];
    /** The drawing by hand that is seen under it. @type {Draw | null} */
    this.under = null;
    /** @type {((parts: DrawnFeature[]) => void) | null} */
    this.onChange = null;
    /** @type {(() => void) | null} */
    this.onEnd = null;
    /** What the pen says: of what is begun, and what is wrong. @type {(words: string) => void} */
    this.onSay = () => {};
  }

  newPen() {
    return new PlacePen(this);
  }

  // One that stands out from the plan.
  get color() {
    return this.pencils[1] ?? this.pencils[0];
  }

  get shown() {
    return this.map.draw === this;
  }

  // Its layer over the map, and the pen with it.
  show() {
    if (this.shown) return;
    this.under = this.map.draw;
    this.map.draw = this;
  }

  hide() {
    if (!this.shown) return;
    this.store.set({ drawing: false });
    this.map.draw = this.under;
    this.under = null;
    this.ghosts = [];
    this.context.clearRect(0, 0, this.size.width, this.size.height);
    this.map.labels.drawn = [];
    this.map.draw?.paint();
    this.map.labels.settle();
  }

  /**
   * The parts of an item, to be changed from here on.
   * @param {string} item
   * @param {PlanGeometry | null} geometry
   */
  take(item, geometry) {
    this.unsnapped = item;
    this.drawings = new Drawings(
      new Shelf(this.pencils, memoryStorage()),
      () => item,
      () => this.changed(),
    );
    const features = partsOf(geometry, this.color);
    this.drawings.current = { ...this.drawings.current, features };
    this.pen.tool = "select";
    this.pen.color = features[0]?.color ?? this.color;
    this.pen.forget();
    this.changed();
  }

  /** @param {PlanGeometry | null} before */
  place(before) {
    return placeOf(this.drawings.current.features, before);
  }

  /** @param {DrawEdit[]} edits */
  edit(edits) {
    const done = super.edit(edits);
    if (done) this.onChange?.(this.drawings.current.features);
    return done;
  }

  /** @param {"undo" | "redo"} way */
  step(way) {
    super.step(way);
    this.onChange?.(this.drawings.current.features);
  }

  over() {
    this.onEnd?.();
  }

  // It is in no legend and in no file.
  changed() {
    this.paint();
    this.map.labels.settle();
    this.bar?.render();
    this.onSay?.("");
  }

  // The card and the panel of drawings have tools; this one's are in the form.
  tools() {
    return /** @type {any} */ (this.bar);
  }

  /** @param {DrawFault | null} fault */
  say(fault) {
    this.onSay(fault ? this.store.t(`draw.fault.${fault.fault}`, fault.values) : "");
    return !fault;
  }

  features() {
    return this.store.state.drawing ? super.features() : [];
  }

  given() {
    return [];
  }

  paint() {
    this.under?.paint();
    if (this.shown) super.paint();
  }

  /**
   * No name may cover a point that is shown.
   * @param {DrawnFeature[]} features
   * @param {DrawLook} look
   */
  discs(features, { project, scale }) {
    const half = (POINT_PX + CASING_PX) * scale;
    const points = [...features, ...this.ghosts.flatMap(({ parts }) => parts)].filter(({ kind }) => kind === "point");
    return points.map(({ path }) => {
      const [[x, y]] = project(path);
      return { west: x - half, east: x + half, north: y - half, south: y + half };
    });
  }

  /** @param {DrawLook} look */
  beneath(look) {
    for (const ghost of this.ghosts ?? []) for (const part of ghost.parts) this.ghost(part, ghost.dashed, look);
  }

  /**
   * @param {DrawnFeature} part
   * @param {boolean} dashed
   * @param {DrawLook} look
   */
  ghost({ kind, path: places, color }, dashed, look) {
    const { context } = this;
    const path = look.project(places);
    context.globalAlpha = 1;
    const strokes = /** @type {const} */ ([
      [look.paper, (LINE_PX + 2 * CASING_PX) * look.scale, []],
      [dashed ? look.ink : look.color(color), LINE_PX * look.scale, dashed ? DASH_PX : []],
    ]);
    for (const [style, width, dash] of strokes) {
      if (kind === "point") {
        context.beginPath();
        context.arc(path[0][0], path[0][1], POINT_PX * look.scale, 0, 2 * Math.PI);
      } else trace(context, path);
      if (kind === "area") context.closePath();
      context.setLineDash([...dash]);
      Object.assign(context, { strokeStyle: style, lineWidth: width });
      context.stroke();
    }
    context.setLineDash([]);
    if (kind !== "point" || dashed) return;
    context.fillStyle = look.color(color);
    context.fill();
  }
}

/**
 * @param {string} id
 * @param {string} outer
 */
function isHoleOf(id, outer) {
  return outer.endsWith("r0") && id !== outer && id.startsWith(outer.slice(0, -1));
}
