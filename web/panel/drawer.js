// In a narrow window the left panel is a drawer over the map: it takes the focus when it opens and closes by a tap
// outside, by Escape, or when the focus goes on to the map; the header's button opens it and gets the focus back.

import { isNarrow, NARROW, TIGHT } from "../base/room.js";

/**
 * @param {Store} store
 * @param {HTMLElement} panel
 * @param {HTMLElement} veil
 */
export function listenAsDrawer(store, panel, veil) {
  const isDrawer = () => isNarrow() && store.state.panelOpen;
  /** @param {boolean} refocus */
  const close = (refocus) => {
    store.set({ panelOpen: false });
    if (!refocus) return;
    // The header has its button always.
    const button = /** @type {HTMLElement} */ (panel.closest(".plan-map")?.querySelector(".panel-button"));
    button.focus();
  };
  veil.addEventListener("click", () => close(true));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isDrawer()) return;
    event.stopPropagation();
    close(true);
  });
  // What is built anew while it has the focus goes nowhere.
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    const next = /** @type {Element | null} */ (relatedTarget);
    const beyond = next && !panel.contains(next) && !next.closest(".top");
    if (beyond && isDrawer()) close(false);
  });
  // The window may be made narrower, or zoomed into, at any time.
  matchMedia(NARROW).addEventListener("change", ({ matches }) =>
    store.set({ panelOpen: !matches && store.state.page === "map" }),
  );
  matchMedia(TIGHT).addEventListener("change", ({ matches }) => matches && store.set({ legendOpen: false }));
  store.subscribe((_state, changed) => changed.has("panelOpen") && isDrawer() && panel.focus({ preventScroll: true }));
}
