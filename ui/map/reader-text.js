// The text itself: sections that are laid out when they come near, marks as underlines in their theme's colour.

import { h } from "./dom.js";
import { headingOf } from "./outline.js";

const COLUMN_CHARACTERS = 35;
const LINE_PX = 33;
const SETTLE_FRAMES = 6;
const BOXED = new Set(["entry", "row"]);
const HEADING = { 1: "h2", 2: "h3", 3: "h4" };

export function buildText(store, outline, page, { hover, choose }) {
  const view = new TextView(store, outline, page);
  const { article, scroller } = view;
  const idsAt = (event) => view.idsOf(event.target.closest?.(".said"));
  article.addEventListener("pointerover", (event) => hover(idsAt(event)));
  article.addEventListener("pointerleave", () => hover([]));
  article.addEventListener("focusin", (event) => hover(idsAt(event)));
  article.addEventListener("focusout", () => hover([]));
  article.addEventListener("click", (event) => {
    const ids = idsAt(event);
    // Whoever selects words to copy them does not choose an item.
    if (ids.length && getSelection().isCollapsed) choose(ids);
  });
  article.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !idsAt(event).length) return;
    event.preventDefault();
    choose(idsAt(event));
  });
  scroller.addEventListener("scroll", () => view.scrolled(), { passive: true });
  store.subscribe((state, changed) => {
    if (changed.has("ground")) view.paint();
    if (changed.has("filters") || changed.has("layers")) view.dim();
    if (changed.has("hover")) view.light(state.hover);
    if (changed.has("language")) view.renameNotes();
  });
  return view;
}

class TextView {
  constructor(store, outline, page) {
    Object.assign(this, { store, outline, page, chosenHere: null, top: 0 });
    // Line -> its runs of text, in order: { start, node }.
    this.runs = new Map();
    this.blocks = [];
    this.marks = [];
    this.notes = [];
    this.onSection = () => {};
    this.article = h("div", { class: "reader-text", lang: "zh" }, h("h1", {}, outline.title), this.sections());
    this.scroller = h("div", { class: "reader-scroller", tabindex: "-1" }, this.article);
    this.paint();
    this.dim();
    this.renameNotes();
  }

