// What must be said on the map in words: problems of the data, a basemap that fails, parts of a link that are gone.

import { activeFilters, activeRow, filterWords, loosening } from "../state/active.js";
import { h, keepingFocus } from "../base/dom.js";
import { partsOf, placeOf } from "../state/tally.js";
import { listed } from "../state/values.js";

const MAX_PROBLEMS = 50;
/** @type {StateKey[]} */
const EMPTY_REDRAWN_BY = ["layers", "filters", "language", "briefing", "towers"];

/**
 * @param {Store} store
 * @param {MapData} data
 * @param {Actions} actions
 * @param {...Child} others
 */
export function buildNotices(store, data, actions, ...others) {
  return h(
    "div",
    { class: "notices" },
    problems(store, data),
    linkNotice(store),
    basemapNotice(store, actions),
    emptyNotice(store, actions),
    ...others,
  );
}

/**
 * What is wrong with the data is said; the rest is shown.
 * @param {Store} store
 * @param {MapData} data
 */
function problems(store, data) {
  if (!data.problems.zh.length) return null;
  const node = h("details", { class: "problems", role: "status" });
  const render = () => {
    const { language } = store.state;
    const rows = data.problems[language].slice(0, MAX_PROBLEMS).map((line) => h("li", {}, line));
    node.replaceChildren(
      h("summary", {}, store.t("data.problems", { count: data.problems.zh.length })),
      h("ul", {}, rows),
      h("p", { class: "quiet" }, store.t("data.problems.hint")),
    );
  };
  store.subscribe((_state, changed) => changed.has("language") && render());
  render();
  return node;
}

/**
 * A link may name what no longer exists: it is left out, and said.
 * @param {Store} store
 */
function linkNotice(store) {
  const said = h("span", {});
  const close = h("button", { class: "icon", onclick: () => store.set({ dropped: [] }) }, "✕");
  const node = h("p", { class: "warning", role: "status" }, said, close);
  const render = () => {
    const { dropped } = store.state;
    node.hidden = !dropped.length;
    said.textContent = store.t("link.dropped", { what: dropped.join(store.state.language === "zh" ? "、" : ", ") });
    close.setAttribute("aria-label", store.t("card.close"));
  };
  store.subscribe((_state, changed) => (changed.has("dropped") || changed.has("language")) && render());
  render();
  return node;
}

/**
 * A basemap that fails never hides the plan: ours is there, and this says why.
 * @param {Store} store
 * @param {Actions} actions
 */
function basemapNotice(store, actions) {
  const said = h("span", {});
  const again = h("button", { class: "action", "data-basemap": "again", onclick: actions.basemapAgain });
  const close = h("button", { class: "icon", onclick: () => store.set({ basemapNote: null }) }, "✕");
  const node = h("p", { class: "warning basemap-note", role: "status", hidden: true }, said, again, close);
  store.subscribe(({ basemapNote }, changed) => {
    if (!changed.has("basemapNote") && !changed.has("language")) return;
    node.hidden = !basemapNote;
    if (!basemapNote) return;
    said.textContent = store.t(basemapNote.key, basemapNote.values);
    again.textContent = store.t("basemap.again");
    again.hidden = !basemapNote.again;
    close.setAttribute("aria-label", store.t("card.close"));
  });
  return node;
}

/**
 * A map without any item says why: which filter, which layers are closed, and what opens them. A scene is empty on
 * purpose.
 * @param {Store} store
 * @param {Actions} actions
 */
function emptyNotice(store, actions) {
  const node = h("div", { class: "empty-map", role: "status" });
  const render = () => {
    const { state, matching } = store;
    const parts = partsOf(store, matching);
    node.hidden = parts.shown > 0 || Boolean(state.briefing) || state.towers;
    keepingFocus(node, () => node.replaceChildren(...(node.hidden ? [] : whyEmpty(store, parts, actions))));
  };
  store.subscribe((_state, changed) => EMPTY_REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  return node;
}

/**
 * @param {Store} store
 * @param {Parts} parts
 * @param {Actions} actions
 */
function whyEmpty(store, parts, actions) {
  if (!parts.all) return [loosening(store)].filter((part) => part !== null);
  const filters = activeFilters(store)
    .map((name) => filterWords(store, name))
    .join(store.state.language === "zh" ? "；" : "; ");
  const layers = [
    ...new Set(store.matching.filter((item) => placeOf(store, item) === "closed").map((item) => item.layer)),
  ];
  const names = listed(
    store,
    layers.map((layer) => store.label(store.layerOf({ layer }))),
  );
  const open = () => store.set({ layers: new Set([...store.state.layers, ...layers]) });
  const closed = store.t(filters ? "empty.closed" : "empty.allClosed", {
    filters,
    all: parts.all,
    count: parts.closed,
    layers: names,
  });
  const rest = parts.unplaced ? store.t("empty.rest", { count: parts.unplaced }) : "";
  const said = parts.closed ? closed + rest : store.t("empty.unplaced", { filters, count: parts.unplaced });
  /**
   * @param {string} name
   * @param {string} key of its words
   * @param {() => void} act
   */
  const button = (name, key, act) =>
    h("button", { class: "action", "data-empty": name, "data-focus": `empty:${name}`, onclick: act }, store.t(key));
  const buttons = [
    parts.closed ? button("closed", "tally.open", open) : null,
    parts.unplaced ? button("unplaced", "tally.list", actions.unplaced) : null,
  ];
  return [h("p", {}, said), h("div", { class: "chips" }, buttons), activeRow(store)].filter((part) => part !== null);
}
