// The search in the header: suggestions while typing; one is flown to, or all become the filter. A combobox as WAI-ARIA has it.

import { h } from "./dom.js";
import { setText } from "./filters.js";
import { cleanText, MAX_TYPED } from "./search.js";
import { suggestions } from "./suggestions.js";
import { swatch } from "./swatch.js";
import { valueLabel } from "./values.js";

const LIMIT = 8;
const LIST_ID = "search-list";
const FIELDS = "input, textarea, select, [contenteditable]";

export function buildSearch(store, actions) {
  const input = h("input", { type: "search", class: "find", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: MAX_TYPED, "aria-autocomplete": "list", "aria-controls": LIST_ID, "aria-expanded": "false", "data-focus": "find" });
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
  store.subscribe((state, changed) => changed.has("language") && name());
  name();
  return node;
}

// Whether a key pressed now is meant for a field that is being written in.
export function isTyping(event) {
  return event.composedPath()[0]?.matches?.(FIELDS) ?? false;
}

class Box {
  constructor(store, actions, parts) {
    Object.assign(this, { store, actions, ...parts, options: [], active: -1 });
  }

  ask() {
    const words = cleanText(this.input.value);
    if (!words) return this.close();
    const { found, total } = suggestions(this.store, words, LIMIT);
    this.options = found.map(({ item, via }) => ({ run: () => this.pick(item), content: row(this.store, item, via), item: item.id }));
    if (total) this.options.push({ run: () => this.filter(words), content: [h("span", { class: "all" }, this.store.t("search.filter", { total }))] });
    this.show(total, words);
  }

  show(total, words) {
    const { store, list, input } = this;
    const rows = this.options.map((option, index) => h("li", { role: "option", id: `${LIST_ID}-${index}`, "aria-selected": "false", "data-item": option.item, onclick: option.run }, option.content));
    list.replaceChildren(...(total ? rows : [h("li", { class: "nothing" }, store.t("search.nothing", { words }), h("small", {}, store.t("search.ways")))]));
    this.said.textContent = total ? store.t("search.total", { total }) : store.t("search.nothing", { words });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    this.point(-1);
  }

  point(index) {
    this.active = index;
    [...this.list.children].forEach((row, position) => row.setAttribute("aria-selected", String(position === index)));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `${LIST_ID}-${index}`);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  // Enter takes the row that is marked, else the first; an input method's Enter only ends its own word.
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

  pick(item) {
    this.input.value = this.store.name(item);
    this.close();
    this.actions.find(item.id);
  }

  filter(words) {
    this.input.value = "";
    this.close();
    this.actions.toMap();
    setText(this.store, words);
    this.store.set({ panelOpen: true });
  }
}

function row(store, item, via) {
  const layer = store.layerById.get(item.layer);
  const about = [valueLabel(store, "category", item.category), valueLabel(store, "stage", item.stage), item.anchors ? "" : store.t("kind.citywide")].filter(Boolean);
  return [swatch(store, layer), h("span", { class: "what" }, h("b", {}, store.name(item)), h("small", {}, via || about.join(" · ")))];
}
