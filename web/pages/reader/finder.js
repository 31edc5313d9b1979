// The search of the reader: how often, where, step by step, and what of it lies on the map.

import { h } from "../../base/dom.js";
import { dot, placeOf, snippet } from "./hits.js";
import { MAX_HITS, TextIndex } from "./search.js";
import { paintRanges } from "./ranges.js";
import { withFilters } from "../../state/filters.js";
import { cleanText, finds } from "../../state/search.js";

const WAIT_MS = 120;
const MAX_LISTED = 200;

/**
 * @param {PlanMap} map
 * @param {Outline} outline
 * @param {TextView} text
 */
export function buildFinder(map, outline, text) {
  const finder = new Finder(map, outline, text);
  // A link that filters by words shows the words in the text as well.
  const filtered = map.store.state.filters.text;
  if (filtered) finder.search(filtered, { stay: true });
  return finder;
}

/** @typedef {import("./search.js").Hit} Hit */

class Finder {
  /**
   * @param {PlanMap} map
   * @param {Outline} outline
   * @param {TextView} text
   */
  constructor(map, outline, text) {
    this.map = map;
    this.store = map.store;
    this.outline = outline;
    this.text = text;
    /** @type {Hit[]} */
    this.hits = [];
    this.total = 0;
    this.current = -1;
    this.query = "";
    /** @type {number | undefined} */
    this.timer = undefined;
    /** @type {Set<string> | null} the layers before those of what was found were opened */
    this.layersBefore = null;
    this.index = new TextIndex(outline.blocks);
    this.input = h("input", {
      type: "search",
      class: "reader-query",
      spellcheck: "false",
      autocomplete: "off",
      maxlength: "400",
      oninput: () => this.later(),
      onkeydown: (event) => this.key(event),
    });
    this.count = h("span", { class: "reader-count", role: "status" });
    this.previous = h("button", { class: "icon", onclick: () => this.step(-1) }, "↑");
    this.next = h("button", { class: "icon", onclick: () => this.step(1) }, "↓");
    this.listToggle = h("button", { class: "chip", "aria-pressed": "true", onclick: () => this.fold() });
    this.mapToggle = h("button", { class: "chip", "data-action": "only", onclick: () => this.onlyThese() });
    this.bar = h(
      "div",
      { class: "reader-find" },
      this.input,
      this.count,
      this.previous,
      this.next,
      this.listToggle,
      this.mapToggle,
    );
    this.panel = h("ol", { class: "reader-hits", hidden: true });
    this.store.subscribe((_state, changed) => {
      if (changed.has("language")) this.rename();
      if (changed.has("filters") || changed.has("language")) this.tellMap();
    });
    this.rename();
    this.tell();
  }

