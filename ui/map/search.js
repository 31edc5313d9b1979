// Search as geo/query.py does it: by the item's words, or by pinyin: whole, cut short, or initials.

const MAX_TEXT_BYTES = 150;
// Fields take no more characters than could be searched for.
export const MAX_TYPED = MAX_TEXT_BYTES;

// A search text without control characters, trimmed and cut at whole characters.
export function cleanText(value) {
  const plain = [...value.slice(0, MAX_TEXT_BYTES * 2).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")].filter((character) => !/^[\ud800-\udfff]$/.test(character)).join("").trim();
  let bytes = 0;
  let text = "";
  for (const character of plain) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > MAX_TEXT_BYTES) break;
    text += character;
  }
  return text.trim();
}

const texts = new WeakMap();

function words(item) {
  if (!texts.has(item)) texts.set(item, [item.name, item.name_en, item.id, ...item.aliases, item.clause.join(""), item.note].join("\n").toLowerCase());
  return texts.get(item);
}

// Whether an item has what was typed; null where nothing was.
export function finder(text) {
  const wanted = cleanText(text).toLowerCase();
  return wanted ? (item) => words(item).includes(wanted) || item.pinyin.some((syllables) => spells(syllables, wanted)) : null;
}

export function finds(item, text) {
  const has = finder(text);
  return !has || has(item);
}

// Whether typed letters spell some run of syllables, each in full or by its beginning: xili, xl, xilisn.
export function spells(syllables, typed) {
  const letters = typed.replaceAll(" ", "");
  if (!/^[\x20-\x7e]+$/.test(letters)) return false;
  return syllables.some((_, start) => spellsFrom(syllables, start, letters));
}

export function spellsFrom(syllables, position, letters) {
  if (!letters) return true;
  if (position >= syllables.length) return false;
  const syllable = syllables[position];
  let common = 0;
  while (common < Math.min(syllable.length, letters.length) && syllable[common] === letters[common]) common += 1;
  for (let taken = common; taken > 0; taken -= 1) if (spellsFrom(syllables, position + 1, letters.slice(taken))) return true;
  return false;
}
