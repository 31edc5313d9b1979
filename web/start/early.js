// Starts the map with the page itself, before Streamlit's own frontend: the map stands where the component will hold
// it, and moves into it when Streamlit asks for the component.

import { isAlone } from "../base/alone.js";
import { h } from "../base/dom.js";
import { closeDeck, openDeck, openSurface } from "../gpu/gpu.js";
import { buildAtlas } from "../gpu/icons.js";
import { EARLY_ID, loadAhead, loadText } from "../gpu/loader.js";
import { PlanMap } from "./planmap.js";
import { schemeAppearance } from "./scheme.js";

/**
 * What needs no deck.gl is done until it is there. A failure is the map's to tell, which asks for the same.
 * @param {MapData} data
 */
async function prepare({ documentUrl, basemapUrl }) {
  const documents = [documentUrl, basemapUrl].map(loadAhead);
  for (const content of documents) content.catch(() => {});
  const { icons } = await documents[0];
  await buildAtlas(icons[schemeAppearance()]);
}

/** @param {HTMLElement} early */
async function start(early) {
  globalThis.earlyData.then(prepare).catch(() => {});
  const holder = h("div", { class: "plan-map-holder" });
  const sheet = h("style", {}, await loadText(new URL("../all.css", import.meta.url)));
  early.attachShadow({ mode: "open" }).append(sheet, holder, h("slot", {}));
  const surface = openSurface(holder);
  // The simple map is an iframe, which would load anew when it moves.
  if (!surface) throw new Error("no WebGL");
  // The shaders are compiled while the page reads the documents. A failure is the map's to tell.
  const opened = openDeck(early.dataset.deck ?? "", surface);
  await opened.catch(() => {});
  globalThis.planMaps ??= new Map();
  const parked = globalThis.planMaps;
  const data = await globalThis.earlyData.catch(() => null);
  // On a very slow machine Streamlit may have been faster.
  if (!data || parked.has(data.instance)) {
    opened.then(
      ({ deck }) => closeDeck(deck),
      () => {},
    );
    throw new Error("no early map");
  }
  const map = new PlanMap(data, opened);
  // What only Streamlit can do is done when it is there.
  map.saveScene = (scene) => {
    map.later = scene;
    map.node.dataset.waiting = "";
  };
  parked.set(data.instance, map);
  early.replaceChildren();
  holder.append(map.node);
  await map.started;
  await opened;
  await map.stands;
}

// The start page has it.
const early = /** @type {HTMLElement} */ (document.getElementById(EARLY_ID));

// Where the early start fails, Streamlit's own comes and says why.
start(early).then(isAlone() ? () => {} : globalThis.beginFramework, (error) => {
  console.warn(error);
  globalThis.earlyFailed();
});
