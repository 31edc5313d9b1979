// A word on the map where the view is closer than the places in it bear.

import { h, metres } from "../base/dom.js";
import { metresPerPixel } from "./furniture.js";
import { boundsOf } from "../base/mercator.js";

// A place that may be off by more than this share of the window's shorter side is shown too closely.
const SHARE = 0.25;

/** @param {Store} store */
export function buildAccuracy(store) {
  const node = h("p", { class: "accuracy obstacle", role: "status", hidden: true });
  /** @type {string | null} */
  let lastText = null;
  /**
   * @param {Camera | null | undefined} camera
   * @param {PixelSize} size
   */
  const update = (camera, size) => {
    const text = camera ? accuracyText(store, camera, size) : "";
    if (text === lastText) return;
    lastText = text;
    node.textContent = text;
    node.hidden = !text;
  };
  return { node, update };
}

/**
 * Of the chosen item where it is in sight, else of all that are shown too closely; nothing where the view bears them
 * all.
 * @param {Store} store
 * @param {Camera} camera
 * @param {PixelSize} size
 */
export function accuracyText(store, camera, { width, height }) {
  const most = SHARE * Math.min(width, height) * metresPerPixel(camera.latitude, camera.zoom);
  const [west, south, east, north] = boundsOf(camera, { width, height });
  /** @param {ItemRecord} item */
  const inSight = ({ bounds }) =>
    bounds && bounds[0] < east && bounds[2] > west && bounds[1] < north && bounds[3] > south;
  /** @param {ItemRecord} item */
  const vague = (item) => (item.uncertainty_m ?? 0) > most && item.layer !== "units" && inSight(item);
  const chosen = store.state.selection && store.byId.get(store.state.selection);
  if (chosen && inSight(chosen))
    return vague(chosen) ? store.t("map.accuracy", { metres: metres(chosen.uncertainty_m ?? 0) }) : "";
  const items = store.matching.filter((item) => vague(item) && store.isShown(item));
  if (!items.length) return "";
  return store.t("map.accuracies", {
    count: items.length,
    metres: metres(Math.min(...items.map((item) => item.uncertainty_m ?? 0))),
  });
}
