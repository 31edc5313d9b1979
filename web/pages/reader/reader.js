// The reader: the plan's text beside the map. What is on the map is marked in the text, each lights the other up.

import { h } from "../../base/dom.js";
import { buildContents } from "./contents.js";
import { buildFinder } from "./finder.js";
import { buildText } from "./text.js";

const MAX_ZOOM = 13;

/** @param {PlanMap} map */
export function build(map) {
  const { store } = map;
  const node = h(
    "article",
    { class: "plan-reader" },
    h("p", { class: "notice", role: "status" }, store.t("reader.loading")),
  );
  /** @type {{ shown: () => void } | null} */
  let reader = null;
  map.reader().then(
    (outline) => {
      reader = furnish(map, node, outline);
    },
    (error) =>
      node.replaceChildren(
        h("p", { class: "notice", role: "alert" }, store.t("reader.failed", { detail: error.message })),
      ),
  );
  return { node, shown: () => reader?.shown() };
}

/**
 * @param {PlanMap} map
 * @param {HTMLElement} node
 * @param {Outline} outline
 */
function furnish(map, node, outline) {
  const { store } = map;
  /** @type {TextView} */
  const text = buildText(store, outline, node, {
    hover: (ids) => hover(map, ids),
    choose: (ids) => choose(map, text, ids),
  });
  const contents = buildContents(store, outline, text);
  const finder = buildFinder(map, outline, text);
  const purpose = h("p", { class: "purpose" });
  const name = () => {
    purpose.textContent = store.t("reader.purpose");
  };
  name();
  node.replaceChildren(
    h("header", { class: "reader-head" }, purpose, finder.bar, contents.bar),
    contents.panel,
    finder.panel,
    text.scroller,
  );
  store.subscribe((state, changed) => {
    if (changed.has("language")) name();
    if (state.page === "reader" && changed.has("selection")) follow(store, text);
  });
  const shown = () => {
    text.restore();
    follow(store, text);
  };
  shown();
  return { shown };
}

/**
 * The text turns to the clause of what is chosen, wherever it was chosen; not where a click in the text itself chose
 * it.
 * @param {Store} store
 * @param {TextView} text
 */
function follow(store, text) {
  const { selection } = store.state;
  const own = text.chosenHere === selection;
  text.chosenHere = null;
  text.markChosen(selection);
  if (selection && !own) text.showItem(selection);
}

/**
 * All items of a mark at once: a clause may speak of eighteen lines.
 * @param {PlanMap} map
 * @param {string[]} ids
 */
function hover(map, ids) {
  if (ids.length < 2) map.hover(ids[0] ?? null);
  else map.store.set({ hover: ids.length ? ids : null });
}

/**
 * As on the map: one item is chosen, of several the card offers a choice. Either way the map flies there.
 * @param {PlanMap} map
 * @param {TextView} text
 * @param {string[]} ids
 */
function choose(map, text, ids) {
  const { store } = map;
  if (ids.length > 1) {
    map.choose(ids);
    if (map.fitting.bounds(ids)) map.fitting.around(ids, { maxZoom: MAX_ZOOM });
    return;
  }
  text.chosenHere = store.state.selection === ids[0] ? null : ids[0];
  store.set({ candidates: [] });
  map.select(ids[0], { fly: true });
}
