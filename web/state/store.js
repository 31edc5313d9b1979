// The one state of the map in the browser, and which items it lets through.

import { defaults } from "./defaults.js";
import { valuesOf } from "./filters.js";
import { finder } from "./search.js";
import { Sieve } from "./sieve.js";

const LATEST_MS = 100;
const PANELS_LATER = new Set(["layers", "filters", "opacity", "tint", "day"]);

/** @typedef {(state: State, changed: Set<StateKey>) => unknown} Listener */

export class Store {
  /**
   * @param {PlanDocument} doc
   * @param {Partial<State>} initial
   */
  constructor(doc, initial) {
    this.doc = doc;
    this.byId = new Map(doc.items.map((item) => [item.id, item]));
    this.layerById = new Map(doc.catalogue.layers.map((layer) => [layer.id, layer]));
    /** @type {Set<Listener>} */
    this.painters = new Set();
    /** @type {Set<Listener>} */
    this.listeners = new Set();
    /** @type {Set<StateKey> | null} */
    this.late = null;
    this.numberOf = new Map(doc.items.map((item, number) => [item.id, number]));
    // The filter fields by name, as Python's contract has them.
    this.facets = new Map(doc.contract.facets.map((facet) => [facet.name, facet]));
    /** @type {State} */
    this.state = { ...defaults(doc), ...initial };
    /** What became of the items; it comes after the first frame, or when it is asked for. @type {Timeline | null} */
    this.ledger = null;
    /** What the ledger says of each item on the state's day. @type {Map<string, Standing>} */
    this.standings = new Map();
    this.sieve = this.sieved();
    this.sifted = this.sift();
    /** @type {Set<string> | null} */
    this.placesOf = null;
    this.placed = new Uint8Array();
    /** @type {ItemRecord[] | null} */
    this.idsOf = null;
    /** @type {Set<string>} */
    this.ids = new Set();
  }

  /** @param {Partial<State>} patch */
  set(patch) {
    const named = /** @type {(keyof State)[]} */ (Object.keys(patch));
    const changed = named.filter((key) => this.state[key] !== patch[key]);
    if (!changed.length) return;
    this.state = { ...this.state, ...patch };
    if (changed.includes("day") && this.ledger) return this.tell(this.stand(changed));
    if (changed.includes("filters")) this.sifted = this.sift();
    this.tell(new Set(changed));
  }

  /** @param {Timeline} ledger */
  takeLedger(ledger) {
    this.ledger = ledger;
    this.state = { ...this.state, ledgerFailed: false };
    this.tell(this.stand(["ledger", "ledgerFailed"]));
  }

  /**
   * What became of each item is told anew: to filters that ask for it, this is as good as another filter.
   * @param {StateKey[]} changed
   */
  stand(changed) {
    this.sieve = this.sieved(this.sieve);
    this.sifted = this.sift();
    const filtered = [...this.facets.values()].some(({ name, ledger }) => ledger && this.state.filters[name].size);
    return new Set([...changed, ...(filtered ? /** @type {StateKey[]} */ (["filters"]) : [])]);
  }

  /**
   * What paints the map hears at once. After a filter or a layer's switch the panels follow: the frame comes first.
   * @param {Set<StateKey>} changed
   */
  tell(changed) {
    for (const painter of this.painters) painter(this.state, changed);
    const late = this.late ?? new Set();
    for (const key of changed) late.add(key);
    if (![...changed].every((key) => PANELS_LATER.has(key))) {
      this.late = null;
      this.inform(late);
    } else if (!this.late) {
      this.late = late;
      afterFrame(() => {
        if (this.late) this.inform(this.late);
      });
    }
  }

  /** @param {Set<StateKey>} changed */
  inform(changed) {
    this.late = null;
    for (const listener of this.listeners) listener(this.state, changed);
  }

  /**
   * @param {Listener} listener
   * @param {{ first?: boolean }} [options] first: among what paints the map
   */
  subscribe(listener, { first = false } = {}) {
    const set = first ? this.painters : this.listeners;
    set.add(listener);
    return () => set.delete(listener);
  }

