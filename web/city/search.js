// Places of the city by what somebody types, as state/suggestions.js does it for items.

import { spells, spellsFrom } from "../state/search.js";
import { fullName } from "./forms.js";

const EXACT = 0;
const PREFIX = 1;
const INSIDE = 2;
const FULL_PINYIN = 3;
const FIRST_LETTERS = 4;
const LETTERS_INSIDE = 5;

/**
 * The likeliest first, at most limit of them, and how many were found.
 * @param {CityDocument} doc
 * @param {string} typed
 * @param {number} limit
 * @returns {{ found: CityName[], total: number }}
 */
export function findPlaces({ kinds, names }, typed, limit) {
  const query = typed.trim().toLowerCase();
  if (!query) return { found: [], total: 0 };
  const hits = names.flatMap((entry) => {
    const match = matchOf(entry, kinds[entry.kind], query);
    return match === null ? [] : [{ entry, match }];
  });
  hits.sort(
    (a, b) =>
      a.match - b.match || zoomOf(a.entry, kinds) - zoomOf(b.entry, kinds) || a.entry.name.length - b.entry.name.length,
  );
  return { found: hits.slice(0, limit).map(({ entry }) => entry), total: hits.length };
}

/**
 * From how far away it is named: what matters more, from farther.
 * @param {CityName} entry
 * @param {Record<string, CityKind>} kinds
 */
function zoomOf({ kind, rank }, kinds) {
  return kinds[kind].lettering?.min_zoom[rank - 1] ?? kinds[kind].fly_zoom;
}

/**
 * How well a name fits, 0 the best; null where it does not.
 * @param {CityName} entry
 * @param {CityKind} kind
 * @param {string} query
 */
export function matchOf(entry, kind, query) {
  const own = kind.lettering?.form === "shield" && entry.about ? [entry.about] : [];
  const names = [entry.name, entry.name_en, ...own, fullName(entry, kind, "zh"), fullName(entry, kind, "en")];
  const lower = names.map((name) => name.toLowerCase());
  if (lower.some((name) => name === query)) return EXACT;
  if (lower.some((name) => name.startsWith(query))) return PREFIX;
  if (lower.some((name) => name.includes(query))) return INSIDE;
  const letters = query.replaceAll(" ", "");
  const syllables = entry.pinyin.split(" ");
  if (syllables.join("").startsWith(letters)) return FULL_PINYIN;
  if (!spells(syllables, query)) return null;
  return spellsFrom(syllables, 0, letters) ? FIRST_LETTERS : LETTERS_INSIDE;
}
