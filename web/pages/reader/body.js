// The nodes of the plan's text: sections that are laid out when they come near, runs of text that know their line.

import { h } from "../../base/dom.js";
import { headingOf } from "./outline.js";

const COLUMN_CHARACTERS = 35;
const LINE_PX = 33;
const BOXED = new Set(["entry", "row"]);
/** @type {Record<number, "h2" | "h3" | "h4">} */
const HEADING = { 1: "h2", 2: "h3", 3: "h4" };

/** @typedef {{ start: number, node: Text }} Run of characters of a line, from the first one's place on */

export class TextBody {
  /**
   * @param {Outline} outline
   * @param {(ids: string[]) => string} themeOf
   */
  constructor(outline, themeOf) {
    this.outline = outline;
    this.themeOf = themeOf;
    /** @type {Map<number, Run[]>} by line, in order */
    this.runs = new Map();
    /** @type {HTMLElement[]} */
    this.blocks = [];
    /** @type {HTMLElement[]} */
    this.marks = [];
    /** @type {HTMLElement[]} */
    this.notes = [];
    this.sectionNodes = this.sections();
    this.article = h("div", { class: "reader-text", lang: "zh" }, h("h1", {}, outline.title), this.sectionNodes);
  }

  sections() {
    return [...bySection(this.outline.blocks).values()].map((indices) => {
      const length = indices.reduce(
        (sum, index) =>
          sum + 1.5 + Math.ceil(this.outline.textOf(this.outline.blocks[index]).length / COLUMN_CHARACTERS),
        0,
      );
      return h(
        "section",
        { style: { containIntrinsicSize: `auto ${Math.round(length * LINE_PX)}px` } },
        this.boxed(indices),
      );
    });
  }

  /**
   * A plan column's entries stand in one box with its title.
   * @param {number[]} indices
   */
  boxed(indices) {
    const nodes = [];
    /** @type {HTMLElement | null} */
    let box = null;
    for (const index of indices) {
      const { kind } = this.outline.blocks[index];
      const node = this.block(index);
      if (kind === "plan_column") {
        box = h("div", { class: "reader-box" }, node);
        nodes.push(box);
      } else if (box && BOXED.has(kind)) {
        (kind === "row" ? rowsOf(box) : box).append(node);
      } else {
        box = null;
        nodes.push(node);
      }
    }
    return nodes;
  }

  /**
   * @param {number} index
   * @returns {HTMLElement}
   */
  block(index) {
    const block = this.outline.blocks[index];
    const level = this.outline.sectionOfLine.get(block.lines[0][0]);
    const tag =
      level !== undefined
        ? HEADING[this.outline.sections[level].level]
        : block.kind === "plan_column"
          ? "h5"
          : block.kind === "row"
            ? "tr"
            : "p";
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

  /**
   * @param {HTMLElement} node
   * @param {TextBlock} block
   */
  fill(node, block) {
    let lead = block.lead ?? 0;
    for (const [line, text] of block.lines) {
      const pieces = this.pieces(line, text, lead);
      if (lead)
        node.append(
          h(
            "b",
            {},
            pieces.filter((piece) => piece.start < lead).map((piece) => piece.node),
          ),
        );
      node.append(...pieces.filter((piece) => piece.start >= lead).map((piece) => piece.node));
      lead = 0;
    }
  }

  /**
   * A line as runs: plain text, and what speaks of items; none runs across the end of the bold name.
   * @param {number} line
   * @param {string} text
   * @param {number} lead where the bold name ends
   */
  pieces(line, text, lead) {
    /** @type {{ start: number, node: Node }[]} */
    const pieces = [];
    let at = 0;
    /** @param {number} end */
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

  /**
   * @param {number} line
   * @param {number} start
   * @param {string} text
   */
  run(line, start, text) {
    const node = document.createTextNode(text);
    const runs = this.runs.get(line) ?? [];
    runs.push({ start, node });
    this.runs.set(line, runs);
    return node;
  }

  /**
   * @param {number} line
   * @param {number} start
   * @param {string} text
   * @param {number} names
   * @param {number} clause
   */
  said(line, start, text, names, clause) {
    const named = names >= 0;
    const set = named ? names : clause;
    const keys = named ? { tabindex: "0", role: "link" } : {};
    const node = h(
      "span",
      { class: named ? "item-mark named" : "item-mark", "data-set": set, ...keys },
      this.run(line, start, text),
    );
    node.style.setProperty("--mark", `var(--theme-${this.themeOf(this.outline.sets[set])})`);
    this.marks.push(node);
    return node;
  }

  /**
   * The table's cells; its characters are found as the line's own.
   * @param {TextBlock} block
   */
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

/**
 * The rows of the table in a box, which the first of them brings.
 * @param {HTMLElement} box
 */
function rowsOf(box) {
  const rows = box.querySelector("tbody");
  if (rows) return rows;
  const added = h("tbody");
  box.append(h("table", {}, added));
  return added;
}

/**
 * The numbers of the blocks of each section.
 * @param {TextBlock[]} blocks
 */
function bySection(blocks) {
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  blocks.forEach(({ section }, index) => {
    const group = groups.get(section);
    if (group) group.push(index);
    else groups.set(section, [index]);
  });
  return groups;
}
