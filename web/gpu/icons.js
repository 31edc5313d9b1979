// Point symbols: this project's own SVG drawings, all of an appearance in one picture that Python has laid out.

import { h } from "../base/dom.js";

/** @type {WeakMap<IconAtlas, Promise<Atlas>>} */
const built = new WeakMap();

/**
 * What the layer of symbols asks for (symbols.js); the same drawing is made once.
 * @param {IconAtlas} drawing
 */
export function buildAtlas(drawing) {
  const atlas = built.get(drawing) ?? draw(drawing);
  built.set(drawing, atlas);
  return atlas;
}

/**
 * @param {IconAtlas} drawing
 * @returns {Promise<Atlas>}
 */
async function draw({ svg, cell, cells }) {
  const image = new Image();
  // Not image.decode(), which on a busy machine waits for a frame.
  await new Promise((resolve, reject) => {
    Object.assign(image, {
      onload: resolve,
      onerror: () => reject(new Error("symbols: no picture")),
      src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
    });
  });
  const { width, height } = image;
  const canvas = h("canvas", { width, height });
  // A canvas that is nothing else yet always gives it.
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(image, 0, 0, width, height);
  const cellAt = (/** @type {number[]} */ [x, y]) => ({ x, y, size: cell });
  return {
    iconAtlas: canvas,
    iconMapping: Object.fromEntries(Object.entries(cells).map(([key, corner]) => [key, cellAt(corner)])),
  };
}
