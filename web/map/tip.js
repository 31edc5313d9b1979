// The name of what the pointer is over, beside it; gone as soon as the pointer may be over something else.

import { h } from "../base/dom.js";
import { stateWords } from "../progress/colouring.js";

const BESIDE_PX = 14;
// After a change of these something else lies under the pointer, or nothing that can be seen.
/** @type {StateKey[]} */
const ENDED_BY = ["page", "briefing", "scene", "measure"];
/** @type {StateKey[]} */
const MAY_HIDE = ["filters", "layers"];

export class Tip {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.node = h("div", { class: "tip", hidden: true });
    /** @type {string | null} */
    this.id = null;
    store.subscribe((state, changed) => {
      const item = this.id && store.byId.get(this.id);
      const hidden = MAY_HIDE.some((key) => changed.has(key)) && item && !store.isShown(item);
      if (hidden || ENDED_BY.some((key) => changed.has(key))) this.end();
      else if (state.hover !== this.id) this.hide();
    });
  }

  /**
   * @param {string | null} id an item of the plan
   * @param {number} [x] pixels of the map's window, where the pointer or the keyboard's focus is on the map
   * @param {number} [y]
   */
  over(id, x, y) {
    const item = id ? this.store.byId.get(id) : null;
    this.id = item && x !== undefined ? id : null;
    this.store.set({ hover: item ? id : null });
    if (!item || x === undefined || y === undefined) return this.hide();
    const { stages, precisions } = this.store.doc.catalogue;
    const words = [stages[item.stage], precisions[item.precision]].map((entry) => this.store.label(entry));
    words.push(stateWords(this.store, item));
    this.node.replaceChildren(h("b", {}, this.store.name(item)), h("span", {}, words.filter(Boolean).join(" · ")));
    this.node.style.transform = `translate(${Math.round(x + BESIDE_PX)}px, ${Math.round(y + BESIDE_PX)}px)`;
    this.node.hidden = false;
  }

  hide() {
    this.id = null;
    this.node.hidden = true;
  }

  // The map has moved under the pointer, or is another one: what was lit up on it is no longer.
  moved() {
    if (this.id) this.end();
  }

  end() {
    this.hide();
    this.store.set({ hover: null });
  }
}
