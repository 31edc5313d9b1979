// The text as it is used: what the pointer is on, what is lit up and chosen, and what is in sight.

import { h } from "./dom.js";
import { TextBody } from "./reader-body.js";

const SETTLE_FRAMES = 6;

export function buildText(store, outline, page, { hover, choose }) {
  const view = new TextView(store, outline, page);
  const { article, scroller } = view;
  const idsAt = (event) => view.idsOf(event.target.closest?.(".item-mark"));
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
    const { article, runs, blocks, marks, notes, sectionNodes } = new TextBody(outline, (ids) => this.themeOf(ids));
    Object.assign(this, { article, runs, blocks, marks, notes, sectionNodes });
    this.onSection = () => {};
    this.scroller = h("div", { class: "reader-scroller", tabindex: "-1" }, this.article);
    this.paint();
    this.dim();
    this.renameNotes();
  }

  themeOf(ids) {
    return this.store.byId.get(ids[0]).theme;
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
