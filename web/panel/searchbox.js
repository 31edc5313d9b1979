// The search in the header: suggestions while typing, items of the plan first, then places of the city; one is flown
// to, or all items become the filter. A combobox as WAI-ARIA has it.

import { h } from "../base/dom.js";
import { stateWords } from "../progress/colouring.js";
import { setText } from "./filters.js";
import { cleanText } from "../state/search.js";
import { suggestions } from "../state/suggestions.js";
import { swatch } from "./swatch.js";
import { valueLabel } from "../state/values.js";

const LIMIT = 8;
const PLACES = 6;
const LIST_ID = "search-list";
const FIELDS = "input, textarea, select, [contenteditable]";

/**
 * @param {Store} store
 * @param {Actions} actions
 */
export function buildSearch(store, actions) {
  const input = h("input", {
    type: "search",
    class: "find",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: store.doc.contract.limits.text,
    "aria-autocomplete": "list",
    "aria-controls": LIST_ID,
    "aria-expanded": "false",
    "data-focus": "find",
  });
  const list = h("ul", { class: "found", id: LIST_ID, role: "listbox", hidden: true });
  const said = h("p", { class: "unseen", role: "status" });
  const node = h("div", { class: "search", role: "search" }, input, list, said);
  const box = new Box(store, actions, { input, list, said });
  input.addEventListener("input", (event) => event.isComposing || box.ask());
  input.addEventListener("compositionend", () => box.ask());
  input.addEventListener("focus", () => box.ask());
  input.addEventListener("blur", () => box.close());
  input.addEventListener("keydown", (event) => box.key(event));
  // The field keeps the focus while one of its suggestions is clicked.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  const name = () => {
    input.placeholder = store.t("search.placeholder");
    input.setAttribute("aria-label", store.t("search.label"));
    input.title = store.t("search.shortcut");
    list.setAttribute("aria-label", store.t("search.label"));
    box.close();
  };
  store.subscribe((_state, changed) => changed.has("language") && name());
  name();
  return node;
}

/**
 * Whether a key pressed now is meant for a field that is being written in.
 * @param {KeyboardEvent} event
 */
export function isTyping(event) {
  const target = /** @type {Partial<Element> | undefined} */ (event.composedPath()[0]);
  return target?.matches?.(FIELDS) ?? false;
}

/** @typedef {{ run: () => void, content: Child[], item?: string, place?: string }} Option */

class Box {
  /**
   * @param {Store} store
   * @param {Actions} actions
   * @param {{ input: HTMLInputElement, list: HTMLElement, said: HTMLElement }} parts
   */
  constructor(store, actions, parts) {
    this.store = store;
    this.actions = actions;
    this.input = parts.input;
    this.list = parts.list;
    this.said = parts.said;
    /** @type {Option[]} */
    this.options = [];
    /** Their rows in the list. @type {HTMLElement[]} */
    this.rows = [];
    this.active = -1;
  }

  ask() {
    const words = cleanText(this.store.doc, this.input.value);
    if (!words) return this.close();
    const { found, total } = suggestions(this.store, words, LIMIT);
    this.options = found.map(({ item, via }) => ({
      run: () => this.pick(item),
      content: row(this.store, item, via),
      item: item.id,
    }));
    if (total)
      this.options.push({
        run: () => this.filter(words),
        content: [h("span", { class: "all" }, this.store.t("search.filter", { total }))],
      });
    const places = this.actions.places(words, PLACES, () => this.list.hidden || this.ask());
    for (const place of places.found)
      this.options.push({ run: () => this.go(place), content: placeRow(place), place: place.name });
    this.show(total, places.total, words);
  }

  /**
   * @param {number} total
   * @param {number} places
   * @param {string} words
   */
  show(total, places, words) {
    const { store, list, input } = this;
    this.rows = this.options.map(optionRow);
    const first = this.options.findIndex(({ place }) => place);
    const heading = h("li", { class: "heading", role: "presentation" }, store.t("search.places"));
    list.replaceChildren(
      ...(this.rows.length
        ? this.rows.flatMap((row, index) => (index === first ? [heading, row] : [row]))
        : [
            h("li", { class: "nothing" }, store.t("search.nothing", { words }), h("small", {}, store.t("search.ways"))),
          ]),
    );
    const totals = [
      total && store.t("search.total", { total }),
      places && store.t("search.placesTotal", { total: places }),
    ];
    this.said.textContent = totals.filter(Boolean).join(" · ") || store.t("search.nothing", { words });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    this.point(-1);
  }

  /** @param {number} index of an option; -1 for none */
  point(index) {
    this.active = index;
    for (const [position, row] of this.rows.entries()) row.setAttribute("aria-selected", String(position === index));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `${LIST_ID}-${index}`);
      this.rows[index].scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /**
   * Enter takes the row that is marked, else the first; an input method's Enter only ends its own word.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.isComposing) return;
    const count = this.options.length;
    if (event.key === "ArrowDown" && !count) this.ask();
    else if (event.key === "ArrowDown" && count) this.point((this.active + 1) % count);
    else if (event.key === "ArrowUp" && count) this.point(this.active > 0 ? this.active - 1 : count - 1);
    else if (event.key === "Enter" && count) this.options[Math.max(this.active, 0)].run();
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Escape" && this.input.value) this.input.value = "";
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {ItemRecord} item */
  pick(item) {
    this.input.value = this.store.name(item);
    this.close();
    this.actions.find(item.id);
  }

  /** @param {FoundPlace} place */
  go({ name, entry }) {
    this.input.value = name;
    this.close();
    this.actions.place(entry);
  }

  /** @param {string} words */
  filter(words) {
    this.input.value = "";
    this.close();
    this.actions.toMap();
    setText(this.store, words);
    this.store.set({ panelOpen: true });
  }
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {string} via where it was found, other than in the name
 */
function row(store, item, via) {
  const layer = store.layerOf(item);
  const about = [
    valueLabel(store, "category", item.category),
    valueLabel(store, "stage", item.stage),
    stateWords(store, item),
    item.anchors ? "" : store.t("kind.citywide"),
  ].filter(Boolean);
  return [
    swatch(store, layer),
    h("span", { class: "what" }, h("b", {}, store.name(item)), h("small", {}, via || about.join(" · "))),
  ];
}

/**
 * @param {Option} option
 * @param {number} index
 */
function optionRow({ run, content, item, place }, index) {
  const id = `${LIST_ID}-${index}`;
  const attributes = { role: "option", id, "aria-selected": "false", onclick: run };
  return h("li", { ...attributes, "data-item": item, "data-place": place }, content);
}

/** @param {FoundPlace} place */
function placeRow({ name, about }) {
  return [
    h("span", { class: "pin", "aria-hidden": "true" }, "◎"),
    h("span", { class: "what" }, h("b", {}, name), h("small", {}, about)),
  ];
}
