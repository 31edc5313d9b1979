// A word on the map where the view is closer than the places in it bear.

import { h, metres } from "./dom.js";
import { metresPerPixel } from "./furniture.js";
import { boundsOf } from "./mercator.js";

// A place that may be off by more than this share of the window's shorter side is shown too closely.
const SHARE = 0.25;

export function buildAccuracy(store) {
  const node = h("p", { class: "accuracy obstacle", role: "status", hidden: true });
  let told = null;
  const update = (camera, size) => {
    const text = camera ? accuracyText(store, camera, size) : "";
    if (text === told) return;
    told = text;
    node.textContent = text;
    node.hidden = !text;
  };
  return { node, update };
}

// Of the chosen item where it is in sight, else of all that are shown too closely; nothing where the view bears them all.
export function accuracyText(store, camera, { width, height }) {
  const most = SHARE * Math.min(width, height) * metresPerPixel(camera.latitude, camera.zoom);
  const [west, south, east, north] = boundsOf(camera, { width, height });
  const inSight = ({ bounds }) => bounds && bounds[0] < east && bounds[2] > west && bounds[1] < north && bounds[3] > south;
  const vague = (item) => item.uncertainty_m > most && item.layer !== "units" && inSight(item);
  const chosen = store.byId.get(store.state.selection);
  if (chosen && inSight(chosen)) return vague(chosen) ? store.t("map.accuracy", { metres: metres(chosen.uncertainty_m) }) : "";
  const items = store.matching.filter((item) => vague(item) && store.isShown(item));
  if (!items.length) return "";
  return store.t("map.accuracies", { count: items.length, metres: metres(Math.min(...items.map((item) => item.uncertainty_m))) });
}
