// The WebGL context comes and goes: a sleeping laptop, a driver that starts anew or a projector that is plugged in takes it away. The map
// is then drawn on another canvas, with all that it shows; where none can be had, by the map that needs no WebGL.

import { closeDeck, openDeck, openSurface } from "./gpu.js";

// A canvas whose context was lost may get it back; after so long another canvas is tried, and again after a while.
const TRIES_MS = [1500, 3000, 8000];

// The deck on its canvas, early if that was opened before the map; null where this browser has no WebGL.
export async function opened(early, url, host) {
  try {
    return await (early ?? openIn(host, url));
  } catch (error) {
    if (!error.lost) throw error;
    return reopened(url, host);
  }
}

async function openIn(host, url) {
  const surface = openSurface(host);
  return surface && openDeck(url, surface);
}

// Another deck in host, once there is a context to be had; null where there is none after all tries.
async function reopened(url, host, lost = null) {
  for (const wait of TRIES_MS) {
    await restored(lost, wait);
    try {
      const deck = await openIn(host, url);
      if (deck) return deck;
    } catch (error) {
      if (!error.lost) throw error;
    }
  }
  return null;
}

// When a canvas has its context back, or after `wait` milliseconds.
function restored(canvas, wait) {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
    canvas?.addEventListener("webglcontextrestored", resolve, { once: true });
  });
}

// From now on the loss of the scene's context brings another canvas.
export function watchContext(map) {
  const canvas = map.scene.holder.querySelector("canvas");
  const lost = (event) => {
    if (map.ended) return;
    // Asks the browser to give the context back.
    event?.preventDefault();
    revive(map, canvas).catch((error) => map.fail(error));
  };
  if (map.scene.deck.device.gl.isContextLost()) lost();
  else canvas.addEventListener("webglcontextlost", lost, { once: true });
}

async function revive(map, canvas) {
  const { node, stage, patience } = map;
  node.dataset.state = "lost";
  patience.for("lost", 0);
  const deck = await reopened(map.received.deckUrl, stage, canvas);
  patience.for(null);
  if (map.ended) return deck && closeDeck(deck.deck);
  if (!deck) return map.simplify();
  map.scene.revive(deck);
  node.dataset.state = "ready";
  watchContext(map);
}
