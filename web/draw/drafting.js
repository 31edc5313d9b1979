// What is begun with the tool in hand, and what is chosen of what is drawn.

import { KINDS, measureText, newId } from "./features.js";
import { distance, isInside } from "./forms.js";
import { reach, snap, targets } from "./snap.js";

// So near a click means what is there: a feature, the last vertex, the first one.
const HIT_PX = 9;

/** Freehand makes lines. @typedef {DrawnKind | "select" | "free"} Tool */

export class Drafting {
  /** The places of a line or an area that is begun. @type {Place[]} */
  draft = [];
  /** Id of what is chosen. @type {string | null} */
  selected = null;
  /** Which of its vertices. @type {number | null} */
  vertex = null;
  /** Where the next place would be. @type {DrawAim | null} */
  aim = null;
  /** The cross that Shift and the arrows move. @type {Pixel | null} */
  cross = null;
  /** @type {DrawMoving | null} */
  moving = null;
  // A drag ends in a click, which is none.
  dragged = false;

  /** @param {Draw} draw */
  constructor(draw) {
    this.draw = draw;
    this.map = draw.map;
    this.store = draw.store;
    /** @type {Tool} */
    this.tool = "line";
    this.color = /** @type {string} */ (draw.pencils[0]);
    this.snaps = true;
  }

  // Nothing begun, nothing chosen.
  forget() {
    this.draft = [];
    this.selected = null;
    this.vertex = null;
    this.aim = null;
    this.cross = null;
    this.moving = null;
    this.dragged = false;
  }

  /** What the tool in hand makes. */
  get kind() {
    return /** @type {DrawnKind} */ (this.tool === "free" ? "line" : this.tool);
  }

  // Whether the next place is pointed at, and snapped to what is near.
  get aims() {
    return this.tool !== "select" && this.tool !== "free";
  }

  get on() {
    // One pen at a time: editing the plan has one of its own.
    return this.store.state.drawing && this.map.draw === this.draw;
  }

  // What is chosen, as it is while it is being moved.
  feature() {
    return this.moving
      ? { ...this.moving.feature, path: this.moving.path }
      : this.selected === null
        ? null
        : this.draw.drawings.feature(this.selected);
  }

  /** @param {DrawMoving | null} moving */
  hold(moving) {
    this.moving = moving;
  }

  /** @param {Pixel} cross */
  point(cross) {
    this.cross = cross;
    this.aim = this.aims ? this.placeAt(cross) : null;
  }

  /** @param {Tool} tool */
  take(tool) {
    if (this.draft.length) this.finish();
    this.tool = tool;
    this.selected = null;
    this.vertex = null;
    this.draw.changed();
  }

  /**
   * The colour of what is drawn next, or of what is chosen.
   * @param {string} color
   */
  dip(color) {
    this.color = color;
    if (this.tool === "select") this.change({ color });
    this.draw.changed();
  }

  /**
   * Another text, colour or number for what is chosen.
   * @param {Partial<DrawnFeature>} changed
   */
  change(changed) {
    const before = this.feature();
    if (before && Object.entries(changed).some(([key, value]) => /** @type {any} */ (before)[key] !== value))
      this.draw.edit([{ before, after: { ...before, ...changed } }]);
  }

  /**
   * The place under a pixel, snapped to what is near it.
   * @param {Pixel} pixel
   * @param {boolean} [free] not snapped
   * @param {string} [without] a feature that is not snapped to: itself
   */
  placeAt(pixel, free = false, without = undefined) {
    const viewport = this.map.renderer.viewport();
    if (!viewport) return null;
    const place = viewport.unproject(pixel).slice(0, 2);
    if (!this.snaps || free) return { place, snapped: null };
    const features = this.draw.drawings.current.features.filter(({ id }) => id !== without);
    const degreePx = this.draw.degreePx(place[1]);
    const { paths, points } = targets(this.map, features, reach(place, degreePx), this.draw.unsnapped);
    const found = snap(place, degreePx, paths, points);
    return { place: found?.place ?? place, snapped: found?.kind ?? null };
  }

  /**
   * @param {Pixel} pixel
   * @param {boolean} free
   */
  hover(pixel, free) {
    this.cross = null;
    this.aim = this.aims ? this.placeAt(pixel, free) : null;
    this.draw.paint();
    if (this.draft.length) this.draw.bar?.tell();
  }

