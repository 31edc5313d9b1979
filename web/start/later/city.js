// The city under the plan comes after the first frame, when there is nothing else to do, or when it is asked for.

import { loadJson } from "../../gpu/loader.js";
import { MODULES } from "../modules.js";

const LATEST_MS = 4000;

/** @param {PlanMap} map */
export function loadCityLater(map) {
  requestIdleCallback(() => loadCity(map), { timeout: LATEST_MS });
}

/**
 * Null where it does not come: the map is whole without it, and the next search asks for it once more.
 * @param {PlanMap} map
 * @returns {Promise<City | null>}
 */
export function loadCity(map) {
  map.cityComing ??= load(map).catch((error) => {
    console.warn(error);
    map.cityComing = null;
    return null;
  });
  return map.cityComing;
}

/** @param {PlanMap} map */
async function load(map) {
  const { cityUrl } = map.received;
  if (!cityUrl) return null;
  const [{ City }, doc] = await Promise.all([MODULES.city(), /** @type {Promise<CityDocument>} */ (loadJson(cityUrl))]);
  if (!map.ended) map.city = new City(map, doc);
  map.comparison?.pane?.addCity();
  return map.city;
}
