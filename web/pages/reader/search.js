// Full-text search over the outline: plain words, blind to spaces and case, across page breaks.

// Beyond this nobody steps through hits; the count goes on.
export const MAX_HITS = 2000;
const GAP = "\u0001";

/** @typedef {{ block: number, line: number, at: number }} CharacterPlace */
/** @typedef {{ block: number, spans: Span[] }} Hit */

export class TextIndex {
  /** @param {TextBlock[]} blocks */
  constructor(blocks) {
    /** @type {string[]} */
    const characters = [];
    /** @type {(CharacterPlace | null)[]} of each character; null between blocks */
    this.places = [];
    blocks.forEach((block, index) => {
      for (const [line, text] of block.lines) {
        for (let at = 0; at < text.length; at += 1) {
          if (/\s/.test(text[at])) continue;
          characters.push(plain(text[at]));
          this.places.push({ block: index, line, at });
        }
      }
      characters.push(GAP);
      this.places.push(null);
    });
    this.text = characters.join("");
  }

  /** @param {string} query */
  find(query) {
    const needle = [...query].map(plain).join("").replaceAll(GAP, "").replace(/\s/g, "");
    /** @type {Hit[]} */
    const hits = [];
    let total = 0;
    for (
      let at = needle ? this.text.indexOf(needle) : -1;
      at >= 0;
      at = this.text.indexOf(needle, at + needle.length)
    ) {
      total += 1;
      if (hits.length < MAX_HITS) hits.push(this.hit(at, at + needle.length));
    }
    return { total, hits };
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {Hit}
   */
  hit(from, to) {
    /** @type {Span[]} */
    const spans = [];
    // No hit runs over a gap: the words have none.
    const places = /** @type {CharacterPlace[]} */ (this.places.slice(from, to));
    for (const { line, at } of places) {
      const last = spans.at(-1);
      if (last && last[0] === line) last[2] = at + 1;
      else spans.push([line, at, at + 1]);
    }
    return { block: places[0].block, spans };
  }
}

/**
 * One character for one: places in the text must stay where they are.
 * @param {string} character
 */
function plain(character) {
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}
