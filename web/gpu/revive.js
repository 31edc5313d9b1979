// The WebGL context comes and goes: a sleeping laptop, a driver that starts anew or a projector that is plugged in
// takes it away. The map is then drawn on another canvas, with all that it shows; where none can be had, by the map
// that needs no WebGL.

import { closeDeck, openDeck, openSurface } from "./gpu.js";

// A canvas whose context was lost may get it back; after so long another canvas is tried, and again after a while.
const TRIES_MS = [1500, 3000, 8000];

/** @param {unknown} error */
const isLoss = (error) => error instanceof Error && "lost" in error;

/**
 * The deck on its canvas, early if that was opened before the map; null where this browser has no WebGL.
 * @param {Promise<OpenedDeck> | null} early
 * @param {string} url
 * @param {HTMLElement} host
 */
export async function opened(early, url, host) {
  try {
    return await (early ?? openIn(host, url));
  } catch (error) {
    if (!isLoss(error)) throw error;
    return reopened(url, host);
  }
}

/**
 * @param {HTMLElement} host
 * @param {string} url
 */
async function openIn(host, url) {
  const surface = openSurface(host);
  return surface && openDeck(url, surface);
}

/**
 * Another deck in host, once there is a context to be had; null where there is none after all tries.
 * @param {string} url
 * @param {HTMLElement} host
 * @param {HTMLCanvasElement | null} lost
 */
async function reopened(url, host, lost = null) {
  for (const wait of TRIES_MS) {
    await restored(lost, wait);
    try {
      const deck = await openIn(host, url);
      if (deck) return deck;
    } catch (error) {
      if (!isLoss(error)) throw error;
    }
  }
  return null;
}

/**
 * When a canvas has its context back, or after `wait` milliseconds.
 * @param {HTMLCanvasElement | null} canvas
 * @param {number} wait
 */
function restored(canvas, wait) {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
    canvas?.addEventListener("webglcontextrestored", resolve, { once: true });
  });
}

/**
 * From now on the loss of the renderer's context brings another canvas.
 * @param {PlanMap} map
 */
export function watchContext(map) {
  const { deck, holder } = /** @type {DeckRenderer} */ (map.renderer);
  const canvas = /** @type {HTMLCanvasElement} */ (holder.querySelector("canvas"));
  const lost = (/** @type {Event | undefined} */ event) => {
    if (map.ended) return;
    // Asks the browser to give the context back.
    event?.preventDefault();
    revive(map, canvas).catch((error) => map.fail(error));
  };
  if (deck.device.gl.isContextLost()) lost(undefined);
  else canvas.addEventListener("webglcontextlost", lost, { once: true });
}

/**
 * @param {PlanMap} map
 * @param {HTMLCanvasElement} canvas
 */
async function revive(map, canvas) {
  const { node, stage, patience } = map;
  node.dataset.state = "lost";
  patience.for("lost", 0);
  const deck = await reopened(map.received.deckUrl, stage, canvas);
  patience.for(null);
  if (map.ended) return deck && closeDeck(deck.deck);
  if (!deck) return map.simplify();
  /** @type {DeckRenderer} */ (map.renderer).revive(deck);
  node.dataset.state = "ready";
  watchContext(map);
}
