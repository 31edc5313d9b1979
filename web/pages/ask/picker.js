// One side of a question: what has been chosen, as chips, and a field with all that can be. A combobox as WAI-ARIA
// has it.

import { h } from "../../base/dom.js";
import { selectorWords } from "../../ask/words.js";
import { choices } from "./choices.js";

/** @typedef {import("./choices.js").OwnTitle} OwnTitle */

export class Picker {
  /**
   * @param {PlanMap} map
   * @param {"subjects" | "objects"} side
   * @param {() => OwnTitle[]} own
   * @param {(selectors: string[]) => void} changed
   */
  constructor(map, side, own, changed) {
    this.map = map;
    this.store = map.store;
    this.side = side;
    this.own = own;
    this.changed = changed;
    /** @type {string[]} */
    this.selectors = [];
    this.at = -1;
    this.label = h("span", { class: "ask-label", id: `ask-${side}` });
    this.chips = h("span", { class: "ask-chips" });
    this.input = h("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      class: "ask-find",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `ask-list-${side}`,
      "data-ask": side,
      oninput: () => this.open(),
      onfocus: () => this.open(),
      onblur: () => this.close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    this.list = h("ul", {
      class: "ask-list",
      role: "listbox",
      id: `ask-list-${side}`,
      hidden: true,
      // The field keeps the focus while one of the choices is clicked.
      onmousedown: (/** @type {MouseEvent} */ event) => event.preventDefault(),
    });
    const field = h("div", { class: "ask-field" }, this.chips, this.input, this.list);
    this.node = h("div", { class: "ask-side", "data-side": side }, this.label, field);
  }

  /** @param {string[]} selectors @param {string} key of the words before it */
  render(selectors, key) {
    const { store } = this;
    this.selectors = selectors;
    const titles = new Map(this.own().map(({ id, title }) => [id, title]));
    this.label.textContent = store.t(key);
    this.input.placeholder = store.t(selectors.length ? "ask.more" : "ask.choose");
    this.input.setAttribute("aria-label", store.t(key));
    this.list.setAttribute("aria-label", store.t(key));
    this.chips.replaceChildren(...selectors.map((selector) => this.chip(selector, titles)));
  }

  /** @param {string} selector @param {Map<string, string>} titles */
  chip(selector, titles) {
    const { store } = this;
    const words = selectorWords(store, selector, titles);
    const label = store.t("search.remove", { what: words });
    const others = this.selectors.filter((other) => other !== selector);
    const remove = h(
      "button",
      {
        class: "chip removable",
        "data-selector": selector,
        title: label,
        "aria-label": label,
        onclick: () => this.changed(others),
      },
      h("span", { class: "words" }, words),
      h("span", { "aria-hidden": "true" }, "✕"),
    );
    return selector.startsWith("own=") ? h("span", { class: "ask-own" }, remove, this.metres(selector)) : remove;
  }

  /**
   * How far features of one's own may be off that do not say so.
   * @param {string} selector
   */
  metres(selector) {
    const values = new URLSearchParams(selector);
    const field = h("input", {
      type: "number",
      min: "0",
      max: "100000",
      class: "ask-metres",
      value: values.get("pm") ?? "0",
      title: this.store.t("ask.pm.title"),
      "aria-label": this.store.t("ask.pm.title"),
      onchange: (/** @type {Event} */ event) => {
        const metres = Math.min(Math.max(0, Math.round(Number(/** @type {any} */ (event.target).value) || 0)), 100000);
        const next = `own=${values.get("own")}${metres ? `&pm=${metres}` : ""}`;
        this.changed(this.selectors.map((other) => (other === selector ? next : other)));
      },
    });
    return h("label", { class: "quiet" }, "± ", field, " m");
  }

  open() {
    const groups = choices(this.map, this.input.value, this.own());
    const rest = groups.map((group) => ({
      ...group,
      choices: group.choices.filter(({ selector }) => !this.selectors.includes(selector)),
    }));
    this.at = -1;
    this.list.replaceChildren(
      ...rest
        .filter(({ choices: all }) => all.length)
        .flatMap(({ heading, choices: all }) => [
          h("li", { class: "heading", role: "presentation" }, heading),
          ...all.map(({ selector, label }) =>
            h("li", { role: "option", "data-option": selector, onclick: () => this.take(selector) }, label),
          ),
        ]),
    );
    if (!this.list.children.length) this.list.append(h("li", { class: "quiet" }, this.store.t("ask.noChoice")));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} selector */
  take(selector) {
    this.input.value = "";
    this.close();
    this.input.blur();
    // The whole plan has everything else in it.
    const others = this.selectors.filter((other) => other && selector);
    this.changed([...others, selector]);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const options = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
    const { key } = event;
    if (key === "Escape" && !this.list.hidden) {
      this.close();
      event.stopPropagation();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      if (this.list.hidden) this.open();
      this.point(options, (this.at + (key === "ArrowDown" ? 1 : -1) + options.length) % Math.max(1, options.length));
      event.preventDefault();
    } else if (key === "Enter" && !event.isComposing && !this.list.hidden) {
      const option = options[Math.max(0, this.at)];
      if (option) this.take(option.dataset.option ?? "");
      event.preventDefault();
    } else if (key === "Backspace" && !this.input.value && this.selectors.length)
      this.changed(this.selectors.slice(0, -1));
  }

  /** @param {HTMLElement[]} options @param {number} at */
  point(options, at) {
    this.at = at;
    options.forEach((option, number) => {
      option.id = `${this.list.id}-${number}`;
      option.setAttribute("aria-selected", String(number === at));
    });
    options[at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[at]?.id ?? "");
  }
}
