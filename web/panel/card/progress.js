// The card's section on what became of an item: the plan's promise beside the state, and the events behind it.

import { h } from "../../base/dom.js";
import { Timeline } from "../../progress/timeline.js";
import { folding } from "./folds.js";
import { laterPlan, line, sorted } from "./happened.js";
import { asOf, partWords, promised, remarks, shortSource, under } from "./standing.js";

const SHOWN = 3;
// Of a promise there is nothing to say where there is none, or where nothing is known.
const KEPT = new Set(["kept", "not_kept", "not_due"]);

/** @param {ProgressDocument} doc */
export function timelineOf(doc) {
  return new Timeline(doc);
}

/**
 * Puts into the section what is known. Where somebody sees the card already, all events are folded: what stands below
 * does not move.
 * @param {HTMLElement} node
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {ProgressDocument} doc
 * @param {Element[]} told the state that the item's note tells, for where the ledger has none
 */
export function fill(node, store, item, doc, told) {
  const late = node.isConnected && !node.closest(".bare");
  const folded = late && node.classList.contains("waiting");
  if (!late) node.classList.remove("waiting");
  const known = store.ledger?.told(item.id, store.state.day);
  const head = h("h3", {}, store.t("progress.title"));
  if (!known) {
    // A plan without any ledger has nothing to say of its gaps.
    const gap = [head, h("p", { class: "quiet" }, store.t("progress.notLookedUp"))];
    node.replaceChildren(...(Object.keys(doc.items).length ? gap : []), ...told);
    return;
  }
  node.replaceChildren(
    head,
    ...standing(store, item, known, doc),
    ...history(store, known, doc, folded ? 0 : SHOWN),
    ...(known.state === "unknown" ? told : []),
    ...(store.state.language === "en" ? [h("p", { class: "quiet" }, store.t("progress.inChinese"))] : []),
  );
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {ItemProgress} known
 * @param {ProgressDocument} doc
 */
function standing(store, item, known, doc) {
  const [open, close] = store.state.language === "zh" ? ["（", "）"] : [" (", ")"];
  const source = shortSource(under(doc.sources, known.as_of_source));
  const kept = KEPT.has(known.promise) ? store.t(`progress.${known.promise}`) : "";
  const { day } = store.state;
  const now = store.t(`state.${known.state}`);
  const lines = [...remarks(store, known), partWords(store, known)].filter(Boolean);
  const { state, stale } = known;
  return [
    h(
      "p",
      { class: "progress-state" },
      h("span", {}, promised(store, item)),
      h("b", { "data-state": state }, store.t(day ? "progress.then" : "progress.now", { state: now, day })),
      kept ? h("span", { class: "tag" }, kept) : null,
    ),
    h(
      "p",
      { class: stale ? "progress-as-of stale" : "progress-as-of" },
      asOf(store, known),
      source ? h("span", { lang: "zh" }, `${open}${source}${close}`) : null,
      stale ? ` · ${store.t("progress.stale")}` : null,
    ),
    lines.length
      ? h(
          "ul",
          { class: "progress-remarks" },
          lines.map((words) => h("li", {}, words)),
        )
      : null,
  ].filter((part) => part !== null);
}

/**
 * @param {Store} store
 * @param {ItemProgress} known
 * @param {ProgressDocument} doc
 * @param {number} shown how many events are not folded
 */
function history(store, known, doc, shown) {
  const { happened, named, searched } = sorted(known, doc);
  const rest = happened.slice(shown);
  const title = store.t(shown ? "progress.rest" : "progress.all", { count: rest.length });
  /** @param {ProgressEvent[]} events */
  const told = (events) => line(store, events, doc);
  return [
    shown && happened.length ? told(happened.slice(0, shown)) : null,
    rest.length ? folding("progress-rest", title, [told(rest)]) : null,
    ...named.map((event) => laterPlan(store, event)),
    searched.length
      ? folding("progress-searches", store.t("progress.searches", { count: searched.length }), [told(searched)])
      : null,
  ].filter((part) => part !== null);
}
