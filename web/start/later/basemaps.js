// Basemaps of tiles are loaded when one is chosen: by the link, by this browser's settings, or in the chooser.

import { readSettings } from "../../tiles/settings.js";
import { MODULES } from "../modules.js";

const OURS = new Set(["city", "none"]);

/**
 * @param {PlanMap} map
 * @returns {Promise<Basemaps | null>}
 */
export function loadBasemaps(map) {
  map.basemapsComing ??= load(map).catch((error) => {
    console.warn(error);
    map.basemapsComing = null;
    return null;
  });
  return map.basemapsComing;
}

/** @param {PlanMap} map */
async function load(map) {
  const { Basemaps } = await MODULES.basemaps();
  return new Basemaps(map);
}

/**
 * After the first frame: what the link names, or else the address that was typed in this browser.
 * @param {PlanMap} map
 */
export function followBasemap(map) {
  const { store, received } = map;
  if (!received.basemapsUrl) return;
  const follow = () => {
    if (!OURS.has(store.state.base)) loadBasemaps(map).then((basemaps) => basemaps?.follow());
  };
  // Once they are loaded they follow by themselves.
  store.subscribe((_state, changed) => {
    if (changed.has("base") && !OURS.has(store.state.base) && !map.basemapsComing) follow();
  });
  const named = new URLSearchParams(location.search).has("base");
  if (!named && !map.received.addressOff && readSettings().own) store.set({ base: "own" });
  else follow();
}
