// What draws the map: deck.gl, or where there is no WebGL, or no longer, the map that needs none.

import { h } from "../base/dom.js";
import { buildAtlas } from "../gpu/icons.js";
import { Labels } from "../labels/labels.js";
import { DeckRenderer } from "../map/canvas.js";
import { SimpleRenderer } from "../map/simple.js";
import { listenToRenderer } from "./wiring.js";

/**
 * The map on the canvas of a deck, with its names over it.
 * @param {PlanMap} map
 * @param {OpenedDeck} opened
 */
export async function drawOn(map, opened) {
  const { doc, basemap, store } = map;
  const first = store.state.appearance;
  const atlases = { [first]: await buildAtlas(doc.icons[first]) };
  const canvas = h("canvas", { class: "labels", "aria-hidden": "true" });
  map.stage.append(canvas);
  const renderer = new DeckRenderer(opened, doc, basemap, store, atlases);
  map.renderer = renderer;
  map.labels = new Labels(canvas, renderer, basemap, store);
}

/**
 * The map that needs no WebGL, which has names of its own.
 * @param {PlanMap} map
 */
export function drawSimply(map) {
  const renderer = new SimpleRenderer(map);
  map.renderer = renderer;
  map.labels = { draw: () => {}, settle: () => {} };
  return renderer;
}

/**
 * The context is lost for good: the map that needs none, with the state of the other, and a word.
 * @param {PlanMap} map
 */
export function simplify(map) {
  // A file has no server that makes that map.
  if (!map.received.fallbackUrl) return map.patience.for("lostFile", 0);
  // Only deck.gl's renderer has a context to lose.
  const renderer = /** @type {DeckRenderer} */ (map.renderer);
  renderer.destroy();
  renderer.holder.remove();
  map.labels.canvas?.remove();
  drawSimply(map).say("map.lost");
  listenToRenderer(map);
  map.fitting.fit(0);
  map.renderer.show();
  map.node.dataset.state = "no-webgl";
  map.paint();
}
