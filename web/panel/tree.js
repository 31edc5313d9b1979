// The left panel: layers by theme with swatches, counts and opacity, and the filters under them.

import { activeFilters } from "../state/active.js";
import { h, keepingFocus } from "../base/dom.js";
import { listenAsDrawer } from "./drawer.js";
import { buildFilters, clearButton } from "./filters.js";
import { swatch } from "./swatch.js";
import { defaultLayers } from "../state/defaults.js";
import { countBadge, sumOf, tally } from "../state/tally.js";

/** @type {StateKey[]} */
const REDRAWN_BY = ["layers", "filters", "tint", "day", "ledger", "language", "appearance", "panelOpen", "page"];
/** on: whether every layer shows how strongly it is drawn. @typedef {{ on: boolean }} Tuning */
/** Parts by id of a layer. @typedef {Map<string, Parts>} Counts */

const OPACITY = { min: 10, max: 100, step: 5 };

/**
 * @param {Store} store
 * @param {HTMLElement} mine the part of layers that people brought
 */
export function buildPanel(store, mine) {
  const body = h("div", { class: "panel-body" });
  const node = h("aside", { class: "panel", tabindex: "-1" }, body);
  const veil = h("div", { class: "veil" });
  /** @type {Set<string>} */
  const folded = new Set();
  const filters = buildFilters(store);
  const tuning = { on: false };
  const render = () => {
    node.classList.toggle("closed", !store.state.panelOpen);
    veil.hidden = !store.state.panelOpen;
    node.setAttribute("aria-label", `${store.t("panel.layers")} · ${store.t("panel.filters")}`);
    const active = activeFilters(store).length;
    /** @type {NodeListOf<HTMLElement>} */
    const before = body.querySelectorAll(".part");
    const scrolled = new Map([...before].map((part) => [part.dataset.part, part.scrollTop]));
    keepingFocus(body, () =>
      body.replaceChildren(
        h("p", { class: "purpose" }, store.t("app.tagline")),
        mine,
        section(store, "layers", layersBadge(store), folded, render, () => [
          layerButtons(store, tuning, render),
          ...groups(store, tuning),
        ]),
        section(
          store,
          "filters",
          active
            ? h("span", { class: "badge", "data-active": active }, store.t("search.activeCount", { count: active }))
            : null,
          folded,
          render,
          filters,
          clearButton(store),
        ),
      ),
    );
    // Layers and filters scroll on their own, so that the filters are in sight on a low screen.
    for (const [name, top] of scrolled) {
      const part = body.querySelector(`[data-part="${name}"]`);
      if (top && part) part.scrollTop = top;
    }
  };
  store.subscribe((_state, changed) => {
    if (REDRAWN_BY.some((key) => changed.has(key))) render();
  });
  render();
  listenAsDrawer(store, node, veil);
  return [veil, node];
}

/**
 * A part of the panel that folds; its head says what is on while it is folded.
 * @param {Store} store
 * @param {string} name
 * @param {Child} badge
 * @param {Set<string>} folded
 * @param {() => void} render
 * @param {() => Child[]} content
 * @param {Child} [extra]
 */
function section(store, name, badge, folded, render, content, extra = null) {
  const open = !folded.has(name);
  const turn = () => {
    open ? folded.add(name) : folded.delete(name);
    render();
  };
  const head = h(
    "h2",
    {},
    h(
      "button",
      { class: "fold", "aria-expanded": String(open), "data-focus": `fold:${name}`, onclick: turn },
      store.t(`panel.${name}`),
      badge,
    ),
  );
  return h(
    "section",
    { class: `part ${name}${open ? " open" : ""}`, "data-part": name },
    h("div", { class: "panel-head" }, head, extra),
    open ? content() : [],
  );
}

/** @param {Store} store */
function layersBadge(store) {
  return h("span", { class: "count" }, `${store.state.layers.size}/${store.layerById.size}`);
}

/**
 * @param {Store} store
 * @param {Tuning} tuning
 * @param {() => void} render
 */