  sections() {
    const bySection = Map.groupBy ? Map.groupBy(this.outline.blocks.keys(), (index) => this.outline.blocks[index].section) : grouped(this.outline.blocks);
    this.sectionNodes = [...bySection.values()].map((indices) => {
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
    const node = h("span", { class: named ? "said named" : "said", "data-set": set, ...keys }, this.run(line, start, text));
    node.style.setProperty("--said", `var(--theme-${this.themeOf(this.outline.sets[set])})`);
    this.marks.push(node);
    return node;
  }

  themeOf(ids) {
    return this.store.byId.get(ids[0]).theme;
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

  idsOf(node) {
    return node ? this.outline.sets[node.dataset.set] : [];
  }

  paint() {
    for (const [id, theme] of Object.entries(this.store.doc.catalogue.themes)) this.page.style.setProperty(`--theme-${id}`, this.store.color(theme));
  }

  // What is filtered out or hidden stays marked, only more quietly.
  dim() {
    const shown = this.outline.sets.map((ids) => ids.some((id) => this.store.isShown(this.store.byId.get(id))));
    for (const node of this.marks) node.classList.toggle("dimmed", !shown[node.dataset.set]);
  }

  renameNotes() {
    for (const note of this.notes) {
      note.textContent = this.store.t("reader.garbled");
      note.lang = this.store.state.language;
    }
  }

  // Static ranges: live ones lose their place whenever the page is taken off and put back.
  range(line, start, end) {
    const runs = this.runs.get(line);
    const holding = (place) => runs.findLast((run) => run.start <= place);
    const [first, last] = [holding(start), holding(end - 1)];
    return new StaticRange({ startContainer: first.node, startOffset: start - first.start, endContainer: last.node, endOffset: end - last.start });
  }

  ranges(spans) {
    return spans.filter(([line]) => this.runs.has(line)).map(([line, start, end]) => this.range(line, start, end));
  }

  // The marks in some spans: names and clauses are made of whole ones.
  marksIn(spans) {
    return spans.flatMap(([line, start, end]) => (this.runs.get(line) ?? []).filter((run) => run.start >= start && run.start < end).map((run) => run.node.parentElement));
  }

  // Give a class to these marks and take it from all others.
  only(name, spans) {
    const wanted = new Set(this.marksIn(spans));
    for (const node of this.article.querySelectorAll(`.${name}`)) if (!wanted.has(node)) node.classList.remove(name);
    for (const node of wanted) node.classList.add(name);
  }

  light(hovered) {
    const ids = [hovered].flat().filter(Boolean);
    this.only("lit", ids.flatMap((id) => this.outline.places[id]?.names ?? []));
  }

  markChosen(id) {
    this.article.querySelector("[data-chosen]")?.removeAttribute("data-chosen");
    const places = id ? this.outline.places[id] : null;
    if (id) this.article.style.setProperty("--chosen", `var(--theme-${this.themeOf([id])})`);
    this.only("chosen", places?.clause ?? []);
    this.only("chosen-name", places?.names ?? []);
    this.nodeOf(this.outline.lineOf(id))?.setAttribute("data-chosen", "");
  }

  nodeOf(line) {
    return this.blocks[this.outline.blockOfLine.get(line)];
  }

  // Where an item is named in its clause, else where the clause begins.
  showItem(id) {
    const { clause, names } = this.outline.places[id] ?? { clause: [], names: [] };
    const lines = new Set(clause.map(([line]) => line));
    const [place] = [...names.filter(([line]) => lines.has(line)), ...clause];
    if (place) this.showPlace(place);
  }

  showLine(line) {
    const node = this.nodeOf(line);
    this.reveal(node, () => node.getBoundingClientRect(), 0);
  }

  showPlace([line, start, end]) {
    this.reveal(this.nodeOf(line), () => boxOf(this.range(line, start, end)));
  }

  // Bring a box in a block into view, its top at a share of the height; 0 puts it at the top even where it is in sight.
  // Sections that are laid out on the way move it, and before they are it has no box: so it is looked at again.
  reveal(block, measure, share = 0.35, frames = SETTLE_FRAMES) {
    const pane = this.scroller.getBoundingClientRect();
    if (!pane.height) return;
    const own = measure();
    const box = own.height ? own : block.closest("section").getBoundingClientRect();
    const seen = share > 0 && box.top > pane.top + 24 && box.bottom < pane.bottom - 24;
    const delta = box.top - pane.top - Math.max(pane.height * share, 12);
    if (!seen && Math.abs(delta) > 1) this.scroller.scrollTop += delta;
    if (frames > 0) requestAnimationFrame(() => this.reveal(block, measure, share, frames - 1));
  }

  scrolled() {
    if (this.scroller.clientHeight) this.top = this.scroller.scrollTop;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.onSection(this.sectionInView()));
  }

  // The section at the top edge of the text.
  sectionInView() {
    const edge = this.scroller.getBoundingClientRect().top + 40;
    let [low, high] = [0, this.sectionNodes.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.sectionNodes[middle].getBoundingClientRect().top <= edge) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Taken off the page, the scroller forgets where it was.
  restore() {
    this.scroller.scrollTop = this.top;
    this.onSection(this.sectionInView());
  }
}

function grouped(blocks) {
  const groups = new Map();
  blocks.forEach((block, index) => groups.set(block.section, [...(groups.get(block.section) ?? []), index]));
  return groups;
}

function boxOf({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.getBoundingClientRect();
}

// Words are painted without touching the text's nodes. A browser that cannot still shows the block's edge.
export function paintRanges(name, ranges) {
  const registry = globalThis.CSS?.highlights;
  if (!registry) return;
  if (ranges.length) registry.set(name, new Highlight(...ranges));
  else registry.delete(name);
}