  /**
   * @param {Pixel} pixel
   * @param {boolean} [free]
   */
  click(pixel, free = false) {
    if (this.dragged) {
      this.dragged = false;
      return;
    }
    if (this.tool === "select") return this.choose(this.hit(pixel));
    if (this.tool === "free") return;
    const aim = this.placeAt(pixel, free);
    if (!aim) return;
    this.aim = aim;
    if (this.tool === "text") return this.draw.bar?.write(pixel, (text) => this.add([aim.place], text));
    if (KINDS[this.tool].most === 1) return this.add([aim.place]);
    const ends = [this.draft[0] ?? aim.place, this.draft.at(-1) ?? aim.place, aim.place];
    const [first, last, next] = this.draw.project(ends);
    // Where it was clicked, or what that has snapped to.
    const meets = (/** @type {Pixel} */ [x, y]) =>
      [pixel, next].some(([px, py]) => Math.hypot(x - px, y - py) < HIT_PX);
    const { least } = KINDS[this.tool];
    const closes = this.tool === "area" && this.draft.length >= least && meets(first);
    if (closes || (this.draft.length >= least && meets(last))) return this.finish();
    // The second click of two on one spot.
    if (this.draft.length && meets(last)) return;
    if (this.draft.length >= KINDS[this.tool].most)
      return this.draw.say({ fault: "long", values: { most: KINDS[this.tool].most } });
    this.draft = [...this.draft, aim.place];
    this.draw.changed();
  }

  // What was begun is whole now, or was too little to be anything.
  finish() {
    const { draft, tool } = this;
    this.draft = [];
    if (tool !== "select" && draft.length >= KINDS[this.kind].least) this.add(draft);
    else this.draw.changed();
  }

  /** @param {Place[]} path */
  add(path, text = "") {
    const { kind } = this;
    const number = kind === "number" ? this.draw.drawings.nextNumber() : 0;
    const measured = this.tool === "line" || kind === "area";
    const after = { id: newId(), kind, color: this.color, text, number, measured, path };
    // A stroke goes on with the next one.
    const taken = this.draw.edit([{ before: null, after }]);
    this.choose(taken && this.tool !== "free" ? after.id : null);
  }

  /** @param {string | null} id */
  choose(id) {
    this.selected = id;
    this.vertex = null;
    this.draw.changed();
  }

  /**
   * The topmost feature under a pixel.
   * @param {Pixel} pixel
   */
  hit(pixel) {
    const near = [...this.draw.drawings.current.features].reverse().map((feature) => {
      const path = this.draw.project(feature.path);
      const plate = this.draw.plates.get(feature.id);
      const [x, y] = pixel;
      const onPlate = plate && x >= plate.west && x <= plate.east && y >= plate.north && y <= plate.south;
      const ring = feature.kind === "area" ? [...path, path[0]] : path;
      const px = onPlate ? 0 : distance(pixel, ring) - (path.length === 1 ? HIT_PX : 0);
      const inside = feature.kind === "area" && isInside(pixel, path);
      return { id: feature.id, px: px <= HIT_PX ? px : inside ? HIT_PX : Number.POSITIVE_INFINITY };
    });
    const best = near.sort((one, other) => one.px - other.px)[0];
    return best && Number.isFinite(best.px) ? best.id : null;
  }

  takeVertex() {
    if (!this.draft.length) return false;
    this.draft = this.draft.slice(0, -1);
    this.draw.changed();
    return true;
  }
}
/**
 * What is drawn of a line or an area that is begun, up to where it would go on.
 * @param {Drafting} pen
 * @returns {DrawnFeature | null}
 */
export function draftOf({ draft, tool, aim, color }) {
  if (!draft.length || tool === "select") return null;
  const path = aim ? [...draft, aim.place] : draft;
  return {
    id: "",
    kind: path.length < 2 ? "point" : tool === "free" || (tool === "area" && path.length < 3) ? "line" : tool,
    color,
    text: "",
    number: 0,
    measured: false,
    path,
  };
}

/** @param {Drafting} pen */
export function toldOf(pen) {
  const shown = draftOf(pen) ?? pen.feature();
  return shown ? measureText(shown) : "";
}
