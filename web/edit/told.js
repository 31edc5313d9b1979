// What the form of an item says of itself: how it stands with the rules, and what has come back.

import { h } from "../base/dom.js";
import { missingOf } from "./fields/brought.js";

/** @param {ItemEditor} editor */
export function statusWords({ room, last, changed, sources }) {
  const { store } = room;
  const { verdict, breaches, words } = last;
  const missing = missingOf(sources).map((name) => store.t(`edit.source.${name}`));
  if (verdict === "away") return words + store.t("edit.kept");
  if (missing.length)
    return store.t("edit.event.missing", { names: missing.join(store.state.language === "zh" ? "、" : ", ") });
  if (verdict === "checking") return store.t("edit.checking");
  if (breaches.length) return store.t("edit.broken", { count: breaches.length });
  return words || (changed.length ? store.t("edit.good", { count: changed.length }) : store.t("edit.nothing"));
}

/**
 * What was typed before and not proposed is back, and may be let go.
 * @param {ItemEditor} editor
 */
export function restoredWords(editor) {
  const { store } = editor.room;
  if (!editor.restored || !editor.dirty) return [];
  const discard = () => editor.discard();
  const go = h(
    "button",
    { type: "button", class: "link", "data-edit": "discard", onclick: discard },
    store.t("edit.discard"),
  );
  return [h("p", { class: "edit-note" }, store.t("edit.restored"), " ", go)];
}
