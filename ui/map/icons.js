// Point symbols: this project's own SVG drawings, all of a ground in one picture that Python has laid out.

import { h } from "./dom.js";

// What deck.gl's IconLayer asks for.
export async function buildAtlas({ svg, cell, cells }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { width, height } = image;
  const canvas = h("canvas", { width, height });
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(image, 0, 0, width, height);
  const icon = ([x, y]) => ({ x, y, width: cell, height: cell, anchorY: cell / 2, mask: false });
  return { iconAtlas: canvas, iconMapping: Object.fromEntries(Object.entries(cells).map(([key, corner]) => [key, icon(corner)])) };
}
