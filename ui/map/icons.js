// Point symbols: this project's own SVG drawings, all of a ground in one picture that Python has laid out.

import { h } from "./dom.js";

const built = new WeakMap();

// What deck.gl's IconLayer asks for; the same drawing is made once.
export function buildAtlas(drawing) {
  if (!built.has(drawing)) built.set(drawing, draw(drawing));
  return built.get(drawing);
}

async function draw({ svg, cell, cells }) {
  const image = new Image();
  // Not image.decode(), which on a busy machine waits for a frame.
  await new Promise((resolve, reject) => {
    Object.assign(image, { onload: resolve, onerror: () => reject(new Error("symbols: no picture")), src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  });
  const { width, height } = image;
  const canvas = h("canvas", { width, height });
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(image, 0, 0, width, height);
  const icon = ([x, y]) => ({ x, y, width: cell, height: cell, anchorY: cell / 2, mask: false });
  return { iconAtlas: canvas, iconMapping: Object.fromEntries(Object.entries(cells).map(([key, corner]) => [key, icon(corner)])) };
}
