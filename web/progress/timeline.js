// What is known of each item on any day, looked up in what Python has computed (geo/progress/timeline.py): there is no
// rule here. Days are written 2023-06-30, so that they are in order as texts.

import { placeIn } from "./days.js";

/** @typedef {{ days: string[], known: ItemStanding[] }} Course what is known of an item, and from which day on */
/**
 * Of an item on a day, as filters ask.
 * @typedef {{ state: string, promise: string, slipped: string, opened: string }} Standing
 */

export class Timeline {
  /** @param {ProgressDocument} doc */
  constructor(doc) {
    this.doc = doc;
    this.done = new Set(doc.done_states);
    this.items = new Map(Object.entries(doc.items));
    this.untold = new Map(Object.entries(doc.untold));
    /** @type {Map<string, Course>} */
    this.courses = new Map();
    /** @type {Map<string, Set<string>>} */
    this.found = new Map();
  }

  // The day that the document was made for: there is nothing after it.
  get today() {
    return this.doc.day;
  }

  /**
   * An item on a day, or on the document's; undefined where the ledger says nothing of it.
   * @param {string} id
   * @param {string | null} day
   * @returns {ItemStanding | undefined}
   */
  at(id, day) {
    const item = this.items.get(id);
    if (!item || day === null || day >= this.today) return item;
    const { days, known } = this.course(id, item);
    return known[Math.max(placeIn(days, day), 0)];
  }

  /**
   * The same with the events that are told of that day, the newest first.
   * @param {string} id
   * @param {string | null} day
   * @returns {ItemProgress | undefined}
   */
  told(id, day) {
    const item = this.items.get(id);
    const standing = this.at(id, day);
    if (!item || !standing || standing === item) return item;
    const events = item.events.filter(({ counts_from }) => counts_from <= /** @type {string} */ (day));
    return { ...standing, events, changes: item.changes };
  }

  /**
   * @param {string} id
   * @param {string | null} day
   * @returns {Standing}
   */
  standing(id, day) {
    const known = this.at(id, day);
    if (!known) return { state: "unknown", promise: this.untold.get(id) ?? "none", slipped: "no", opened: "none" };
    const { state, promise, slips, since } = known;
    const opened = this.done.has(state) ? (since?.slice(0, 4) ?? "undated") : "none";
    return { state, promise, slipped: slips.length ? "yes" : "no", opened };
  }

  /**
   * The values that any item has for a field of a standing on any day.
   * @param {keyof Standing} field
   */
  ever(field) {
    let values = this.found.get(field);
    if (values) return values;
    values = new Set();
    for (const id of this.untold.keys()) values.add(this.standing(id, null)[field]);
    for (const [id, item] of this.items)
      for (const day of [null, ...this.course(id, item).days]) values.add(this.standing(id, day)[field]);
    this.found.set(field, values);
    return values;
  }

  /**
   * Each day's changes put on what was known before.
   * @param {string} id
   * @param {ItemProgress} item
   */
  course(id, item) {
    let course = this.courses.get(id);
    if (course) return course;
    course = { days: item.changes.map(({ day }) => day), known: [] };
    let before = {};
    for (const { day: _day, ...other } of item.changes) {
      before = { ...before, ...other };
      course.known.push(/** @type {ItemStanding} */ (before));
    }
    this.courses.set(id, course);
    return course;
  }
}