  rename() {
    /** @param {string} key */
    const say = (key) => this.store.t(key);
    this.input.placeholder = say("reader.search");
    this.input.setAttribute("aria-label", say("reader.search"));
    for (const { node, words } of [
      { node: this.previous, words: say("reader.previous") },
      { node: this.next, words: say("reader.next") },
    ]) {
      node.title = words;
      node.setAttribute("aria-label", words);
    }
    this.panel.setAttribute("aria-label", say("reader.hits"));
    this.listToggle.textContent = say("reader.hits");
    this.tell();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(this.input.value), WAIT_MS);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      clearTimeout(this.timer);
      if (this.input.value === this.query) this.step(event.shiftKey ? -1 : 1);
      else this.search(this.input.value);
    } else if (event.key === "Escape" && this.input.value) {
      event.stopPropagation();
      this.search("");
    }
  }

  /**
   * @param {string} query
   * @param {{ stay?: boolean }} [options] stay: where the reader is
   */
  search(query, { stay = false } = {}) {
    if (this.input.value !== query) this.input.value = query;
    this.query = query;
    const { hits, total } = this.index.find(query);
    this.hits = hits;
    this.total = total;
    this.current = -1;
    paintRanges(
      "plan-found",
      this.hits.flatMap((hit) => this.text.ranges(hit.spans)),
    );
    this.list();
    if (this.hits.length && !stay) this.go(this.nearest());
    else this.tell();
  }

  // The first hit that is not above what is being read.
  nearest() {
    const section = this.text.sectionInView();
    return Math.max(
      this.hits.findIndex((hit) => this.outline.blocks[hit.block].section >= section),
      0,
    );
  }

  /** @param {number} direction */
  step(direction) {
    if (this.hits.length) this.go((this.current + direction + this.hits.length) % this.hits.length);
  }

  /** @param {number} number */
  go(number) {
    this.current = number;
    paintRanges("plan-current", this.text.ranges(this.hits[number].spans));
    this.text.showPlace(this.hits[number].spans[0]);
    this.tell();
  }

  tell() {
    const { store, hits, total } = this;
    const asked = this.query.trim() !== "";
    const more = total > MAX_HITS ? "+" : "";
    this.count.textContent = !asked
      ? ""
      : total
        ? `${this.current >= 0 ? `${this.current + 1} / ` : ""}${hits.length}${more}`
        : store.t("reader.none");
    this.count.classList.toggle("none", asked && !total);
    for (const button of [this.previous, this.next]) button.disabled = !hits.length;
    this.listToggle.hidden = !hits.length;
    this.panel.hidden = !hits.length || this.listToggle.getAttribute("aria-pressed") !== "true";
    if (!hits.length || this.current < 0) paintRanges("plan-current", []);
    for (const entry of this.panel.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
    const entry = this.panel.querySelector(`[data-hit="${this.current}"]`);
    entry?.setAttribute("aria-current", "true");
    if (entry && !this.panel.hidden) entry.scrollIntoView({ block: "nearest" });
    this.tellMap();
  }

  fold() {
    const open = this.listToggle.getAttribute("aria-pressed") !== "true";
    this.listToggle.setAttribute("aria-pressed", String(open));
    this.tell();
  }

  list() {
    const rows = this.hits
      .slice(0, MAX_LISTED)
      .map((hit, number) =>
        h(
          "li",
          {},
          h(
            "button",
            { "data-hit": number, lang: "zh", onclick: () => this.go(number) },
            dot(this.store, this.outline, hit),
            h("span", {}, snippet(this.outline, hit), h("small", {}, placeOf(this.outline, hit))),
          ),
        ),
      );
    if (this.hits.length > MAX_LISTED)
      rows.push(h("li", { class: "quiet" }, this.store.t("reader.more", { count: MAX_LISTED })));
    this.panel.replaceChildren(...rows);
    this.panel.scrollTop = 0;
  }

  // The items that the words find: exactly those that the text filter leaves.
  related() {
    const words = cleanText(this.store.doc, this.query);
    return words && this.total ? this.store.doc.items.filter((item) => finds(this.store.doc, item, words)) : [];
  }

  tellMap() {
    const items = this.related().filter((item) => item.bounds);
    const pressed = items.length > 0 && this.store.state.filters.text === cleanText(this.store.doc, this.query);
    this.mapToggle.hidden = !items.length;
    this.mapToggle.setAttribute("aria-pressed", String(pressed));
    this.mapToggle.textContent = this.store.t("reader.only", { count: items.length });
  }

  // A filter like any other: it stands in the link, the panel and every total.
  onlyThese() {
    const { store, map } = this;
    const { filters, layers } = store.state;
    if (filters.text === cleanText(this.store.doc, this.query)) {
      store.set({
        filters: withFilters(filters, { text: "" }),
        ...(this.layersBefore ? { layers: this.layersBefore } : {}),
      });
      this.layersBefore = null;
      return;
    }
    const items = this.related().filter((item) => item.bounds);
    this.layersBefore = layers;
    store.set({
      filters: withFilters(filters, { text: cleanText(this.store.doc, this.query) }),
      layers: new Set([...layers, ...items.map((item) => item.layer)]),
      selection: null,
      candidates: [],
    });
    map.fitting.around(
      items.map((item) => item.id),
      { maxZoom: 13 },
    );
  }
}
