// What the plan's colours say, as the legend's head offers it, and the two questions that are asked most.

import { h } from "../../base/dom.js";
import { isMarked, isTinted, lookOf } from "../../progress/colouring.js";
import { isPicked, togglePick } from "../../state/counting.js";
import { countBadge, tally } from "../../state/tally.js";
import { valueLabel } from "../../state/values.js";
import { painted } from "../marks.js";

/** @type {Picks[]} */
const QUESTIONS = [{ promise: "not_kept" }, { slipped: "yes" }];

/**
 * A plan of whose works nothing is known has one colouring.
 * @param {Store} store
 */
export function hasProgress({ ledger }) {
  return !ledger || ledger.items.size > 0;
}

/** @param {Store} store */
export function tintChoice(store) {
  if (!hasProgress(store)) return null;
  const choice = (/** @type {string} */ tint) =>
    h(
      "button",
      {
        class: "chip",
        "data-tint": tint,
        "data-focus": `tint:${tint}`,
        "aria-pressed": String(store.state.tint === tint),
        onclick: () => store.set({ tint }),
      },
      store.t(`tint.${tint}`),
    );
  return h(
    "div",
    { class: "tints", role: "group", "aria-label": store.t("tint.title") },
    store.doc.contract.tints.map(choice),
  );
}

/**
 * The states of what is on the map, each with its colour or its badge and its count.
 * @param {Store} store
 */
export function stateRows(store) {
  if (!isMarked(store)) return [];
  const { states } = tally(store);
  const looks = Object.values(store.doc.catalogue.states).filter(({ id }) => states.get(id)?.shown);
  const rows = looks.map((look) =>
    h(
      "div",
      { class: "row", "data-state": look.id },
      stateSample(store, look),
      h("span", { class: "name" }, store.t(`state.${look.id}`)),
      countBadge(store, states.get(look.id)),
    ),
  );
  const day = store.state.day ?? store.ledger?.today;
  return [h("h3", {}, store.t("legend.statesOn", { day })), ...rows, questions(store)];
}

/** @param {Store} store */
function questions(store) {
  return h(
    "div",
    { class: "chips" },
    QUESTIONS.map((picks) => {
      const [[name, value]] = Object.entries(picks);
      const parts = store.counts[name].get(/** @type {string} */ (value));
      return h(
        "button",
        {
          class: "chip",
          "data-question": name,
          "data-focus": `question:${name}`,
          "aria-pressed": String(isPicked(store, picks)),
          onclick: () => togglePick(store, picks),
        },
        valueLabel(store, name, /** @type {string} */ (value)),
        countBadge(store, parts),
      );
    }),
  );
}

/**
 * A state in small: with a line in its colour where the map has it, else the badge alone.
 * @param {Store} store
 * @param {StateRecord} look
 */
export function stateSample(store, look) {
  const markup = isTinted(store) ? look.swatch : look.mark;
  return painted(markup, store.color(look), store.colors().halo, "swatch");
}

/**
 * The badge of an item's state.
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function stateMark(store, item) {
  const look = lookOf(store, item);
  return painted(look.mark, store.color(look), store.colors().halo, "mark");
}
