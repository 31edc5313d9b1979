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

// [{ item, via }] at most limit of them, and how many were found: { found, total }. via: where it was found, other than in the name.
export function suggestions(store, typed, limit) {
  const wanted = cleanText(typed).toLowerCase();
  if (!wanted) return { found: [], total: 0 };
  const hits = store.doc.items.filter((item) => finds(item, wanted)).map((item) => ({ item, ...rankOf(store, item, wanted) }));
  const order = (item) => store.layerById.get(item.layer).rank;
  hits.sort((a, b) => a.rank - b.rank || order(a.item) - order(b.item) || a.item.name.length - b.item.name.length);
  return { found: hits.slice(0, limit), total: hits.length };
}

// exact > prefix > inside a name > pinyin in full > its letters from the start > inside > the clause > the note
export function rankOf(store, item, wanted) {
  const names = [item.name, item.name_en, ...item.aliases];
  const lower = names.map((name) => name.toLowerCase());
  const named = (test) => lower.findIndex(test);
  const via = (index) => (index > 1 ? store.t("search.via", { where: store.t("card.aliases"), words: names[index] }) : "");
  for (const [rank, test] of [[EXACT, (name) => name === wanted], [PREFIX, (name) => name.startsWith(wanted)], [INSIDE, (name) => name.includes(wanted)]]) {
    const index = named(test);
    if (index >= 0) return { rank, via: via(index) };
  }
  if (item.id === wanted) return { rank: EXACT, via: "" };
  if (item.pinyin.some((syllables) => inFull(syllables, wanted))) return { rank: FULL_PINYIN, via: "" };
  const letters = wanted.replaceAll(" ", "");
  if (item.pinyin.some((syllables) => spellsFrom(syllables, 0, letters))) return { rank: FIRST_LETTERS, via: "" };
  if (item.pinyin.some((syllables) => spells(syllables, wanted))) return { rank: LETTERS_INSIDE, via: "" };
  const clause = item.clause.join("");
  const inClause = clause.toLowerCase().includes(wanted);
  const words = excerpt(inClause ? clause : item.note, wanted);
  return { rank: inClause ? CLAUSE : NOTE, via: words && store.t("search.via", { where: store.t(inClause ? "card.clause" : "card.note"), words }) };
}

// Where the words of the filter were found in an item: nothing where they are in its name in sight, or none are looked for.
export function foundIn(store, item) {
  const wanted = cleanText(store.state.filters.text).toLowerCase();
  return wanted && !store.name(item).toLowerCase().includes(wanted) ? rankOf(store, item, wanted).via : "";
}

// Whether the letters are whole syllables from the first one on, the last perhaps unfinished.
function inFull(syllables, wanted) {
  return syllables.join("").startsWith(wanted.replaceAll(" ", ""));
}

function excerpt(clause, wanted) {
  const at = clause.toLowerCase().indexOf(wanted);
  if (at < 0) return "";
  const start = Math.max(0, at - AROUND);
  const end = Math.min(clause.length, at + wanted.length + AROUND);
  return `${start ? "…" : ""}${clause.slice(start, end)}${end < clause.length ? "…" : ""}`;
}
