// What is loaded of layers that people brought: of each its features and classes, and its fields when they are asked
// for.

import { numbers } from "../base/colour.js";
import { OwnRows } from "./drawn/rows.js";
import { shapesOf } from "./drawn/shapes.js";
import { OwnServer } from "./api.js";
import { columnsOf, unpacked } from "./packed.js";

/**
 * What is loaded of a layer; key: of which version and in which language.
 * @typedef {object} Loaded
 * @property {string} key
 * @property {string} content which features: the address of its fields
 * @property {OwnHead} head
 * @property {Record<string, OwnArray>} arrays
 * @property {OwnShapes} shapes
 * @property {OwnRows} rows
 * @property {number} size
 */

export class OwnLoads {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.server = new OwnServer(map.store, map.received.ownKit);
    /** @type {OwnList | null} */
    this.list = null;
    /** @type {Map<string, Loaded>} */
    this.loaded = new Map();
    /** What is on its way: its key, by layer. @type {Map<string, string>} */
    this.coming = new Map();
    /** What is wrong with a layer, in words. @type {Map<string, string>} */
    this.faults = new Map();
    /** Fields by their address. @type {Map<string, Promise<OwnColumn[]>>} */
    this.columns = new Map();
    // One after the other: the server makes them so, and takes no long line of one visitor.
    this.line = Promise.resolve();
    /** What was drawn last. */
    this.drawnLast = "";
  }

  // Something else is loaded.
  changed() {}

  /** Of this view and of one beside it. */
  get wanted() {
    return [...new Set([...this.store.state.own, ...(this.map.comparison?.pane?.store.state.own ?? [])])];
  }

  /** What of the view's layers the map can draw. */
  get drawn() {
    return this.wanted.map((id) => `${id} ${this.loaded.get(id)?.key}`).join();
  }

  get records() {
    return this.list?.layers ?? [];
  }

  /** @param {string} id */
  record(id) {
    return this.records.find((record) => record.id === id);
  }

  /** @param {string} id */
  drop(id) {
    this.loaded.get(id)?.rows.end();
    this.loaded.delete(id);
    this.faults.delete(id);
  }

  /**
   * @param {OwnRecord} record
   * @param {string} key
   */
  load(record, key) {
    this.coming.set(record.id, key);
    this.line = this.line.then(() => this.fetch(record, key));
  }

  /**
   * @param {OwnRecord} record
   * @param {string} key
   */
  async fetch(record, key) {
    const { id } = record;
    if (this.coming.get(id) !== key) return;
    try {
      const { head, arrays } = unpacked(await this.server.bytes(record.documentUrl));
      if (this.coming.get(id) !== key) return;
      this.faults.delete(id);
      this.took(record, key, /** @type {OwnHead} */ (head), arrays);
    } catch (error) {
      if (this.coming.get(id) !== key) return;
      this.faults.set(id, /** @type {Error} */ (error).message);
    }
    this.coming.delete(id);
    this.changed();
  }

  /**
   * Another style of the same features leaves their shapes and the filter as they are.
   * @param {OwnRecord} record
   * @param {string} key
   * @param {OwnHead} head
   * @param {Record<string, OwnArray>} arrays
   */
  took({ id, columnsUrl = "" }, key, head, arrays) {
    const before = this.loaded.get(id);
    // A kit has no columns, and one version of each layer.
    const content = columnsUrl ?? key;
    const same = before?.content === content ? before : null;
    if (before && !same) before.rows.end();
    const rows = same?.rows ?? new OwnRows(head.count);
    const shapes = same?.shapes ?? shapesOf(head, arrays);
    rows.paint(
      arrays.classes,
      head.classes.map(({ color }) => numbers(color)),
    );
    this.loaded.set(id, { key, content, head, arrays, shapes, rows, size: head.style.size });
  }

  /** @param {string} id */
  async fields(id) {
    const columnsUrl = this.record(id)?.columnsUrl;
    if (!columnsUrl) return [];
    let coming = this.columns.get(columnsUrl);
    if (!coming) {
      coming = this.server.bytes(columnsUrl).then(columnsOf);
      this.columns.set(columnsUrl, coming);
      coming.catch(() => this.columns.delete(columnsUrl));
    }
    return coming;
  }
}

/**
 * Of each class how many the filter lets through.
 * @param {Loaded} loaded
 */
export function classesOf({ head, arrays, rows }) {
  const { flags } = rows;
  if (!flags) return head.classes;
  const counts = new Uint32Array(head.classes.length);
  for (let row = 0; row < head.count; row += 1) counts[arrays.classes[row]] += flags[row];
  return head.classes.map((each, index) => ({ ...each, count: counts[index] }));
}
