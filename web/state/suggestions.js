// What a few letters may mean: items and districts, the likeliest first.

import { cleanText, finds, spells, spellsFrom } from "./search.js";

const EXACT = 0;
const PREFIX = 1;
const INSIDE = 2;
const FULL_PINYIN = 3;
const FIRST_LETTERS = 4;
const LETTERS_INSIDE = 5;
const CLAUSE = 6;
const NOTE = 7;
// Characters of a clause or a note shown on either side of what was found in it.
const AROUND = 9;

/**
 * [{ item, via }] at most limit of them, and how many were found: { found, total }. via: where it was found, other than
 * in the name.
 * @param {Store} store
 * @param {string} typed
 * @param {number} limit
 */
export function suggestions(store, typed, limit) {
  const query = cleanText(store.doc, typed).toLowerCase();
  if (!query) return { found: [], total: 0 };
  const hits = store.doc.items
    .filter((item) => finds(store.doc, item, query))
    .map((item) => ({ item, ...rankOf(store, item, query) }));
  /** @param {ItemRecord} item */
  const order = (item) => store.layerOf(item).rank;
  hits.sort((a, b) => a.rank - b.rank || order(a.item) - order(b.item) || a.item.name.length - b.item.name.length);
  return { found: hits.slice(0, limit), total: hits.length };
}

/**
 * exact > prefix > inside a name > pinyin in full > its letters from the start > inside > the clause > the note
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {string} query
 */
export function rankOf(store, item, query) {
  const names = [item.name, item.name_en, ...item.aliases];
  const lower = names.map((name) => name.toLowerCase());
  /** @param {(name: string) => boolean} test */
  const named = (test) => lower.findIndex(test);
  /** @param {number} index */
  const via = (index) =>
    index > 1 ? store.t("search.via", { where: store.t("card.aliases"), words: names[index] }) : "";
  const whole = named((name) => name === query);
  if (whole >= 0) return { rank: EXACT, via: via(whole) };
  const begun = named((name) => name.startsWith(query));
  if (begun >= 0) return { rank: PREFIX, via: via(begun) };
  const inside = named((name) => name.includes(query));
  if (inside >= 0) return { rank: INSIDE, via: via(inside) };
  if (item.id === query) return { rank: EXACT, via: "" };
  if (item.pinyin.some((syllables) => inFull(syllables, query))) return { rank: FULL_PINYIN, via: "" };
  const letters = query.replaceAll(" ", "");
  if (item.pinyin.some((syllables) => spellsFrom(syllables, 0, letters))) return { rank: FIRST_LETTERS, via: "" };
  if (item.pinyin.some((syllables) => spells(syllables, query))) return { rank: LETTERS_INSIDE, via: "" };
  const clause = item.clause.join("");
  const inClause = clause.toLowerCase().includes(query);
  const words = excerpt(inClause ? clause : item.note, query);
  return {
    rank: inClause ? CLAUSE : NOTE,
    via: words && store.t("search.via", { where: store.t(inClause ? "card.clause" : "card.note"), words }),
  };
}

/**
 * Where the words of the filter were found in an item: nothing where they are in its name in sight, or none are looked
 * for.
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function foundIn(store, item) {
  const query = cleanText(store.doc, store.state.filters.text).toLowerCase();
  return query && !store.name(item).toLowerCase().includes(query) ? rankOf(store, item, query).via : "";
}

/**
 * Whether the letters are whole syllables from the first one on, the last perhaps unfinished.
 * @param {string[]} syllables
 * @param {string} query
 */
function inFull(syllables, query) {
  return syllables.join("").startsWith(query.replaceAll(" ", ""));
}

/**
 * @param {string} clause
 * @param {string} query
 */
function excerpt(clause, query) {
  const at = clause.toLowerCase().indexOf(query);
  if (at < 0) return "";
  const start = Math.max(0, at - AROUND);
  const end = Math.min(clause.length, at + query.length + AROUND);
  return `${start ? "…" : ""}${clause.slice(start, end)}${end < clause.length ? "…" : ""}`;
}
