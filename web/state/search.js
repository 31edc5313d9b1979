// Search as geo/query.py does it: by the item's words, or by pinyin: whole, cut short, or initials.

/**
 * A search text without control characters, trimmed and cut at whole characters.
 * @param {{ contract: Contract }} doc
 * @param {string} value
 */
export function cleanText({ contract }, value) {
  const most = contract.limits.text;
  const plain = [...value.slice(0, most * 2).replace(/[\p{Cc}\u2028\u2029]/gu, " ")]
    .filter((character) => !/^[\ud800-\udfff]$/.test(character))
    .join("")
    .trim();
  let bytes = 0;
  let text = "";
  for (const character of plain) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > most) break;
    text += character;
  }
  return text.trim();
}

/** @type {WeakMap<ItemRecord, string>} */
const texts = new WeakMap();

/** @param {ItemRecord} item */
function words(item) {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const parts = [item.name, item.name_en, item.id, ...item.aliases, item.clause.join(""), item.note];
  const text = parts.join("\n").toLowerCase();
  texts.set(item, text);
  return text;
}

/**
 * Whether an item has what was typed; null where nothing was.
 * @param {PlanDocument} doc
 * @param {string} text
 * @returns {Finder | null}
 */
export function finder(doc, text) {
  const query = cleanText(doc, text).toLowerCase();
  return query
    ? (item) => words(item).includes(query) || item.pinyin.some((syllables) => spells(syllables, query))
    : null;
}

/**
 * @param {PlanDocument} doc
 * @param {ItemRecord} item
 * @param {string} text
 */
export function finds(doc, item, text) {
  const has = finder(doc, text);
  return !has || has(item);
}

/**
 * Whether typed letters spell some run of syllables, each in full or by its beginning: xili, xl, xilisn.
 * @param {string[]} syllables
 * @param {string} typed
 */
export function spells(syllables, typed) {
  const letters = typed.replaceAll(" ", "");
  if (!/^[\x20-\x7e]+$/.test(letters)) return false;
  return syllables.some((_, start) => spellsFrom(syllables, start, letters));
}

/**
 * @param {string[]} syllables
 * @param {number} position
 * @param {string} letters
 * @returns {boolean}
 */
export function spellsFrom(syllables, position, letters) {
  if (!letters) return true;
  if (position >= syllables.length) return false;
  const syllable = syllables[position];
  let common = 0;
  while (common < Math.min(syllable.length, letters.length) && syllable[common] === letters[common]) common += 1;
  for (let taken = common; taken > 0; taken -= 1)
    if (spellsFrom(syllables, position + 1, letters.slice(taken))) return true;
  return false;
}
