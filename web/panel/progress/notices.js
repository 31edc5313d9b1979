// What must be said of progress on the map: which day it is of, and what waits for a ledger that has not come.

import { h, keepingFocus } from "../../base/dom.js";
import { asksLedger } from "../../progress/colouring.js";

/** @type {StateKey[]} */
const REDRAWN_BY = ["day", "ledger", "ledgerFailed", "timeOpen", "tint", "filters", "language"];

/**
 * @param {Store} store
 * @param {() => void} again asks for the ledger once more
 */
export function buildProgressNotice(store, again) {
  const node = h("div", { class: "progress-notice", role: "status" });
  const render = () => {
    const content = lines(store, again);
    node.hidden = !content.length;
    keepingFocus(node, () => node.replaceChildren(...content));
  };
  store.subscribe((_state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  return node;
}

/**
 * @param {Store} store
 * @param {() => void} again
 */
function lines(store, again) {
  const { day, ledgerFailed, timeOpen } = store.state;
  if (ledgerFailed && asksLedger(store)) {
    const button = { class: "action", "data-focus": "ledger", "data-progress": "again", onclick: again };
    return [h("p", {}, store.t("progress.noLedger")), h("button", button, store.t("progress.again"))];
  }
  if (!store.ledger) return asksLedger(store) ? [h("p", { class: "quiet" }, store.t("progress.ledgerComes"))] : [];
  // The time bar says it itself.
  if (day === null || timeOpen) return [];
  const today = { class: "link", "data-focus": "today", onclick: () => store.set({ day: null }) };
  return [h("b", { "data-progress": "day" }, store.t("time.asOf", { day })), h("button", today, store.t("time.today"))];
}
