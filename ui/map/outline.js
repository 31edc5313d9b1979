// The plan's text as a document: blocks of lines, what they speak of, and where each item stands in them.

import { loadJson } from "./loader.js";

export async function loadOutline(url) {
  return new Outline(await loadJson(url));
}

export class Outline {
  constructor(content) {
    Object.assign(this, content);
    this.blockOfLine = new Map(this.blocks.flatMap((block, index) => block.lines.map(([line]) => [line, index])));
    this.sectionOfLine = new Map(this.sections.map((section, index) => [section.line, index]));
  }

  // The line where an item's clause begins; undefined where the clause is not printed.
  lineOf(id) {
    return this.places[id]?.clause[0]?.[0];
  }

  // The block round an item's clause: the entry of its column, or the paragraph.
  blockOf(id) {
    return this.blocks[this.blockOfLine.get(this.lineOf(id))];
  }

  textOf(block) {
    return block.lines.map(([, text]) => text).join("");
  }

  // Part, chapter and section round a section, the widest first.
  pathOf(index) {
    const path = [];
    for (let level = 4; index >= 0; index -= 1) {
      const section = this.sections[index];
      if (section.level < level) {
        path.unshift(section);
        level = section.level;
      }
      if (level === 1) break;
    }
    return path;
  }
}

export function headingOf(section) {
  return section.number ? `${section.number} ${section.title}` : section.title;
}
