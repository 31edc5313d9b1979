// The text as it is used: what the pointer is on, what is lit up and chosen, and what is in sight.

import { h } from "../../base/dom.js";
import { TextBody } from "./body.js";
import { boxOf } from "./ranges.js";
import { Settling } from "./settling.js";

/**
 * @param {Store} store
 * @param {Outline} outline
 * @param {HTMLElement} page
 * @param {{ hover: (ids: string[]) => void, choose: (ids: string[]) => void }} acts
 * @returns {TextView}
 */
export function buildText(store, outline, page, { hover, choose }) {
  const view = new TextView(store, outline, page);
  const { article, scroller } = view;
  /** @param {Event} event */
  const idsAt = (event) => view.idsOf(/** @type {HTMLElement} */ (event.target).closest?.(".item-mark"));
  article.addEventListener("pointerover", (event) => hover(idsAt(event)));
  article.addEventListener("pointerleave", () => hover([]));
  article.addEventListener("focusin", (event) => hover(idsAt(event)));
  article.addEventListener("focusout", () => hover([]));
  article.addEventListener("click", (event) => {
    const ids = idsAt(event);
    // Whoever selects words to copy them does not choose an item.
    if (ids.length && getSelection()?.isCollapsed) choose(ids);
  });
  article.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !idsAt(event).length) return;
    event.preventDefault();
    choose(idsAt(event));
  });
  scroller.addEventListener("scroll", () => view.scrolled(), { passive: true });
  store.subscribe((state, changed) => {
    if (changed.has("appearance")) view.paint();
    if (changed.has("filters") || changed.has("layers")) view.dim();
    if (changed.has("hover")) view.light(state.hover);
    if (changed.has("language")) view.renameNotes();
  });
  return view;
}

export class TextView {
  /**
   * @param {Store} store
   * @param {Outline} outline
   * @param {HTMLElement} page
   */
  constructor(store, outline, page) {
    this.store = store;
    this.outline = outline;
    this.page = page;
    /** @type {string | null} what a click in the text itself has chosen */
    this.chosenHere = null;
    this.top = 0;
    this.frame = 0;
    const body = new TextBody(outline, (ids) => this.themeOf(ids));
    this.article = body.article;
    this.runs = body.runs;
    this.blocks = body.blocks;
    this.marks = body.marks;
    this.notes = body.notes;
    this.sectionNodes = body.sectionNodes;
    /** @type {(index: number) => void} */
    this.onSection = () => {};
    this.scroller = h("div", { class: "reader-scroller", tabindex: "-1" }, this.article);
    this.settling = new Settling(this.scroller);
    this.paint();
    this.dim();
    this.renameNotes();
  }

  /** @param {string[]} ids */
  themeOf(ids) {
    return this.store.item(ids[0]).theme;
  }

  /** @param {HTMLElement | null | undefined} node */
  idsOf(node) {
    return node ? this.outline.sets[Number(node.dataset.set)] : [];
  }

  paint() {
    for (const [id, theme] of Object.entries(this.store.doc.catalogue.themes))
      this.page.style.setProperty(`--theme-${id}`, this.store.color(theme));
  }

  // What is filtered out or hidden stays marked, only more quietly.
  dim() {
    const shown = this.outline.sets.map((ids) => ids.some((id) => this.store.isShown(this.store.item(id))));
    for (const node of this.marks) node.classList.toggle("dimmed", !shown[Number(node.dataset.set)]);
  }

  renameNotes() {
    for (const note of this.notes) {
      note.textContent = this.store.t("reader.garbled");
      note.lang = this.store.state.language;
    }
  }

  /**
   * Static ranges: live ones lose their place whenever the page is taken off and put back.
   * @param {number} line
   * @param {number} start
   * @param {number} end
   */
  range(line, start, end) {
    const runs = this.runs.get(line) ?? [];
    /**
     * A line's first run starts with it.
     * @param {number} place
     */
    const holding = (place) => runs.findLast((run) => run.start <= place) ?? runs[0];
    const [first, last] = [holding(start), holding(end - 1)];
    return new StaticRange({
      startContainer: first.node,
      startOffset: start - first.start,
      endContainer: last.node,
      endOffset: end - last.start,
    });
  }

  /** @param {Span[]} spans */
  ranges(spans) {
    return spans.filter(([line]) => this.runs.has(line)).map(([line, start, end]) => this.range(line, start, end));
  }

  /**
   * The marks in some spans: names and clauses are made of whole ones.
   * @param {Span[]} spans
   */
  marksIn(spans) {
    return spans.flatMap(([line, start, end]) =>
      (this.runs.get(line) ?? [])
        .filter((run) => run.start >= start && run.start < end)
        .map((run) => /** @type {HTMLElement} */ (run.node.parentElement)),
    );
  }

  /**
   * Give a class to these marks and take it from all others.
   * @param {string} name
   * @param {Span[]} spans
   */
  only(name, spans) {
    const wanted = new Set(this.marksIn(spans));
    /** @type {NodeListOf<HTMLElement>} */
    const marked = this.article.querySelectorAll(`.${name}`);
    for (const node of marked) if (!wanted.has(node)) node.classList.remove(name);
    for (const node of wanted) node.classList.add(name);
  }

  /** @param {State["hover"]} hovered */
  light(hovered) {
    const ids = [hovered].flat().filter((id) => id !== null);
    this.only(
      "lit",
      ids.flatMap((id) => this.outline.places[id]?.names ?? []),
    );
  }

  /** @param {string | null} id */
  markChosen(id) {
    this.article.querySelector("[data-chosen]")?.removeAttribute("data-chosen");
    const places = id ? this.outline.places[id] : null;
    if (id) this.article.style.setProperty("--chosen", `var(--theme-${this.themeOf([id])})`);
    this.only("chosen", places?.clause ?? []);
    this.only("chosen-name", places?.names ?? []);
    this.nodeOf(this.outline.lineOf(id))?.setAttribute("data-chosen", "");
  }

  /**
   * @param {number | undefined} line
   * @returns {HTMLElement | undefined}
   */
  nodeOf(line) {
    const index = line === undefined ? undefined : this.outline.blockOfLine.get(line);
    return index === undefined ? undefined : this.blocks[index];
  }

  /**
   * Where an item is named in its clause, else where the clause begins.
   * @param {string} id
   */
  showItem(id) {
    const { clause, names } = this.outline.places[id] ?? { clause: [], names: [] };
    const lines = new Set(clause.map(([line]) => line));
    const [place] = [...names.filter(([line]) => lines.has(line)), ...clause];
    if (place) this.showPlace(place);
  }

  /** @param {number} line */
  showLine(line) {
    const node = this.nodeOf(line);
    if (node) this.settling.show(node, () => node.getBoundingClientRect(), 0);
  }

  /** @param {Span} place */
  showPlace([line, start, end]) {
    const node = this.nodeOf(line);
    if (node) this.settling.show(node, () => boxOf(this.range(line, start, end)));
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
