// What a first visitor needs to know, in three steps; once put away it stays away.

import { h } from "../base/dom.js";
import { isTight } from "../base/room.js";

const KEY = "plan-map-hint";
const SEEN = "seen";
/** @type {StateKey[]} */
const REDRAWN_BY = ["language", "page", "briefing", "selection", "candidates", "timeOpen", "drawing"];
const STEPS = ["hint.find", "hint.open", "hint.share"];

/** @param {Store} store */
export function buildHint(store) {
  const node = h("section", { class: "hint", hidden: wasSeen() });
  // In little room the title alone, which opens the steps.
  const steps = { open: !isTight() };
  const dismiss = () => {
    node.hidden = true;
    remember();
    /** @type {HTMLElement | null | undefined} */
    const stage = node.parentNode?.querySelector(".stage");
    stage?.focus();
  };
  /** @param {Event} event */
  const turned = ({ target }) => {
    steps.open = /** @type {HTMLDetailsElement} */ (target).open;
  };
  const render = () => {
    const { page, briefing, selection, candidates, timeOpen, drawing } = store.state;
    // What was opened is what the reader looks at; the hint comes back when it is closed.
    node.classList.toggle(
      "away",
      page !== "map" || Boolean(briefing || selection || candidates.length || timeOpen || drawing),
    );
    node.setAttribute("aria-label", store.t("hint.title"));
    node.replaceChildren(
      h(
        "details",
        { open: steps.open, ontoggle: turned },
        h("summary", {}, store.t("hint.title")),
        h(
          "ol",
          {},
          STEPS.map((key) => h("li", {}, store.t(key))),
        ),
      ),
      h("button", { class: "text", onclick: dismiss }, store.t("hint.dismiss")),
    );
  };
  if (!node.hidden) {
    store.subscribe((_state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render());
    render();
  }
  return node;
}

// A browser that keeps nothing shows the hint each time.
function wasSeen() {
  try {
    return localStorage.getItem(KEY) === SEEN;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, SEEN);
  } catch (error) {
    console.info(/** @type {Error} */ (error).message);
  }
}
