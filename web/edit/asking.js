// How the room opens beside the map, and what it asks before it closes over words that are not saved.

import { h } from "../base/dom.js";
import { isNarrow } from "../base/room.js";
import { action } from "./fields/controls.js";

// Below this width the left panel gives way to the room.
const ROOMY_PX = 1700;

/**
 * The room's share of the window; the card's words are in its form.
 * @param {Edit} room
 * @param {boolean} on
 */
export function makeRoom(room, on) {
  const { map, store, node } = room;
  if (on === !node.hidden) return;
  const rests = map.fitting.atRest();
  node.hidden = !on;
  map.node.toggleAttribute("data-editing", on);
  if (on && store.state.panelOpen && !isNarrow() && globalThis.innerWidth < ROOMY_PX) {
    store.set({ panelOpen: false });
    room.yields = true;
  } else if (!on && room.yields) {
    room.yields = false;
    store.set({ panelOpen: true });
  }
  if (rests) map.fitting.fit(0);
}

/**
 * The map has become smaller: some of what is edited is in sight all the same.
 * @param {PlanMap} map
 * @param {string} id
 */
export function keepInSight(map, id) {
  const item = map.store.byId.get(id);
  const { anchors } = item ?? {};
  if (!item?.bounds || !anchors) return;
  map.renderer.whenSized(() => {
    const viewport = map.renderer.viewport();
    if (!viewport) return;
    const seen = anchors.some((place) => {
      const [x, y] = viewport.project(place);
      return x > 0 && y > 0 && x < viewport.width && y < viewport.height;
    });
    if (!seen) map.fitting.select(/** @type {PlacedItem} */ (item));
  });
}

/**
 * @param {Store} store
 * @param {{ stay: () => void, keep: () => void, forget: () => void }} act
 */
export function unsavedWords(store, { stay, keep, forget }) {
  return [
    h("p", {}, store.t("edit.unsaved")),
    h(
      "div",
      { class: "edit-tools" },
      action(store.t("edit.unsaved.stay"), "stay", stay, { class: "action primary" }),
      action(store.t("edit.unsaved.keep"), "keep", keep),
      action(store.t("edit.discard"), "forget", forget),
    ),
  ];
}

/**
 * What was changed before, of the item that is edited or of all; and who may, for those who give roles.
 * @param {Edit} room
 * @param {NonNullable<Edit["content"]>} content
 */
export function waysOut({ map, store }, content) {
  const id = "id" in content ? content.id : null;
  const to = (/** @type {string} */ page, /** @type {string} */ words, /** @type {() => void} */ go) =>
    h("button", { class: "link", "data-edit": page, "data-focus": `edit:${page}`, onclick: go }, words);
  const people = map.received.person?.mayGive
    ? [to("people", store.t("nav.people"), () => store.set({ page: "people" }))]
    : [];
  return h(
    "nav",
    { class: "edit-ways", "aria-label": store.t("nav.trail") },
    to("trail", store.t(id ? "trail.here" : "nav.trail"), () => map.actions().trail(id)),
    ...people,
  );
}
