// The legend: only what is on the map now, from the same styles, with the stage's pattern and the precision's edge.

import { h, keepingFocus } from "../base/dom.js";
import { inkOf, isTinted } from "../progress/colouring.js";
import { answerRows } from "./legends/answer.js";
import { painted } from "./marks.js";
import { ownRows } from "./legends/own.js";
import { stateRows, tintChoice } from "./progress/tints.js";
import { drawing, shape, swatch } from "./swatch.js";
import { countBadge, tally } from "../state/tally.js";

/** @type {StateKey[]} */
const REDRAWN_BY = [
  "layers",
  "filters",
  "tint",
  "day",
  "ledger",
  "language",
  "appearance",
  "legendOpen",
  "numbered",
  "drawn",
  "answer",
  "page",
  "ownShown",
];

/** @param {Store} store */
export function buildLegend(store) {
  const body = h("div", { class: "legend-body" });
  const title = h("button", {
    class: "legend-title",
    onclick: () => store.set({ legendOpen: !store.state.legendOpen }),
  });
  const node = h("section", { class: "legend" }, title, body);
  const render = () => {
    const { legendOpen } = store.state;
    title.textContent = store.t("legend.title");
    node.setAttribute("aria-label", store.t("legend.title"));
    title.setAttribute("aria-expanded", String(legendOpen));
    // Numbers say nothing without their key, which is why it stays.
    keepingFocus(body, () => body.replaceChildren(...(legendOpen ? rows(store) : numberRows(store))));
    body.hidden = !body.hasChildNodes();
  };
  store.subscribe((_state, changed) => {
    if (REDRAWN_BY.some((key) => changed.has(key))) render();
  });
  render();
  return node;
}

/** @param {Store} store */
function rows(store) {
  const counts = tally(store);
  const layers = store.doc.catalogue.layers.filter(({ id }) => counts.layers.get(id)?.shown);
  const choice = [tintChoice(store)].filter((part) => part !== null);
  const asked = answerRows(store);
  if (!layers.length) {
    const empty = h("p", { class: "quiet" }, store.t("legend.empty"));
    return [...asked, ...choice, ...ownRows(store), ...drawnRows(store), empty];
  }
  const layerRows = layers.map((layer) =>
    h(
      "div",
      { class: "row", "data-layer": layer.id },
      swatch(store, layer),
      h("span", { class: "name" }, store.label(layer)),
      countBadge(store, counts.layers.get(layer.id)),
    ),
  );
  const stages = Object.values(store.doc.catalogue.stages).filter(({ id }) => counts.stages.get(id)?.shown);
  const stageRows = stages.map((stage) =>
    h(
      "div",
      { class: "row", "data-stage": stage.id },
      stageSample(store, stage),
      h("span", { class: "name" }, store.label(stage)),
      countBadge(store, counts.stages.get(stage.id)),
    ),
  );
  const edges = new Set([...counts.precisions].map((precision) => store.doc.catalogue.precisions[precision].edge));
  const edgeRows = ["soft", "hatched"]
    .filter((edge) => edges.has(edge))
    .map((edge) =>
      h("div", { class: "row" }, edgeSample(store, edge), h("span", { class: "name" }, store.t(`legend.${edge}`))),
    );
  const states = stateRows(store);
  // Where the colours are the states' they come first, and the layers are told by their forms.
  const first = isTinted(store) ? [...states, h("h3", {}, store.t("panel.layers")), ...layerRows] : layerRows;
  return [
    ...asked,
    ...choice,
    ...ownRows(store),
    ...drawnRows(store),
    ...first,
    ...numberRows(store),
    ...(isTinted(store) ? [] : states),
    h("h3", {}, store.t("legend.stage")),
    ...stageRows,
    ...(edgeRows.length ? [h("h3", {}, store.t("legend.precision")), ...edgeRows] : []),
  ];
}

/**
 * What is drawn by hand, where something is.
 * @param {Store} store
 */
function drawnRows(store) {
  const { drawn } = store.state;
  if (!drawn) return [];
  return [
    h("div", { class: "row", "data-drawn": "" }, drawnSample(store), h("span", { class: "name" }, drawnWords(store))),
  ];
}

/** @param {Store} store */
export function drawnWords(store) {
  return store.t(store.state.drawn?.own ? "draw.mine" : "draw.of");
}

/**
 * A stroke in the first of the pencils in use.
 * @param {Store} store
 */
export function drawnSample(store) {
  const [pencil] = store.state.drawn?.pencils ?? [];
  const ink = store.color(store.doc.catalogue.pencils[pencil]);
  const stroke = { fill: "none", stroke: ink, "stroke-width": 3, "stroke-linecap": "round" };
  return drawing(26, 18, shape("path", { d: "M3 13C8 2 12 2 14 9s5 5 9-4", ...stroke }));
}

/**
 * What the numbers on the map stand for.
 * @param {Store} store
 */
function numberRows(store) {
  const { numbered } = store.state;
  return numbered.length ? [h("h3", {}, store.t("legend.numbers")), ...numberKeys(store)] : [];
}

/**
 * A row a number: its plate and the name of its item.
 * @param {Store} store
 */
export function numberKeys(store) {
  const { halo, ink } = store.colors();
  /**
   * @param {ItemRecord} item
   * @param {number} number
   */
  const badge = (item, number) => {
    const digits = shape("text", {
      x: 13,
      y: 13.2,
      "text-anchor": "middle",
      "font-size": 12,
      "font-weight": 700,
      fill: ink,
    });
    digits.textContent = String(number);
    const plate = { x: 2.5, y: 1.5, width: 21, height: 15, rx: 6, fill: halo, "stroke-width": 1.6 };
    return drawing(26, 18, shape("rect", { ...plate, stroke: inkOf(store, item) }), digits);
  };
  /** @param {State["numbered"][number]} numbered */
  const row = ({ id, number }) => {
    const item = /** @type {ItemRecord} */ (store.byId.get(id));
    return h(
      "div",
      { class: "row", "data-number": number },
      badge(item, number),
      h("span", { class: "name" }, item.labels[store.state.language]),
    );
  };
  return store.state.numbered.map(row);
}

/**
 * @param {Store} store
 * @param {StageRecord} stage
 */
export function stageSample(store, stage) {
  const { ink, halo } = store.colors();
  return painted(stage.sample, ink, halo, "swatch");
}

/**
 * @param {Store} store
 * @param {string} edge soft or hatched
 */
export function edgeSample(store, edge) {
  const { ink, halo } = store.colors();
  return painted(store.doc.catalogue.edges[edge], ink, halo, "swatch");
}
