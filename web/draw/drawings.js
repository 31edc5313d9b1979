// The drawings of this browser and what was done to them, step by step. A step names the features that it changes, and
// is done on what is kept at that moment: what another window has drawn meanwhile stays.

import { LIMITS, newId, plain } from "./features.js";

const MOST_STEPS = 200;

export class Drawings {
  /**
   * @param {import("./shelf.js").Shelf} shelf
   * @param {() => string} unnamed what a new drawing is called
   * @param {() => void} changed
   */
  constructor(shelf, unnamed, changed) {
    this.shelf = shelf;
    this.unnamed = unnamed;
    this.changed = changed;
    /** @type {DrawStep[]} */
    this.done = [];
    /** @type {DrawStep[]} */
    this.undone = [];
    const { current, shown } = shelf.choice();
    this.shown = shown;
    const all = shelf.all();
    /** What is drawn on. It is kept once there is something in it. @type {Drawing} */
    this.current = all.find(({ id }) => id === current) ?? all.at(-1) ?? this.fresh();
  }

  /** @returns {Drawing} */
  fresh(name = "") {
    return { id: newId(), name: plain(name, LIMITS.name) || this.unnamed(), made: Date.now(), features: [] };
  }

  all() {
    const all = this.shelf.all();
    return all.some(({ id }) => id === this.current.id) ? all : [...all, this.current];
  }

  /**
   * @param {string} id
   * @returns {DrawnFeature | null}
   */
  feature(id) {
    return this.current.features.find((feature) => feature.id === id) ?? null;
  }

  // The number of the next numbered mark.
  nextNumber() {
    return Math.min(Math.max(0, ...this.current.features.map(({ number }) => number)) + 1, LIMITS.number);
  }

  /**
   * @param {DrawEdit[]} edits
   * @returns {DrawFault | null}
   */
  edit(edits) {
    return this.take({ id: this.current.id, edits });
  }

  /**
   * @param {DrawStep} step
   * @returns {DrawFault | null}
   */
  take(step) {
    const fault = this.apply(step, true);
    if (fault) return fault;
    this.done = [...this.done, step].slice(-MOST_STEPS);
    this.undone = [];
    return null;
  }

  /**
   * Does a step, or takes it back.
   * @param {DrawStep} step
   * @param {boolean} forwards
   * @returns {DrawFault | null}
   */
  apply(step, forwards) {
    const before = this.shelf.read(step.id) ?? (this.current.id === step.id ? this.current : this.fresh());
    const after = step.whole ? step.whole[forwards ? 1 : 0] : stepped({ ...before, id: step.id }, step, forwards);
    if (after && after.features.length > LIMITS.features) return { fault: "many", values: { most: LIMITS.features } };
    if (!after) this.shelf.remove(step.id);
    else if (!this.shelf.put(after)) return { fault: "full" };
    this.turn(after ?? this.shelf.all().at(-1) ?? this.fresh());
    return null;
  }

  undo() {
    return this.step(this.done, this.undone, false);
  }

  redo() {
    return this.step(this.undone, this.done, true);
  }

  /**
   * @param {DrawStep[]} from
   * @param {DrawStep[]} to
   * @param {boolean} forwards
   */
  step(from, to, forwards) {
    const step = from.at(-1);
    const fault = step ? this.apply(step, forwards) : null;
    if (step && !fault) to.push(/** @type {DrawStep} */ (from.pop()));
    return fault;
  }

  /**
   * Another drawing is drawn on, and seen.
   * @param {Drawing} drawing
   */
  turn(drawing) {
    this.current = drawing;
    this.shown = true;
    this.shelf.choose({ current: drawing.id, shown: true });
    this.changed();
  }

  /** @param {boolean} shown */
  show(shown) {
    this.shown = shown;
    this.shelf.choose({ current: this.current.id, shown });
    this.changed();
  }

  /**
   * A new drawing, with what was read from a file.
   * @param {string} name
   * @param {DrawnFeature[]} features
   * @returns {DrawFault | null}
   */
  begin(name = "", features = []) {
    if (this.shelf.all().length >= LIMITS.drawings) return { fault: "drawings", values: { most: LIMITS.drawings } };
    const drawing = { ...this.fresh(name), features };
    if (features.length) return this.take({ id: drawing.id, whole: [null, drawing] });
    this.turn(drawing);
    return null;
  }

  /** @param {string} name */
  rename(name) {
    const { current } = this;
    const named = plain(name, LIMITS.name);
    if (!named || named === current.name) return null;
    return this.take({ id: current.id, name: [current.name, named] });
  }

  // The drawing itself; undo brings it back.
  remove() {
    const { id } = this.current;
    return this.take({ id, whole: [this.shelf.read(id) ?? this.current, null] });
  }

  // Another window has written: what it drew is seen here too.
  again() {
    this.current = this.shelf.read(this.current.id) ?? { ...this.current, features: [] };
    this.changed();
  }
}

/**
 * @param {Drawing} drawing as it is kept
 * @param {DrawStep} step
 * @param {boolean} forwards
 * @returns {Drawing}
 */
function stepped(drawing, { edits = [], name }, forwards) {
  const features = [...drawing.features];
  for (const edit of forwards ? edits : [...edits].reverse()) {
    const [from, to] = forwards ? [edit.before, edit.after] : [edit.after, edit.before];
    const place = features.findIndex((feature) => feature.id === (from ?? to)?.id);
    if (place < 0) {
      if (to) features.splice(edit.at ?? features.length, 0, to);
    } else if (to) features[place] = to;
    else features.splice(place, 1);
  }
  return { ...drawing, name: name?.[forwards ? 1 : 0] ?? drawing.name, features };
}
