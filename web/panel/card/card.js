// The card of the chosen item: its names, the plan's own words, how sure the place is and why.

import { choices } from "./choices.js";
import { evidence, facts, noteParts, related, tags, words } from "./facts.js";
import { folding } from "./folds.js";
import { coordinates } from "./place.js";
import { surrounding, tools } from "./tools.js";
import { focusedBeside, h } from "../../base/dom.js";

/** @type {StateKey[]} */
const REDRAWN_BY = ["selection", "candidates", "language", "appearance"];

/**
 * @param {Store} store
 * @param {Actions} actions
 * @param {CardLedger} ledger
 */
export function buildCard(store, actions, ledger) {
  const title = h("p", { class: "unseen", role: "status" });
  const body = h("div", {});
  const node = h("aside", { class: "card", hidden: true, tabindex: "-1" }, title, body);
  /** @type {HTMLElement | null | undefined} */
  let opener = null;
  /**
   * A list may have been built anew since: the same item's entry stands for the old one.
   * @returns {HTMLElement | null | undefined}
   */
  const comesFrom = () => {
    if (opener?.isConnected) return opener;
    /** @type {HTMLElement | null | undefined} */
    const entry = opener?.closest("[data-item]");
    const id = entry?.dataset.item;
    const beside = node.parentNode;
    return (
      (id && beside?.querySelector(`.item-list [data-item="${CSS.escape(id)}"]`)) || beside?.querySelector(".stage")
    );
  };
  /** @param {Set<StateKey>} [changed] */
  const render = (changed) => {
    const { selection, candidates } = store.state;
    const item = selection && store.byId.get(selection);
    const content = item
      ? card(store, item, actions, ledger)
      : candidates.length > 1
        ? chooser(store, candidates, actions)
        : null;
    const active = focusedBeside(node);
    const inside = active && node.contains(active);
    const chosen = changed?.has("selection") || changed?.has("candidates");
    if (content && !inside && chosen) opener = active;
    node.hidden = !content;
    node.setAttribute("aria-label", store.t("card.label"));
    title.textContent = item ? store.name(item) : "";
    body.replaceChildren(...(content ?? []));
    if (chosen) node.scrollTop = 0;
    // Whoever opens a card reads on in it, and goes back to where it was opened from. A link, or a scene, takes the
    // focus from nobody.
    if (inside && !content) comesFrom()?.focus({ preventScroll: true });
    else if (inside || (content && chosen && active && !store.state.briefing)) node.focus({ preventScroll: true });
  };
  store.subscribe((_state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render(changed));
  render();
  return node;
}

/**
 * @param {Store} store
 * @param {string} title
 * @param {string} subtitle
 * @param {Actions} actions
 */
function head(store, title, subtitle, actions) {
  const close = store.t("card.close");
  return h(
    "header",
    {},
    h("div", {}, h("h2", {}, title), subtitle ? h("p", { class: "subtitle" }, subtitle) : null),
    h("button", { class: "icon", title: close, "aria-label": close, onclick: actions.close }, "✕"),
  );
}

/**
 * @param {Store} store
 * @param {string[]} ids
 * @param {Actions} actions
 */
function chooser(store, ids, actions) {
  const items = ids.flatMap((id) => store.byId.get(id) ?? []);
  const placed = items.some((item) => item.anchors);
  const title = placed ? store.t("card.several", { count: items.length }) : store.t("unplaced.title");
  return [head(store, title, placed ? "" : store.t("unplaced.hint"), actions), choices(store, items, actions)];
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Actions} actions
 * @param {CardLedger} ledger
 */
function card(store, item, actions, ledger) {
  const other = store.state.language === "zh" ? item.name_en : item.name;
  const { rest } = noteParts(item.note);
  const back =
    store.state.candidates.length > 1
      ? h("button", { class: "link", onclick: actions.back }, `‹ ${store.t("card.back")}`)
      : null;
  return [
    head(store, store.name(item), other, actions),
    back,
    tags(store, item),
    ledger.section(item),
    item.bounds ? null : h("p", { class: "warning" }, store.t("card.unplaced")),
    h("h3", {}, store.t("card.clause")),
    h("blockquote", { lang: "zh" }, item.clause.join("")),
    h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
    tools(store, item, actions),
    surrounding(store, item, actions),
    h("dl", {}, facts(store, item)),
    ...related(store, item, actions),
    ...words(store, "card.note", rest),
    place(store, item),
    evidence(store, item),
  ].filter((part) => part !== null);
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
function place(store, item) {
  const content = coordinates(store, item);
  return content.length ? folding("place", store.t("card.coordinates"), content) : null;
}