function layerButtons(store, tuning, render) {
  /**
   * @param {string} key
   * @param {() => Set<string>} layers
   */
  const button = (key, layers) =>
    h("button", { class: "link", "data-focus": key, onclick: () => store.set({ layers: layers() }) }, store.t(key));
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
    h(
      "button",
      { class: "link", "data-focus": "tune", "aria-pressed": String(tuning.on), onclick: tune },
      store.t("layer.opacity"),
    ),
  );
}

/**
 * @param {Store} store
 * @param {Tuning} tuning
 */
function groups(store, tuning) {
  /** @type {Map<string, LayerRecord[]>} */
  const byGroup = new Map();
  for (const layer of store.doc.catalogue.layers) {
    const name = store.state.language === "zh" ? layer.group_zh : layer.group_en;
    byGroup.set(name, [...(byGroup.get(name) ?? []), layer]);
  }
  const counts = tally(store).layers;
  return [...byGroup].map(([name, layers]) => group(store, name, layers, counts, tuning));
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {LayerRecord[]} layers
 * @param {Counts} counts
 * @param {Tuning} tuning
 */
function group(store, name, layers, counts, tuning) {
  const { layers: on } = store.state;
  if (layers.length === 1) return h("div", { class: "layers" }, layerRow(store, layers[0], name, counts, tuning));
  const total = sumOf(layers.flatMap((layer) => counts.get(layer.id) ?? []));
  const shown = layers.filter((layer) => on.has(layer.id)).length;
  const box = h("input", {
    type: "checkbox",
    "data-focus": `g:${name}`,
    checked: shown === layers.length,
    indeterminate: shown > 0 && shown < layers.length,
    onchange: (event) => switchLayers(store, layers, event.target.checked),
  });
  return h(
    "div",
    { class: "layers", role: "group", "aria-label": name },
    h("div", { class: "row group" }, h("label", {}, box, h("span", { class: "name" }, name)), countBadge(store, total)),
    layers.map((layer) => layerRow(store, layer, null, counts, tuning)),
  );
}

/**
 * @param {Store} store
 * @param {LayerRecord[]} layers
 * @param {boolean} on
 */
function switchLayers(store, layers, on) {
  const next = new Set(store.state.layers);
  for (const { id } of layers) on ? next.add(id) : next.delete(id);
  store.set({ layers: next });
}

/**
 * A layer; one that is a group by itself bears the group's name.
 * @param {Store} store
 * @param {LayerRecord} layer
 * @param {string | null} groupName
 * @param {Counts} counts
 * @param {Tuning} tuning
 */
function layerRow(store, layer, groupName, counts, tuning) {
  const name = groupName ?? store.label(layer);
  const shown = store.state.layers.has(layer.id);
  const box = h("input", {
    type: "checkbox",
    "data-focus": `l:${layer.id}`,
    checked: shown,
    onchange: (event) => switchLayers(store, [layer], event.target.checked),
  });
  return h(
    "div",
    { class: `row${groupName ? " group" : ""}`, "data-layer": layer.id, title: store.label(layer) },
    h("label", {}, box, swatch(store, layer), h("span", { class: "name" }, name)),
    countBadge(store, counts.get(layer.id)),
    shown && layer.id !== "units" && (tuning.on || (store.state.opacity[layer.id] ?? 1) < 1)
      ? opacitySlider(store, layer, name)
      : null,
  );
}

/**
 * @param {Store} store
 * @param {LayerRecord} layer
 * @param {string} name
 */
function opacitySlider(store, layer, name) {
  const percent = Math.round((store.state.opacity[layer.id] ?? 1) * 100);
  const output = h("output", { class: "count" }, `${percent}%`);
  const slide = () => {
    output.textContent = `${range.value}%`;
    store.set({ opacity: { ...store.state.opacity, [layer.id]: Number(range.value) / 100 } });
  };
  const range = h("input", {
    type: "range",
    class: "opacity",
    ...OPACITY,
    value: percent,
    "data-focus": `o:${layer.id}`,
    "aria-label": `${name} ${store.t("layer.opacity")}`,
    oninput: slide,
  });
  return h("div", { class: "fade" }, range, output);
}
