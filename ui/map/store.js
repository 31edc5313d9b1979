// The one state of the map in the browser, and which items it lets through.

import { finds } from "./search.js";

export const FILTER_NAMES = ["theme", "category", "stage", "district", "column", "precision", "kind"];

export class Store {
  constructor(doc, initial) {
    this.doc = doc;
    this.byId = new Map(doc.items.map((item) => [item.id, item]));
    this.layerById = new Map(doc.catalogue.layers.map((layer) => [layer.id, layer]));
    this.listeners = new Set();
    this.state = { ...defaults(doc), ...initial };
    this.refresh();
  }

  set(patch) {
    const changed = Object.keys(patch).filter((key) => this.state[key] !== patch[key]);
    if (!changed.length) return;
    this.state = { ...this.state, ...patch };
    if (changed.includes("filters")) this.refresh();
    for (const listener of this.listeners) listener(this.state, new Set(changed));
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // One pass: what passes every filter, and for each filter how many items each of its values would leave.
  refresh() {
    const { filters } = this.state;
    this.matching = [];
    this.counts = Object.fromEntries(FILTER_NAMES.map((name) => [name, new Map()]));
    for (const item of this.doc.items) {
      const failed = failing(item, filters);
      if (failed.length > 1) continue;
      if (!failed.length) this.matching.push(item);
      for (const name of failed.length ? failed : FILTER_NAMES) {
        const counts = this.counts[name];
        if (counts) for (const value of VALUES[name](item)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    this.matchingIds = new Set(this.matching.map((item) => item.id));
  }

  isFiltered() {
    return FILTER_NAMES.some((name) => this.state.filters[name].size) || this.state.filters.text.trim() !== "";
  }

  isShown(item) {
    return this.state.layers.has(item.layer) && this.matchingIds.has(item.id);
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
    briefing: null,
    scene: 1,
    dropped: [],
    panelOpen: true,
    legendOpen: true,
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
  district: (item) => item.districts,
  column: (item) => [String(item.column)],
  precision: (item) => [item.precision],
  kind: (item) => [item.located],
};

export function valuesOf(item, filter) {
  return VALUES[filter](item);
}

// The filters that an item fails, two at the most: more need not be known.
function failing(item, filters) {
  const failed = [];
  for (const name of FILTER_NAMES) {
    if (filters[name].size && !VALUES[name](item).some((value) => filters[name].has(value)) && failed.push(name) > 1) return failed;
  }
  if (!finds(item, filters.text)) failed.push("text");
  return failed;
}

// Whether something would match without one of the filters.
export function matchesWithout(store, name) {
  return store.doc.items.some((item) => failing(item, store.state.filters).every((failed) => failed === name));
}
