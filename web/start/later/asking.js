// Answers are loaded when something is asked: by the link, a scene, or on the page of questions.

import { lazyModule } from "../../base/lazy.js";

/**
 * @param {PlanMap} map
 * @param {boolean} placed whether the link says where the map looks from
 */
export function followQuestions(map, placed) {
  const { store } = map;
  const load = async () => {
    const module = await lazyModule(map, "answers");
    if (!module || map.ended || map.answers) return;
    map.answers = new module.Answers(map);
    map.answers?.ask();
  };
  const unsubscribe = store.subscribe((state, changed) => {
    if (!changed.has("ask") || !state.ask) return;
    unsubscribe();
    load();
  });
  if (!store.state.ask) return;
  map.fitsAnswer = !placed && !store.state.briefing;
  unsubscribe();
  load();
}
