// deck.gl on its canvas, with the shaders of the map made ready while the documents are still on their way.

import { h } from "../base/dom.js";
import { loadDeck } from "./loader.js";
import { FLAT } from "./plane.js";
import { endRest, restWhenStill } from "./rest.js";
import { makeShapeLayer } from "./shape.js";
import { RowVisibility } from "./visibility.js";
import { makeSymbolLayer } from "./symbols.js";

// Where nobody looks: what is drawn there is seen by the GPU's compiler only.
const NOWHERE = [-150, 0];
const BESIDE = [-149, 1];
const LOOK_AGAIN_MS = 16;
const LATEST_IDLE_MS = 100;
// As deck.gl would ask for it: a picture of the map is taken after its frame.
const CONTEXT = { preserveDrawingBuffer: true, powerPreference: "high-performance" };
/** deck.gl with the map's own layers, made once. @type {DeckGl.WithOwn | null} */
let D = null;
const ANYWHERE = { longitude: 114, latitude: 22.6, zoom: 10 };

/** @typedef {{ holder: HTMLElement, canvas: HTMLCanvasElement }} Surface */

/**
 * A holder in `host` with the canvas to draw on, of its final size, and its WebGL context; null where there is none. To
 * open another context only for the answer takes as long as to open this one.
 * @param {HTMLElement} host
 * @returns {Surface | null}
 */
export function openSurface(host) {
  const holder = h("div", { class: "canvas-holder warming" });
  host.append(holder);
  const [width, height] = [holder.clientWidth, holder.clientHeight].map((size) => Math.round(size * devicePixelRatio));
  const canvas = h("canvas", { width, height, style: { position: "absolute", width: "100%", height: "100%" } });
  holder.append(canvas);
  if (canvas.getContext("webgl2", CONTEXT)) return { holder, canvas };
  holder.remove();
  return null;
}

/**
 * Loads deck.gl and opens it on a surface. Settles when the GPU has the shaders to compile; an error of a context that
 * was lost has `lost`.
 * @param {string} url
 * @param {Surface} surface
 * @returns {Promise<OpenedDeck>}
 */
export async function openDeck(url, { holder, canvas }) {
  D ??= withOwnLayers(await loadDeck(url));
  const library = D;
  // The browser still has the page before to put away, for which it waits until the GPU is through: now that is soon.
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: LATEST_IDLE_MS }));
  const rows = new RowVisibility();
  /** @type {DeckGl.Deck} */
  const deck = await new Promise((resolve, reject) => {
    const lost = () => {
      holder.remove();
      reject(Object.assign(new Error("WebGL context lost"), { lost: true }));
    };
    canvas.addEventListener("webglcontextlost", lost, { once: true });
    const opening = new library.Deck({
      canvas,
      views: new library.MapView({ repeat: false }),
      initialViewState: ANYWHERE,
      layers: firstLayers(library, rows),
      onAfterRender: () => {
        canvas.removeEventListener("webglcontextlost", lost);
        resolve(opening);
      },
      onError: reject,
    });
  });
  deck.device.gl.flush();
  restWhenStill(deck, holder);
  return { D: library, holder, deck, rows };
}

/**
 * Ends a deck. Its context is given back at once: a browser grants a page some sixteen, and takes the oldest away for
 * one more.
 * @param {DeckGl.Deck} deck
 */
export function closeDeck(deck) {
  const { gl } = deck.device;
  endRest(deck);
  deck.finalize();
  if (!gl.isContextLost()) gl.getExtension("WEBGL_lose_context")?.loseContext();
}

/**
 * Settles when the GPU has drawn everything that it was given until now.
 * @param {DeckGl.Deck} deck
 */
export async function drawnOut(deck) {
  const { gl } = deck.device;
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  // A context that is lost gives none.
  if (!fence) return;
  gl.flush();
  while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  gl.deleteSync(fence);
}

/**
 * One layer of each kind, of the same make as the map's: a machine without a GPU takes a second to compile their
 * shaders, and does so in another process while the page reads the documents.
 * @param {DeckGl.WithOwn} library
 * @param {RowVisibility} rows
 */
function firstLayers(library, rows) {
  const shared = { ...FLAT, pickable: true, rows };
  const canvas = h("canvas", { width: 1, height: 1 });
  canvas.getContext("2d", { willReadFrequently: true });
  const corner = [NOWHERE, BESIDE, [NOWHERE[0], 1], NOWHERE];
  return [
    new library.ShapeLayer({ ...shared, id: "first:shape", data: [{ polygon: [corner], triangles: [0, 1, 2] }] }),
    new library.SymbolLayer({
      ...shared,
      id: "first:symbol",
      data: [{ position: NOWHERE, icon: "dot" }],
      iconAtlas: canvas,
      iconMapping: { dot: { x: 0, y: 0, size: 1 } },
    }),
  ];
}

/**
 * @param {DeckGl.Library} library
 * @returns {DeckGl.WithOwn}
 */
function withOwnLayers(library) {
  return { ...library, ShapeLayer: makeShapeLayer(library), SymbolLayer: makeSymbolLayer(library) };
}
