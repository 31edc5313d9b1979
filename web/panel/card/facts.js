// What the plan and its sources say of an item: its kind, its facts, what it belongs to, the notes and the evidence.

import { choices } from "./choices.js";
import { folding } from "./folds.js";
import { h } from "../../base/dom.js";
import { precisionWords, sizeFact } from "./place.js";
import { listed, valueLabel } from "../../state/values.js";

// As a plan without a ledger writes it: 现状：2021-12-07 启用。
const STATE_FIRST = /^现状：([^。]*。)(.*)$/s;

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function tags(store, item) {
  const layer = store.layerOf(item);
  const theme = valueLabel(store, "theme", item.theme);
  const category = valueLabel(store, "category", item.category);
  return h(
    "p",
    { class: "tags" },
    h(
      "span",
      { class: "tag", style: { borderColor: store.color(layer) } },
      theme === category ? theme : `${theme} · ${category}`,
    ),
    h("span", { class: "tag" }, valueLabel(store, "stage", item.stage)),
  );
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function facts(store, item) {
  /** @type {Element[]} */
  const rows = [];
  /**
   * @param {string} key
   * @param {Child | Child[]} value
   */
  const add = (key, value) => value && rows.push(h("dt", {}, store.t(key)), h("dd", {}, value));
  const [open, close] = store.state.language === "zh" ? ["（", "）"] : [" (", ")"];
  add("card.verb", `${item.plan_verb}${open}${valueLabel(store, "stage", item.stage)}${close}`);
  add(
    "card.districts",
    listed(
      store,
      item.districts.map((id) => valueLabel(store, "district", id)),
    ),
  );
  add("card.precision", precisionWords(store, item));
  add(item.located === "line" ? "card.length" : "card.area", sizeFact(store, item));
  add("card.aliases", item.aliases.join(" / "));
  return rows;
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Actions} actions
 */
export function related(store, item, actions) {
  /**
   * @param {string} key
   * @param {ItemRecord[]} items
   */
  const links = (key, items) => (items.length ? [h("h3", {}, store.t(key)), choices(store, items, actions)] : []);
  /** @param {string[]} ids */
  const byIds = (ids) => ids.flatMap((id) => store.byId.get(id) ?? []);
  return [
    ...links("card.parent", byIds(item.parent ? [item.parent] : [])),
    ...links(
      "card.children",
      store.doc.items.filter((entry) => entry.parent === item.id),
    ),
    ...links("card.same", byIds(item.same_place_as)),
  ];
}

/**
 * A note that begins with the state of affairs: that sentence, and what else there is to say.
 * @param {string} note
 */
export function noteParts(note) {
  const [, state = "", rest = ""] = STATE_FIRST.exec(note) ?? [];
  return state ? { state, rest } : { state: "", rest: note };
}

/**
 * @param {Store} store
 * @param {string} key
 * @param {string} text
 * @returns {Element[]}
 */
export function words(store, key, text) {
  return text ? [h("h3", {}, store.t(key)), h("p", { lang: "zh" }, text)] : [];
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function evidence(store, item) {
  /** @param {Evidence} entry */
  const row = (entry) => {
    const source = store.doc.sources[entry.source];
    const words = source
      ? [source.title, source.licence, source.date].filter((part) => part && part !== "—").join(" · ")
      : "";
    return h("li", {}, h("span", { lang: "zh" }, entry.says), h("small", { lang: "zh" }, words || entry.source));
  };
  return folding("evidence", `${store.t("card.evidence")} (${item.evidence.length})`, [
    h("ul", {}, item.evidence.map(row)),
  ]);
}
