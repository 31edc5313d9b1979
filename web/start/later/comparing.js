// Two views beside each other are loaded when a link, a scene or somebody asks for them.

import { lazyModule } from "../../base/lazy.js";

/** @param {PlanMap} map */
export function followComparison(map) {
  const { store } = map;
  const load = async () => {
    const module = await lazyModule(map, "compare");
    if (module && !map.ended) map.comparison ??= new module.Comparison(map);
  };
  const unsubscribe = store.subscribe((state, changed) => {
    if (!changed.has("compare") || state.compare === null) return;
    unsubscribe();
    load();
  });
  if (store.state.compare === null) return;
  unsubscribe();
  load();
}
