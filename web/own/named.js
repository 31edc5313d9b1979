// Layers of one's own that are on, named beside what is counted of the plan and apart from it: how many features, out
// of which file, in which datum.

import { h } from "../base/dom.js";

/**
 * Nothing where none is on, or nobody knows yet which there are.
 * @param {PlanMap} map
 */
export function ownNamed({ store, own }) {
  const shown = store.state.own.flatMap((id) => own?.record(id) ?? []);
  if (!shown.length) return "";
  const zh = store.state.language === "zh";
  const lines = shown.map(({ title, count, file, datumName, certain }) =>
    store.t(certain ? "mine.named.certain" : "mine.named", { title, count: count.toLocaleString(), file, datumName }),
  );
  return h("p", { class: "own-named quiet" }, store.t("mine.named.head"), lines.join(zh ? "；" : "; "));
}
