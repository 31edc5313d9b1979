// The left panel: layers by theme with swatches, counts and opacity, and the filters under them.

import { activeFilters } from "./active.js";
import { h, keepingFocus } from "./dom.js";
import { listenAsDrawer } from "./drawer.js";
import { buildFilters, clearButton } from "./filters.js";
import { swatch } from "./swatch.js";
import { defaultLayers } from "./store.js";
import { countBadge, sumOf, tally } from "./tally.js";

export { valueLabel } from "./values.js";

const REDRAWN_BY = ["layers", "filters", "language", "ground", "panelOpen", "page"];
const OPACITY = { min: 10, max: 100, step: 5 };

export function buildPanel(store) {
  const body = h("div", { class: "panel-body" });
  const node = h("aside", { class: "panel", tabindex: "-1" }, body);
  const veil = h("div", { class: "veil" });
  const folded = new Set();
  const filters = buildFilters(store);
  const tuning = { on: false };
  const render = () => {
    node.classList.toggle("closed", !store.state.panelOpen);
    veil.hidden = !store.state.panelOpen;
    node.setAttribute("aria-label", `${store.t("panel.layers")} · ${store.t("panel.filters")}`);
    const active = activeFilters(store).length;
    const scrolled = [...body.querySelectorAll(".part")].map((part) => [part.dataset.part, part.scrollTop]);
    keepingFocus(body, () =>
      body.replaceChildren(
        h("p", { class: "purpose" }, store.t("app.tagline")),
        section(store, "layers", layersBadge(store), folded, render, () => [layerButtons(store, tuning, render), ...groups(store, tuning)]),
        section(store, "filters", active ? h("span", { class: "badge", "data-active": active }, store.t("search.activeCount", { count: active })) : null, folded, render, filters, clearButton(store)),
      ),
    );
    // Layers and filters scroll on their own, so that the filters are in sight on a low screen.
    for (const [name, top] of scrolled) if (top) body.querySelector(`[data-part="${name}"]`).scrollTop = top;
  };
  store.subscribe((state, changed) => {
    if (REDRAWN_BY.some((key) => changed.has(key))) render();
  });
  render();
  listenAsDrawer(store, node, veil);
  return [veil, node];
}

// A part of the panel that folds; its head says what is on while it is folded.
function section(store, name, badge, folded, render, content, extra = null) {
  const open = !folded.has(name);
  const turn = () => {
    open ? folded.add(name) : folded.delete(name);
    render();
  };
  const head = h("h2", {}, h("button", { class: "fold", "aria-expanded": String(open), "data-focus": `fold:${name}`, onclick: turn }, store.t(`panel.${name}`), badge));
  return h("section", { class: `part ${name}${open ? " open" : ""}`, "data-part": name }, h("div", { class: "panel-head" }, head, extra), open ? content() : []);
}

function layersBadge(store) {
  return h("span", { class: "count" }, `${store.state.layers.size}/${store.layerById.size}`);
}

function layerButtons(store, tuning, render) {
  const button = (key, layers) => h("button", { class: "link", "data-focus": key, onclick: () => store.set({ layers: layers() }) }, store.t(key));
  const tune = () => {
    tuning.on = !tuning.on;
    render();
  };
  return h(
    "div",
    { class: "both" },
    button("layer.default", () => defaultLayers(store.doc)),
    button("layer.all", () => new Set(store.layerById.keys())),
    button("layer.none", () => new Set()),
    h("button", { class: "link", "data-focus": "tune", "aria-pressed": String(tuning.on), onclick: tune }, store.t("layer.opacity")),
  );
}

function groups(store, tuning) {
  const byGroup = new Map();
  for (const layer of store.doc.catalogue.layers) {
    const name = store.state.language === "zh" ? layer.group_zh : layer.group_en;
    byGroup.set(name, [...(byGroup.get(name) ?? []), layer]);
  }
  const counts = tally(store).layers;
  return [...byGroup].map(([name, layers]) => group(store, name, layers, counts, tuning));
}

function group(store, name, layers, counts, tuning) {
  const { layers: on } = store.state;
  if (layers.length === 1) return h("div", { class: "layers" }, layerRow(store, layers[0], name, counts, tuning));
  const total = sumOf(layers.map((layer) => counts.get(layer.id)).filter(Boolean));
  const shown = layers.filter((layer) => on.has(layer.id)).length;
  const box = h("input", { type: "checkbox", "data-focus": `g:${name}`, checked: shown === layers.length, indeterminate: shown > 0 && shown < layers.length, onchange: (event) => switchLayers(store, layers, event.target.checked) });
  return h("div", { class: "layers", role: "group", "aria-label": name }, h("div", { class: "row group" }, h("label", {}, box, h("span", { class: "name" }, name)), countBadge(store, total)), layers.map((layer) => layerRow(store, layer, null, counts, tuning)));
}

function switchLayers(store, layers, on) {
  const next = new Set(store.state.layers);
  for (const { id } of layers) on ? next.add(id) : next.delete(id);
  store.set({ layers: next });
}

// A layer; one that is a group by itself bears the group's name.
function layerRow(store, layer, groupName, counts, tuning) {
  const name = groupName ?? store.label(layer);
  const shown = store.state.layers.has(layer.id);
  const box = h("input", { type: "checkbox", "data-focus": `l:${layer.id}`, checked: shown, onchange: (event) => switchLayers(store, [layer], event.target.checked) });
  return h(
    "div",
    { class: `row${groupName ? " group" : ""}`, "data-layer": layer.id, title: store.label(layer) },
    h("label", {}, box, swatch(store, layer), h("span", { class: "name" }, name)),
    countBadge(store, counts.get(layer.id)),
    shown && layer.id !== "units" && (tuning.on || (store.state.opacity[layer.id] ?? 1) < 1) ? opacitySlider(store, layer, name) : null,
  );
}

function opacitySlider(store, layer, name) {
  const percent = Math.round((store.state.opacity[layer.id] ?? 1) * 100);
  const told = h("output", { class: "count" }, `${percent}%`);
  const slide = (event) => {
    told.textContent = `${event.target.value}%`;
    store.set({ opacity: { ...store.state.opacity, [layer.id]: Number(event.target.value) / 100 } });
  };
  return h("div", { class: "fade" }, h("input", { type: "range", class: "opacity", ...OPACITY, value: percent, "data-focus": `o:${layer.id}`, "aria-label": `${name} ${store.t("layer.opacity")}`, oninput: slide }), told);
}
