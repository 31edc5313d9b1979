// The left rail: layers by theme with swatches and counts, filters under them.

import { h } from "./dom.js";
import { defaultLayers, emptyFilters, FILTER_NAMES, matchesWithout, valuesOf } from "./store.js";
import { swatch } from "./legend.js";

export function buildPanel(store) {
  const body = h("div", { class: "panel-body" });
  const node = h("aside", { class: "panel", "aria-label": store.t("panel.layers") }, body);
  const search = h("input", { type: "search", class: "filter-text", oninput: (event) => setText(store, event.target.value) });
  const render = () => {
    const { state } = store;
    node.classList.toggle("closed", !state.panelOpen);
    const focused = body.getRootNode().activeElement?.dataset?.focus;
    body.replaceChildren(layersHead(store), ...groups(store), filtersHead(store), search, ...[warning(store)].filter(Boolean), ...facets(store));
    search.placeholder = store.t("filter.text");
    search.setAttribute("aria-label", store.t("filter.text"));
    if (search.value !== state.filters.text) search.value = state.filters.text;
    if (focused) body.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  search.dataset.focus = "search";
  store.subscribe((state, changed) => {
    if (["layers", "filters", "language", "ground", "panelOpen"].some((key) => changed.has(key))) render();
  });
  render();
  return node;
}

function setText(store, text) {
  store.set({ filters: { ...store.state.filters, text } });
}

function layersHead(store) {
  const button = (key, layers) => h("button", { class: "link", onclick: () => store.set({ layers: layers() }) }, store.t(key));
  return h(
    "div",
    { class: "panel-head" },
    h("h2", {}, store.t("panel.layers")),
    button("layer.default", () => defaultLayers(store.doc)),
    button("layer.all", () => new Set(store.layerById.keys())),
    button("layer.none", () => new Set()),
  );
}

function groups(store) {
  const byGroup = new Map();
  for (const layer of store.doc.catalogue.layers) {
    const name = store.state.language === "zh" ? layer.group_zh : layer.group_en;
    byGroup.set(name, [...(byGroup.get(name) ?? []), layer]);
  }
  const counts = countBy(store.matching, (item) => [item.layer]);
  return [...byGroup].map(([name, layers]) => group(store, name, layers, counts));
}

function group(store, name, layers, counts) {
  const { layers: on } = store.state;
  const total = layers.reduce((sum, layer) => sum + (counts.get(layer.id) ?? 0), 0);
  const shown = layers.filter((layer) => on.has(layer.id)).length;
  const toggle = (event) => {
    const next = new Set(on);
    for (const layer of layers) event.target.checked ? next.add(layer.id) : next.delete(layer.id);
    store.set({ layers: next });
  };
  const single = layers.length === 1;
  const box = h("input", { type: "checkbox", "data-focus": `g:${name}`, checked: shown === layers.length, indeterminate: shown > 0 && shown < layers.length, onchange: toggle });
  const head = h("label", { class: "row group" }, box, single ? swatch(store, layers[0]) : null, h("span", { class: "name" }, name), single && layers[0].id !== "units" ? opacitySlider(store, layers[0]) : null, h("span", { class: "count" }, String(total)));
  if (single) head.dataset.layer = layers[0].id;
  const rows = single ? [] : layers.map((layer) => layerRow(store, layer, counts.get(layer.id) ?? 0));
  return h("section", {}, head, ...rows);
}

function layerRow(store, layer, count) {
  const { layers: on } = store.state;
  const toggle = (event) => {
    const next = new Set(on);
    event.target.checked ? next.add(layer.id) : next.delete(layer.id);
    store.set({ layers: next });
  };
  return h(
    "label",
    { class: "row", "data-layer": layer.id },
    h("input", { type: "checkbox", "data-focus": `l:${layer.id}`, checked: on.has(layer.id), onchange: toggle }),
    swatch(store, layer),
    h("span", { class: "name" }, store.label(layer)),
    opacitySlider(store, layer),
    h("span", { class: "count" }, String(count)),
  );
}

// Shown while the pointer or the focus is on the row of a layer that is on.
function opacitySlider(store, layer) {
  const { opacity, layers } = store.state;
  if (!layers.has(layer.id)) return null;
  const slide = (event) => store.set({ opacity: { ...store.state.opacity, [layer.id]: Number(event.target.value) / 100 } });
  return h("input", { type: "range", class: "opacity", min: 10, max: 100, step: 5, value: (opacity[layer.id] ?? 1) * 100, "data-focus": `o:${layer.id}`, title: store.t("layer.opacity"), "aria-label": `${store.label(layer)} ${store.t("layer.opacity")}`, oninput: slide });
}

function filtersHead(store) {
  const clear = store.isFiltered() ? h("button", { class: "link", "data-focus": "clear", onclick: () => store.set({ filters: emptyFilters() }) }, store.t("filter.clear")) : null;
  return h("div", { class: "panel-head" }, h("h2", {}, store.t("panel.filters")), clear);
}

// An empty result says which filter to loosen: those without which something would match.
function warning(store) {
  if (store.matching.length) return null;
  const { filters } = store.state;
  const active = [...FILTER_NAMES.filter((name) => filters[name].size), ...(filters.text.trim() ? ["text"] : [])];
  const helpful = active.filter((name) => matchesWithout(store, name));
  const names = (helpful.length ? helpful : active).map((name) => store.t(`filter.${name}`));
  return h("p", { class: "warning", role: "status" }, store.t("filter.none", { which: names.join(store.state.language === "zh" ? "、" : ", ") }));
}

function facets(store) {
  return FILTER_NAMES.map((name) => {
    const picked = store.state.filters[name];
    const chips = presentValues(store, name).map((value) => chip(store, name, value, store.counts[name].get(value) ?? 0));
    const summary = h("summary", {}, store.t(`filter.${name}`), picked.size ? h("span", { class: "count" }, String(picked.size)) : null);
    return h("details", { class: "facet", open: openFacets.has(name) || picked.size > 0, ontoggle: (event) => remember(name, event.target.open) }, summary, h("div", { class: "chips" }, chips));
  });
}

const presentCache = new WeakMap();

// The values of a filter that any item has, in the catalogue's order.
function presentValues(store, name) {
  if (!presentCache.has(store.doc)) {
    const sets = Object.fromEntries(FILTER_NAMES.map((filter) => [filter, new Set(store.doc.items.flatMap((item) => valuesOf(item, filter)))]));
    presentCache.set(store.doc, sets);
  }
  const present = presentCache.get(store.doc)[name];
  return orderOf(store, name).filter((value) => present.has(value));
}

const openFacets = new Set(["theme", "district"]);

function remember(name, open) {
  if (open) openFacets.add(name);
  else openFacets.delete(name);
}

function chip(store, name, value, count) {
  const picked = store.state.filters[name].has(value);
  const toggle = () => {
    const values = new Set(store.state.filters[name]);
    picked ? values.delete(value) : values.add(value);
    store.set({ filters: { ...store.state.filters, [name]: values } });
  };
  return h("button", { class: `chip${count ? "" : " empty"}`, "aria-pressed": String(picked), "data-filter": name, "data-value": value, "data-focus": `${name}:${value}`, onclick: toggle }, valueLabel(store, name, value), h("span", { class: "count" }, String(count)));
}

function orderOf(store, name) {
  const { catalogue, units, items } = store.doc;
  if (name === "theme") return Object.keys(catalogue.themes);
  if (name === "stage") return Object.keys(catalogue.stages);
  if (name === "precision") return Object.keys(catalogue.precisions);
  if (name === "district") return units.map((unit) => unit.id);
  if (name === "column") return ["4", "5", "11", "null"];
  if (name === "kind") return ["point", "line", "area", "citywide"];
  return [...new Set(items.map((item) => item.category))];
}

export function valueLabel(store, name, value) {
  const { catalogue, units } = store.doc;
  if (name === "theme") return store.label(catalogue.themes[value] ?? { zh: value });
  if (name === "stage") return store.label(catalogue.stages[value] ?? { zh: value });
  if (name === "precision") return store.label(catalogue.precisions[value] ?? { zh: value });
  if (name === "district") return store.name(units.find((unit) => unit.id === value) ?? { name: value, name_en: value });
  if (name === "kind") return store.t(`kind.${value}`);
  if (name === "column") return value === "null" ? store.t("column.none") : store.t("column.n", { n: value });
  return store.state.language === "zh" ? value : (catalogue.categoryEn[value] ?? value);
}

function countBy(items, values) {
  const counts = new Map();
  for (const item of items) for (const value of values(item)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
