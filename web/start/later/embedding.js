// In another page's frame the map hears that page; what it needs for it comes after the first frame.

import { isAlone } from "../../base/alone.js";
import { lazyModule } from "../../base/lazy.js";

/** @param {PlanMap} map */
export async function followFrame(map) {
  if (!isAlone() || map.received.addressOff) return;
  const module = await lazyModule(map, "embed");
  if (module && !map.ended) map.embed = new module.Embed(map);
}
