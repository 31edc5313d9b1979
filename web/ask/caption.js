// How far the two of the chosen pair are apart, written beside the way between them.

import { h } from "../base/dom.js";
import { distanceWords } from "./words.js";

export class Caption {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.node = h("div", { class: "pair-caption obstacle", role: "status", hidden: true });
    map.stage.parentElement?.append(this.node);
    map.store.subscribe((_state, changed) => {
      if (["pair", "answer", "language"].some((key) => changed.has(/** @type {StateKey} */ (key)))) this.place();
    });
  }

  place() {
    const { answer, pair } = this.map.store.state;
    const row = pair === null ? null : answer?.record?.rows[pair];
    const viewport = row && this.map.renderer.viewport();
    this.node.hidden = !viewport;
    if (!row || !viewport) return;
    const [one, other] = [row.line[0], row.line[row.line.length - 1]];
    const [x, y] = viewport.project([(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]);
    this.node.textContent = distanceWords(this.map.store, row);
    this.node.classList.toggle("possible", !row.certain);
    this.node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, 14px)`;
  }
}
