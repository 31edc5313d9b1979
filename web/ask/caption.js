// How far the two of the chosen pair are apart, written beside the way between them.

import { h } from "../base/dom.js";
import { distanceWords } from "./words.js";

// So short a way lies under its caption, which then stands below both ends and what is drawn there.
const SHORT_PX = 140;
const SYMBOL_PX = 12;

/** @param {number[]} one @param {number[]} other */
const isShort = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]) < SHORT_PX;

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
    const [[x1, y1], [x2, y2]] = [viewport.project(one), viewport.project(other)];
    const [x, y] = [(x1 + x2) / 2, isShort([x1, y1], [x2, y2]) ? Math.max(y1, y2) + SYMBOL_PX : (y1 + y2) / 2];
    this.node.textContent = distanceWords(this.map.store, row);
    this.node.classList.toggle("possible", !row.certain);
    this.node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, 14px)`;
  }
}