  /**
   * Every item's values, those of the ledger as they are on the state's day.
   * @param {Sieve} [before]
   */
  sieved(before) {
    const { ledger } = this;
    const { day } = this.state;
    this.standings = new Map(ledger ? this.doc.items.map(({ id }) => [id, ledger.standing(id, day)]) : []);
    const valuesOfItem = (/** @type {ItemRecord} */ item, /** @type {FacetRow} */ facet) =>
      valuesOf(item, facet, this.standings.get(item.id));
    return new Sieve(this.doc.items, this.doc.contract.facets, valuesOfItem, before);
  }

  // What passes every filter, and for each filter how many items each of its values would leave.
  sift() {
    const { filters } = this.state;
    return this.sieve.run(filters, finder(this.doc, filters.text));
  }

  get flags() {
    return this.sifted.flags;
  }

  get matching() {
    return this.sifted.matching;
  }

  // By filter a Map of value -> how many items it would leave, in the parts of tally.js.
  get counts() {
    return this.sifted.counts(this.places);
  }

  // Where each item is: 0 on the map, 1 in a closed layer, 2 without a place.
  get places() {
    if (this.placesOf !== this.state.layers) {
      this.placesOf = this.state.layers;
      this.placed = Uint8Array.from(this.doc.items, (item) =>
        item.anchors ? (this.state.layers.has(item.layer) ? 0 : 1) : 2,
      );
    }
    return this.placed;
  }

  get matchingIds() {
    if (this.idsOf !== this.matching) {
      this.idsOf = this.matching;
      this.ids = new Set(this.matching.map((item) => item.id));
    }
    return this.ids;
  }

  isFiltered() {
    return (
      [...this.facets.keys()].some((name) => this.state.filters[name].size) || this.state.filters.text.trim() !== ""
    );
  }

  /**
   * A filter field, by a name that the contract has.
   * @param {string} name
   */
  facet(name) {
    return /** @type {FacetRow} */ (this.facets.get(name));
  }

  /**
   * An item, by an id that an item has.
   * @param {string} id
   */
  item(id) {
    return /** @type {ItemRecord} */ (this.byId.get(id));
  }

  /**
   * The layer of an item: the catalogue has every item's.
   * @param {{ layer: string }} item
   */
  layerOf(item) {
    return /** @type {LayerRecord} */ (this.layerById.get(item.layer));
  }

  /**
   * The values that an item has for a filter field: one at least, none of the ledger's before it has come.
   * @param {ItemRecord} item
   * @param {string} name
   */
  valuesOf(item, name) {
    return valuesOf(item, this.facet(name), this.standings.get(item.id));
  }

  /** @param {ItemRecord} item */
  isShown(item) {
    return this.state.layers.has(item.layer) && this.flags[/** @type {number} */ (this.numberOf.get(item.id))] === 1;
  }

  /**
   * @param {string} key
   * @param {object} [values]
   */
  t(key, values = {}) {
    const template = this.doc.text[this.state.language][key];
    if (template === undefined) throw new Error(`no wording for ${key}`);
    const given = /** @type {Record<string, unknown>} */ (values);
    return template.replace(/\{(\w+)\}/g, (whole, name) => (name in given ? String(given[name]) : whole));
  }

  /** @param {{ name: string, name_en: string }} item */
  name(item) {
    return this.state.language === "zh" ? item.name : item.name_en;
  }

  /** @param {{ zh: string, en: string }} entry */
  label(entry) {
    return entry[this.state.language] ?? entry.zh;
  }

  /** @param {{ color: string, color_dark: string }} entry */
  color(entry) {
    return this.state.appearance === "dark" ? entry.color_dark : entry.color;
  }

  colors() {
    return this.doc.catalogue.appearances[this.state.appearance];
  }
}

/**
 * Once the next animation frame is through; where none comes, as in a tab that nobody sees, soon all the same.
 * @param {() => void} act
 */
function afterFrame(act) {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, LATEST_MS);
}
