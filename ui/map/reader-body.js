// The nodes of the plan's text: sections that are laid out when they come near, runs of text that know their line.

import { h } from "./dom.js";
import { headingOf } from "./outline.js";

const COLUMN_CHARACTERS = 35;
const LINE_PX = 33;
const BOXED = new Set(["entry", "row"]);
const HEADING = { 1: "h2", 2: "h3", 3: "h4" };

export class TextBody {
  constructor(outline, themeOf) {
    Object.assign(this, { outline, themeOf });
    // Line -> its runs of text, in order: { start, node }.
    this.runs = new Map();
    this.blocks = [];
    this.marks = [];
    this.notes = [];
    this.article = h("div", { class: "reader-text", lang: "zh" }, h("h1", {}, outline.title), this.sections());
  }

  sections() {
    this.sectionNodes = [...bySection(this.outline.blocks).values()].map((indices) => {
      const length = indices.reduce((sum, index) => sum + 1.5 + Math.ceil(this.outline.textOf(this.outline.blocks[index]).length / COLUMN_CHARACTERS), 0);
      return h("section", { style: { containIntrinsicSize: `auto ${Math.round(length * LINE_PX)}px` } }, this.boxed(indices));
    });
    return this.sectionNodes;
  }

  // A column's entries stand in one box with its title.
  boxed(indices) {
    const nodes = [];
    let box = null;
    for (const index of indices) {
      const { kind } = this.outline.blocks[index];
      const node = this.block(index);
      if (kind === "column") nodes.push((box = h("div", { class: "reader-box" }, node)));
      else if (box && BOXED.has(kind)) {
        if (kind === "row") (box.querySelector("tbody") ?? box.appendChild(h("table", {}, h("tbody"))).firstChild).append(node);
        else box.append(node);
      } else {
        box = null;
        nodes.push(node);
      }
    }
    return nodes;
  }

  block(index) {
    const block = this.outline.blocks[index];
    const level = this.outline.sectionOfLine.get(block.lines[0][0]);
    const tag = level !== undefined ? HEADING[this.outline.sections[level].level] : block.kind === "column" ? "h5" : block.kind === "row" ? "tr" : "p";
    const node = h(tag, { class: `reader-${block.kind}`, "data-line": block.lines[0][0] });
    if (block.kind === "row") node.append(...this.cells(block));
    else if (level !== undefined) node.append(this.run(block.lines[0][0], 0, headingOf(this.outline.sections[level])));
    else this.fill(node, block);
    if (block.garbled) {
      const note = h("small", { class: "garbled" });
      this.notes.push(note);
      node.append(note);
    }
    this.blocks[index] = node;
    return node;
  }

  fill(node, block) {
    let lead = block.lead ?? 0;
    for (const [line, text] of block.lines) {
      const pieces = this.pieces(line, text, lead);
      if (lead) node.append(h("b", {}, pieces.filter((piece) => piece.start < lead).map((piece) => piece.node)));
      node.append(...pieces.filter((piece) => piece.start >= lead).map((piece) => piece.node));
      lead = 0;
    }
  }

  // A line as runs: plain text, and what speaks of items; none runs across the end of the bold name.
  pieces(line, text, lead) {
    const pieces = [];
    let at = 0;
    const plain = (end) => {
      if (end > at) pieces.push({ start: at, node: this.run(line, at, text.slice(at, end)) });
      at = end;
    };
    for (const [start, end, names, clause] of this.outline.marks[line] ?? []) {
      if (at < lead && lead < start) plain(lead);
      plain(start);
      pieces.push({ start, node: this.said(line, start, text.slice(start, end), names, clause) });
      at = end;
    }
    if (at < lead) plain(lead);
    plain(text.length);
    return pieces;
  }

  run(line, start, text) {
    const node = document.createTextNode(text);
    if (!this.runs.has(line)) this.runs.set(line, []);
    this.runs.get(line).push({ start, node });
    return node;
  }

  said(line, start, text, names, clause) {
    const named = names >= 0;
    const set = named ? names : clause;
    const keys = named ? { tabindex: "0", role: "link" } : {};
    const node = h("span", { class: named ? "item-mark named" : "item-mark", "data-set": set, ...keys }, this.run(line, start, text));
    node.style.setProperty("--mark", `var(--theme-${this.themeOf(this.outline.sets[set])})`);
    this.marks.push(node);
    return node;
  }

  // The table's cells; its characters are found as the line's own.
  cells(block) {
    const [[line, text]] = block.lines;
    let start = 0;
    return text.split("\t").map((cell) => {
      const node = h("td", {}, this.run(line, start, cell));
      start += cell.length + 1;
      return node;
    });
  }
}

// The numbers of the blocks of each section.
function bySection(blocks) {
  const groups = new Map();
  blocks.forEach(({ section }, index) => (groups.get(section) ?? groups.set(section, []).get(section)).push(index));
  return groups;
}
