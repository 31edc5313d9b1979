// A map of a newer plan in the place of one that stands: with its state, its camera and what is open beside it.

import { focusedBeside } from "../../base/dom.js";

// What belongs to a document, to a renderer or to the pointer comes anew.
/** @type {(keyof State)[]} */
const NOT_KEPT = [
  "hover",
  "numbered",
  "drawn",
  "ownShown",
  "answer",
  "pair",
  "tiles",
  "basemapNote",
  "ledgerFailed",
  "drawing",
  "measure",
];

/**
 * What of a map's state another one takes over.
 * @param {State} state
 * @returns {Partial<State>}
 */
export function keptState(state) {
  const kept = /** @type {[keyof State, unknown][]} */ (Object.entries(state)).filter(
    ([name]) => !NOT_KEPT.includes(name),
  );
  return /** @type {Partial<State>} */ (Object.fromEntries(kept));
}

/**
 * Settles when the newer map stands where the old one stood. Where it has not come, or may not any more by then, the
 * old one stays.
 * @param {PlanMap} old
 * @param {MapData} data
 * @param {() => boolean} mayStill
 * @returns {Promise<"renewed" | "failed" | "late">}
 */
export async function renewed(old, data, mayStill) {
  const Fresh = /** @type {PlanMapClass} */ (old.constructor);
  const camera = old.address.camera();
  const fresh = new Fresh(data, null, { state: keptState(old.store.state), camera });
  fresh.sendPage = old.sendPage;
  // The old map covers it until it is drawn.
  /** @type {ParentNode} */ (old.node.parentNode).insertBefore(fresh.node, old.node);
  await fresh.started;
  await fresh.stands;
  const failed = old.ended || fresh.node.dataset.state === "failed";
  if (failed || !mayStill()) {
    fresh.destroy();
    return failed ? "failed" : "late";
  }
  fresh.saveScene = old.saveScene;
  fresh.later = old.later;
  await old.edit?.handOver(fresh);
  // What was done to the old one meanwhile.
  fresh.store.set(keptState(old.store.state));
  const now = old.address.camera();
  if (now && JSON.stringify(now) !== JSON.stringify(camera)) fresh.renderer.fly(now, 0);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  swap(old, fresh);
  return "renewed";
}

/**
 * @param {PlanMap} old
 * @param {PlanMap} fresh
 */
function swap(old, fresh) {
  const back = places(old);
  // Streamlit's component may have taken the old one elsewhere by now.
  if (old.node.parentNode && old.node.parentNode !== fresh.node.parentNode) old.node.before(fresh.node);
  globalThis.planMaps?.set(fresh.received.instance, fresh);
  old.destroy();
  back(fresh.node);
}

/**
 * Where the keyboard is and how far each part is scrolled, for the same parts of another map.
 * @param {PlanMap} old
 */
function places(old) {
  const parts = /** @type {NodeListOf<HTMLElement>} */ (
    old.node.querySelectorAll(".panel, .panel *, .dock, .dock *, .card, .edit-room, .edit-room *")
  );
  const scrolled = [...parts].filter(({ scrollTop }) => scrollTop > 0);
  const tops = scrolled.map((part) => ({ name: `.${[...part.classList].join(".")}`, top: part.scrollTop }));
  const active = focusedBeside(old.node);
  const inside = active && old.node.contains(active) ? active : null;
  const key = /** @type {HTMLElement | null | undefined} */ (inside?.closest("[data-focus]"))?.dataset.focus;
  const region = ["card", "stage", "edit-room"].find((name) => inside?.closest(`.${name}`));
  return (/** @type {HTMLElement} */ node) => {
    for (const { name, top } of tops) {
      const part = name.length > 1 && node.querySelector(name);
      if (part) part.scrollTop = top;
    }
    /** @type {HTMLElement | null} */
    const focused =
      (key && node.querySelector(`[data-focus="${CSS.escape(key)}"]`)) ||
      (region && node.querySelector(`.${region}`)) ||
      null;
    focused?.focus({ preventScroll: true });
  };
}
