// What is loaded after the first frame, where something asks for it.

import { followDrawings, loadOwn } from "../actions.js";
import { followQuestions } from "./asking.js";
import { followBasemap } from "./basemaps.js";
import { loadCityLater } from "./city.js";
import { followComparison } from "./comparing.js";
import { followFrame } from "./embedding.js";
import { followNews } from "./news.js";

/**
 * @param {PlanMap} map
 * @param {boolean} placed whether the link says where the map looks from
 */
export function followAll(map, placed) {
  loadCityLater(map);
  followBasemap(map);
  followDrawings(map);
  followQuestions(map, placed);
  followComparison(map);
  followNews(map);
  followFrame(map);
  if (map.received.ownUrl) map.ownDoor.ask();
  if (map.received.ownKit) loadOwn(map).then((own) => own?.refresh());
}
