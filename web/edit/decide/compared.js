// What a change makes of a field: before and after, with the words marked that are other.

import { h } from "../../base/dom.js";
import { listed, valueLabel } from "../../state/values.js";
import { differences } from "./differences.js";
import { amountWords } from "../fields/place.js";

/** @type {Record<string, string>} */
const FACETS = { category: "category", stage: "stage", districts: "district" };

const ID = /(?<![\w./-])([a-z]+(?:_[a-z]+)*)(?![\w./-])/g;
/** @type {Record<string, string>} */
const CONFIDENCES = {
  high: "edit.confidence.high",
  medium: "edit.confidence.medium",
  low: "edit.confidence.low",
};

/**
 * @param {Store} store
 * @param {string} value
 */
export function confidenceWords(store, value) {
  return CONFIDENCES[value] ? store.t(CONFIDENCES[value]) : value;
}

/**
 * A value of a field in words.
 * @param {Store} store
 * @param {string} name
 * @param {any} value
 * @param {Record<string, string>[]} [brought] new sources, which the plan's document has not
 * @returns {string}
 */
export function valueWords(store, name, value, brought = []) {
  if (name === "geometry") return amountWords(store, value);
  if (value === null || value === undefined || value === "") return "—";
  if (name === "evidence") {
    const titleOf = (/** @type {string} */ id) =>
      brought.find((source) => source.id === id)?.title ?? store.doc.sources[id]?.title ?? id;
    return value.map((/** @type {any} */ { source, says }) => `[${titleOf(source)}] ${says}`).join("\n");
  }
  if (name === "located") return store.t(`edit.located.${value}`);
  if (name === "precision") {
    const precision = store.doc.catalogue.precisions[value];
    return precision ? store.label(precision) : String(value);
  }
  const words = (/** @type {any} */ one) => (FACETS[name] ? valueLabel(store, FACETS[name], one) : String(one));
  return Array.isArray(value) ? listed(store, value.map(words)) || "—" : words(value);
}

/**
 * What a rule says, with fields and values called as the form calls them.
 * @param {Store} store
 * @param {string} words
 */
export function ruleWords(store, words) {
  return words.replace(ID, (whole, id) => {
    const { stages, precisions } = store.doc.catalogue;
    if (id in stages) return store.label(stages[id]);
    if (id in precisions) return store.label(precisions[id]);
    // In English a name is a word too.
    return store.state.language === "zh" || id.includes("_") ? fieldWords(store, id) : whole;
  });
}

/**
 * @param {Store} store
 * @param {string} name
 * @returns {string}
 */
export function fieldWords(store, name) {
  const known = store.doc.text[store.state.language];
  if (`edit.field.${name}` in known) return store.t(`edit.field.${name}`);
  if (`edit.event.${name}` in known) return store.t(`edit.event.${name}`);
  return `edit.source.${name}` in known ? store.t(`edit.source.${name}`) : name;
}

/**
 * Of two lists what only one of them has.
 * @param {any[]} before
 * @param {any[]} after
 */
function apart(before, after) {
  const without = (/** @type {any[]} */ list, /** @type {any[]} */ other) => {
    const known = new Set(other.map((entry) => JSON.stringify(entry)));
    const rest = list.filter((entry) => !known.has(JSON.stringify(entry)));
    return rest.length ? rest : null;
  };
  return [without(before, after), without(after, before)];
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {any} before
 * @param {any} after
 * @param {{ mine?: any, brought?: Record<string, string>[] }} [options] mine: what a third one wants in its place;
 *   brought: new sources
 */
export function fieldRow(store, name, before, after, { mine, brought } = {}) {
  const [was, is] = name === "evidence" ? apart(before, after) : [before, after];
  const [one, other] = [was, is].map((value) => valueWords(store, name, value, brought));
  const runs = differences(one, other);
  const part = (/** @type {"del" | "ins"} */ tag, /** @type {TextRun[]} */ all) =>
    h(
      tag,
      {},
      all.map(({ text, changed }) => (changed ? h("mark", {}, text) : text)),
    );
  const moved = name === "geometry" && one === other;
  return h(
    "div",
    { class: "edit-difference", "data-field": name },
    h("h4", {}, fieldWords(store, name)),
    moved ? h("p", {}, store.t("edit.moved")) : null,
    moved
      ? null
      : h("p", { class: "before" }, h("span", { class: "unseen" }, store.t("edit.before")), part("del", runs.before)),
    moved
      ? null
      : h("p", { class: "after" }, h("span", { class: "unseen" }, store.t("edit.after")), part("ins", runs.after)),
    mine === undefined
      ? null
      : h("p", { class: "mine" }, `${store.t("edit.mine")} `, h("b", {}, valueWords(store, name, mine, brought))),
  );
}
