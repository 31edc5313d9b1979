// What a layer looks like, in small; Python has drawn it (layers/style/swatches.py).

import { ownSvg } from "../base/dom.js";
import { isTinted } from "../progress/colouring.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {number} width
 * @param {number} height
 * @param {...Element} children
 */
export function drawing(width, height, ...children) {
  const node = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    class: "swatch",
    "aria-hidden": "true",
  });
  node.append(...children);
  return node;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
export function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
}

/**
 * In the layer's colour, and in that of quiet words where the colours are not the layers'.
 * @param {Store} store
 * @param {LayerRecord} layer
 */
export function swatch(store, layer) {
  const drawn = store.doc.swatches[store.state.appearance][layer.id];
  const node = ownSvg(isTinted(store) ? drawn.replaceAll(store.color(layer), store.colors().label_quiet) : drawn);
  node.setAttribute("class", "swatch");
  return node;
}
