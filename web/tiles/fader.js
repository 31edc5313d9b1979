// How strongly tiles are shown; our own basemap lies under them.

import { h } from "../base/dom.js";

const STEP = 5;
const LEAST = 20;

/**
 * @param {Store} store
 * @param {Basemaps} basemaps
 */
export function buildFader(store, basemaps) {
  /** @type {HTMLInputElement} */
  const input = h("input", {
    type: "range",
    min: LEAST,
    max: 100,
    step: STEP,
    value: Math.round(basemaps.opacity * 100),
    "data-focus": "basemap:opacity",
    "data-basemap": "opacity",
    oninput: () => basemaps.fade(Number(input.value) / 100),
  });
  return h("label", { class: "basemap-fader" }, h("span", {}, store.t("basemap.opacity")), input);
}
