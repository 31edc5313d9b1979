// The plan's text as a document: blocks of lines, what they speak of, and where each item stands in them.

import { loadJson } from "../../gpu/loader.js";

/** @param {string} url */
export async function loadOutline(url) {
  return new Outline(await loadJson(url));
}

export class Outline {
  /** @param {ReaderDocument} content */
  constructor(content) {
    this.title = content.title;
    this.sections = content.sections;
    this.blocks = content.blocks;
    this.marks = content.marks;
    this.sets = content.sets;
    this.places = content.places;
    this.jumps = content.jumps;
    /** @type {Map<number, number>} */
    this.blockOfLine = new Map();
    this.blocks.forEach((block, index) => {
      for (const [line] of block.lines) this.blockOfLine.set(line, index);
    });
    this.sectionOfLine = new Map(this.sections.map((section, index) => [section.line, index]));
  }

  /**
   * The line where an item's clause begins; undefined where the clause is not printed.
   * @param {string | null} id
   */
  lineOf(id) {
    return id === null ? undefined : this.places[id]?.clause[0]?.[0];
  }

  /**
   * The block round an item's clause: the entry of its plan column, or the paragraph.
   * @param {string} id
   * @returns {TextBlock | undefined}
   */
  blockOf(id) {
    const line = this.lineOf(id);
    const index = line === undefined ? undefined : this.blockOfLine.get(line);
    return index === undefined ? undefined : this.blocks[index];
  }

  /** @param {TextBlock} block */
  textOf(block) {
    return block.lines.map(([, text]) => text).join("");
  }

  /**
   * Part, chapter and section round a section, the widest first.
   * @param {number} index
   */
  pathOf(index) {
    /** @type {TextSection[]} */
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

/** @param {TextSection} section */
export function headingOf(section) {
  return section.number ? `${section.number} ${section.title}` : section.title;
}
