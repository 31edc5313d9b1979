// The column of tables that says what became of an item by the day shown.

import { h } from "../../base/dom.js";
import { stateMark } from "./tints.js";

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
const stateOf = (store, item) => store.standings.get(item.id)?.state ?? "unknown";

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
const knownOf = ({ state, ledger }, item) => ledger?.at(item.id, state.day);

export const stateColumn = {
  key: "table.state",
  marked: true,
  cell,
  title,
  /** @param {Store} store */
  rank: (store) => {
    const states = Object.keys(store.doc.catalogue.states);
    return (/** @type {ItemRecord} */ item) => {
      const state = stateOf(store, item);
      return state === "unknown" ? null : states.indexOf(state);
    };
  },
};

/**
 * The state with its badge and the date of its newest evidence; nothing where nothing is known.
 * @param {Store} store
 * @param {ItemRecord} item
 * @returns {Child[]}
 */
function cell(store, item) {
  const state = stateOf(store, item);
  if (state === "unknown") return [""];
  const known = knownOf(store, item);
  return [
    stateMark(store, item),
    h(
      "span",
      { class: known?.stale ? "state-word stale" : "state-word" },
      store.t(`state.${state}`),
      known?.as_of ? h("small", {}, known.as_of) : null,
    ),
  ];
}

/**
 * How old the newest evidence is, or when somebody looked in vain.
 * @param {Store} store
 * @param {ItemRecord} item
 */
function title(store, item) {
  const known = knownOf(store, item);
  const date = known?.as_of ?? known?.looked_for;
  if (!known || !date) return "";
  const words = store.t(known.as_of ? "progress.asOf" : "progress.searched", { date });
  return known.stale ? `${words} · ${store.t("progress.stale")}` : words;
}
