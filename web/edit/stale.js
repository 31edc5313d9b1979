// An item that somebody else has changed while it was edited: what is different now, and how to go on from it.

import { h } from "../base/dom.js";
import { fieldRow } from "./decide/compared.js";
import { rebased, valueIn, withValue } from "./draft.js";
import { action } from "./fields/controls.js";

/**
 * @param {ItemEditor} editor
 * @param {EditedItem} now
 * @param {(feature: PlanFeature) => void} goOn with what is wanted on top of what is there now
 */
export function staleWords({ room, draft }, now, goOn) {
  const { store } = room;
  const { feature, theirs, both } = rebased(draft, now.feature);
  const given = both.reduce((all, name) => withValue(all, name, valueIn(now.feature, name)), feature);
  const mine = (/** @type {string} */ name) => (both.includes(name) ? valueIn(draft.feature, name) : undefined);
  return [
    h("h3", {}, store.t("edit.stale")),
    h("p", {}, store.t(both.length ? "edit.stale.both" : "edit.stale.apart")),
    ...theirs.map((name) =>
      fieldRow(store, name, valueIn(draft.before, name), valueIn(now.feature, name), {
        mine: mine(name),
        brought: draft.sources,
      }),
    ),
    h(
      "div",
      { class: "edit-tools" },
      action(store.t(both.length ? "edit.stale.mine" : "edit.stale.go"), "go-on", () => goOn(feature), {
        class: "action primary",
      }),
      ...(both.length ? [action(store.t("edit.stale.theirs"), "take-theirs", () => goOn(given))] : []),
    ),
  ];
}
