// A new source that an item's evidence names, as the register of sources (data/SOURCES.md) is to have it.

import { h } from "../../base/dom.js";
import { action, textField } from "./controls.js";

/** Its cells, in the order of the form. */
export const BROUGHT_FIELDS = ["title", "publisher", "url", "date", "licence", "about"];
const NEEDED = ["title", "publisher", "date", "about"];

/** What evidence names it by until the server gives it an id: no id begins so. */
const SIGN = "+";

/**
 * @param {string} id
 * @returns {boolean}
 */
export function isBrought(id) {
  return id.startsWith(SIGN);
}

/**
 * @param {Record<string, string>[]} others
 * @param {string} licence
 * @returns {Record<string, string>}
 */
export function newSource(others, licence) {
  const last = Math.max(0, ...others.map(({ id }) => Number(id.slice(SIGN.length))));
  return { id: `${SIGN}${last + 1}`, licence };
}

/**
 * Those that the evidence of what is being written names.
 * @param {KeptDraft} draft
 * @returns {Record<string, string>[]}
 */
export function broughtIn({ feature, sources = [] }) {
  const named = new Set((feature.properties.evidence ?? []).map((/** @type {any} */ { source }) => source));
  return sources.filter(({ id }) => named.has(id));
}

/**
 * Names of what is still empty.
 * @param {Record<string, string>[]} sources
 */
export function missingOf(sources) {
  return NEEDED.filter((name) => sources.some((source) => !source[name]));
}

/**
 * What is wrong with the cells of new sources, by source and cell, without what is still empty; and the rest.
 * @param {EditBreach[]} breaches
 * @param {Record<string, string>[]} sources
 */
export function broughtBreaches(breaches, sources) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  const rest = [];
  for (const breach of breaches) {
    const [kind, id, name] = breach.field.split("/");
    if (kind !== "sources" || !name) rest.push(breach);
    else if (sources.some((source) => source.id === id && (source[name] || !NEEDED.includes(name))))
      found.set(`${id}/${name}`, [...(found.get(`${id}/${name}`) ?? []), breach.words]);
  }
  return { found, rest };
}

/**
 * @param {Store} store
 * @param {Record<string, string>} source
 * @param {string} place what tells its fields from those of others
 * @param {{ told: (source: Record<string, string>) => void, back: () => void }} act
 */
export function broughtGroup(store, source, place, { told, back }) {
  let row = source;
  /** @type {Record<string, object>} */
  const more = {
    title: { max: 200, lang: "zh" },
    publisher: { max: 120, lang: "zh" },
    url: { max: 400, type: "url", hint: store.t("edit.hint.url") },
    date: { max: 10, hint: store.t("edit.hint.on") },
    licence: { max: 80, lang: "zh" },
    about: { max: 400, lang: "zh", hint: store.t("edit.hint.about") },
  };
  const fields = BROUGHT_FIELDS.map((name) => {
    const change = (/** @type {string} */ value) => {
      row = { ...row, [name]: value.trim() };
      told(row);
    };
    const made = textField(`${place}:${name}`, store.t(`edit.source.${name}`), change, more[name]);
    made.show(row[name] ?? "");
    return { name, made };
  });
  const node = h(
    "fieldset",
    { class: "edit-source", "aria-label": store.t("edit.source.new") },
    fields.map(({ made }) => made.node),
    action(store.t("edit.source.known"), `${place}:known`, back),
  );
  /** @param {Map<string, string[]>} words */
  const say = (words) => {
    for (const { name, made } of fields) made.say(words.get(`${row.id}/${name}`) ?? [], false);
  };
  return { node, say };
}
