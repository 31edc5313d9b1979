// Starts the map with the page itself, before Streamlit's own frontend: the map stands where the component will hold it, and moves
// into it when Streamlit asks for the component.

import { h } from "./dom.js";
import { openDeck, openSurface } from "./gpu.js";
import { buildAtlas } from "./icons.js";
import { EARLY_ID, loadAhead, loadText } from "./loader.js";
import { PlanMap } from "./planmap.js";

// The ground that goes with the theme chosen on an earlier visit, or with the system's.
function themeGround() {
  const chosen = Object.entries(localStorage).find(([key]) => key.startsWith("stActiveTheme"))?.[1] ?? "";
  if (chosen.includes('"Dark"')) return "dark";
  return !chosen.includes('"Light"') && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// What needs no deck.gl is done until it is there. A failure is the map's to tell, which asks for the same.
async function prepare({ documentUrl, groundUrl }) {
  const documents = [documentUrl, groundUrl].map(loadAhead);
  for (const content of documents) content.catch(() => {});
  const { icons } = await documents[0];
  await buildAtlas(icons[themeGround()]);
}

async function start(early) {
  globalThis.earlyData.then(prepare).catch(() => {});
  const holder = h("div", { class: "plan-map-holder" });
  const sheet = h("style", {}, await loadText(new URL("all.css", import.meta.url)));
  early.attachShadow({ mode: "open" }).append(sheet, holder, h("slot", {}));
  const surface = openSurface(holder);
  // The simple map is a frame, which would load anew when it moves.
  if (!surface) throw new Error("no WebGL");
  // The shaders are compiled while the page reads the documents. A failure is the map's to tell.
  const opened = openDeck(early.dataset.deck, surface);
  await opened.catch(() => {});
  const parked = (globalThis.planMaps ??= new Map());
  const data = await globalThis.earlyData.catch(() => null);
  // On a very slow machine Streamlit may have been faster.
  if (!data || parked.has(data.instance)) {
    opened.then(({ deck }) => deck.finalize(), () => {});
    throw new Error("no early map");
  }
  const map = new PlanMap({ ...data, ground: themeGround() }, opened);
  // What only Streamlit can do is done when it is there: the last thing that was asked for.
  for (const deed of ["leave", "saveScene"]) {
    map[deed] = (...told) => {
      map.later = [deed, told];
      map.node.dataset.waiting = "";
    };
  }
  parked.set(data.instance, map);
  early.replaceChildren();
  holder.append(map.node);
  await map.started;
  await opened;
  await map.stands;
}

const early = document.getElementById(EARLY_ID);

// Where the early start fails, Streamlit's own comes and says why.
start(early).then(globalThis.beginFramework, (error) => {
  console.warn(error);
  globalThis.earlyFailed();
});
