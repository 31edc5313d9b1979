// Full-text search over the outline: plain words, blind to spaces and case, across page breaks.

// Beyond this nobody steps through hits; the count goes on.
export const MAX_HITS = 2000;
const GAP = "\u0001";

export class TextIndex {
  constructor(blocks) {
    const characters = [];
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

  // { total, hits }: each hit is { block, spans: [[line, start, end], …] }.
  find(query) {
    const wanted = [...query].map(plain).join("").replace(/[\s\u0001]/g, "");
    const hits = [];
    let total = 0;
    for (let at = wanted ? this.text.indexOf(wanted) : -1; at >= 0; at = this.text.indexOf(wanted, at + wanted.length)) {
      total += 1;
      if (hits.length < MAX_HITS) hits.push(this.hit(at, at + wanted.length));
    }
    return { total, hits };
  }

  hit(from, to) {
    const spans = [];
    for (const { line, at } of this.places.slice(from, to)) {
      const last = spans.at(-1);
      if (last?.[0] === line) last[2] = at + 1;
      else spans.push([line, at, at + 1]);
    }
    return { block: this.places[from].block, spans };
  }
}

// One character for one: places in the text must stay where they are.
function plain(character) {
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}
