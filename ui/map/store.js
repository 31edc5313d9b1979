// The one state of the map in the browser, and which items it lets through.

import { isNarrow, isTight } from "./room.js";
import { finder } from "./search.js";
import { Sieve } from "./sieve.js";

export const FILTER_NAMES = ["theme", "category", "stage", "district", "column", "precision", "kind"];

// Stands for the districts of an item that names none, or means the whole city.
export const NO_DISTRICT = "none";

const LATEST_MS = 100;
const PANELS_LATER = new Set(["layers", "filters", "opacity"]);

export class Store {
  constructor(doc, initial) {
    this.doc = doc;
    this.byId = new Map(doc.items.map((item) => [item.id, item]));
    this.layerById = new Map(doc.catalogue.layers.map((layer) => [layer.id, layer]));
    this.painters = new Set();
    this.listeners = new Set();
    this.late = null;
    this.numberOf = new Map(doc.items.map((item, number) => [item.id, number]));
    this.sieve = new Sieve(doc.items, FILTER_NAMES, valuesOf);
    this.state = { ...defaults(doc), ...initial };
    this.refresh();
  }

  set(patch) {
    const changed = Object.keys(patch).filter((key) => this.state[key] !== patch[key]);
    if (!changed.length) return;
    this.state = { ...this.state, ...patch };
    if (changed.includes("filters")) this.refresh();
    this.tell(new Set(changed));
  }

  // What paints the map hears at once. After a filter or a layer's switch the panels follow: the frame comes first.
  tell(changed) {
    for (const painter of this.painters) painter(this.state, changed);
    const late = this.late ?? new Set();
    for (const key of changed) late.add(key);
    if (![...changed].every((key) => PANELS_LATER.has(key))) {
      this.late = null;
      this.inform(late);
    } else if (!this.late) {
      this.late = late;
      afterFrame(() => this.late && this.inform(this.late));
    }
  }

  inform(changed) {
    this.late = null;
    for (const listener of this.listeners) listener(this.state, changed);
  }

  subscribe(listener, { first = false } = {}) {
    const set = first ? this.painters : this.listeners;
    set.add(listener);
    return () => set.delete(listener);
  }

  // What passes every filter, and for each filter how many items each of its values would leave.
  refresh() {
    const { filters } = this.state;
    this.sifted = this.sieve.run(filters, finder(filters.text));
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
      this.placed = Uint8Array.from(this.doc.items, (item) => (item.anchors ? (this.state.layers.has(item.layer) ? 0 : 1) : 2));
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
    return FILTER_NAMES.some((name) => this.state.filters[name].size) || this.state.filters.text.trim() !== "";
  }

  isShown(item) {
    return this.state.layers.has(item.layer) && this.flags[this.numberOf.get(item.id)] === 1;
  }

  t(key, values = {}) {
    const template = this.doc.text[this.state.language][key];
    if (template === undefined) throw new Error(`no wording for ${key}`);
    return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  name(item) {
    return this.state.language === "zh" ? item.name : item.name_en;
  }

  label(entry) {
    return entry[this.state.language] ?? entry.zh;
  }

  color(entry) {
    return this.state.ground === "dark" ? entry.color_dark : entry.color;
  }

  colors() {
    return this.doc.catalogue.grounds[this.state.ground];
  }
}

// Once the next animation frame is through; where none comes, as in a tab that nobody sees, soon all the same.
function afterFrame(act) {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, LATEST_MS);
}

export function emptyFilters() {
  return { ...Object.fromEntries(FILTER_NAMES.map((name) => [name, new Set()])), text: "" };
}

export function defaultLayers(doc) {
  return new Set(doc.catalogue.layers.filter((layer) => layer.on).map((layer) => layer.id));
}

function defaults(doc) {
  return {
    layers: defaultLayers(doc),
    opacity: {},
    filters: emptyFilters(),
    selection: null,
    candidates: [],
    hover: null,
    language: "zh",
    ground: "light",
    // Whether the ground was chosen by hand: only then it is part of the link.
    groundChosen: false,
    page: "map",
    unit: null,
    // Of the table: a column's name, with a minus before it from last to first; and by what its rows are grouped.
    sort: null,
    grouping: null,
    briefing: null,
    scene: 1,
    // Whether what is shown beside a briefing is not its scene, but what a link says.
    detour: false,
    dropped: [],
    // Items that the map numbers for want of room: their ids and numbers, in order.
    numbered: [],
    panelOpen: !isNarrow(),
    legendOpen: !isTight(),
    measure: null,
    towers: false,
    tiles: null,
    tilesFailed: false,
  };
}

const VALUES = {
  theme: (item) => [item.theme],
  category: (item) => [item.category],
  stage: (item) => [item.stage],
  district: (item) => (item.districts.length ? item.districts : [NO_DISTRICT]),
  column: (item) => [String(item.column)],
  precision: (item) => [item.precision],
  kind: (item) => [item.located],
};

export function valuesOf(item, filter) {
  return VALUES[filter](item);
}

// The filters that an item fails, two at the most: more need not be known.
function failing(item, filters, finds) {
  const failed = [];
  for (const name of FILTER_NAMES) {
    if (filters[name].size && !VALUES[name](item).some((value) => filters[name].has(value)) && failed.push(name) > 1) return failed;
  }
  if (finds && !finds(item)) failed.push("text");
  return failed;
}

// Whether something would match without one of the filters.
export function matchesWithout(store, name) {
  const { filters } = store.state;
  const finds = finder(filters.text);
  return store.doc.items.some((item) => failing(item, filters, finds).every((failed) => failed === name));
}
