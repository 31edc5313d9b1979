// Nothing is ever only white: what the map still lacks after a while is said, until it has it.

import { h } from "../base/dom.js";

const PATIENCE_MS = 2000;

export class Patience {
  /**
   * @param {HTMLElement} node
   * @param {() => Record<string, string>} words what is said of each thing that may be missing, by its name
   */
  constructor(node, words) {
    this.words = words;
    this.timer = 0;
    this.notice = h("p", { class: "notice missing", role: "status", hidden: true });
    node.append(this.notice);
  }

  /**
   * Something is waited for from now on, or nothing any more (null).
   * @param {string | null} name
   */
  for(name, after = PATIENCE_MS) {
    clearTimeout(this.timer);
    this.notice.hidden = true;
    if (name) this.timer = setTimeout(() => this.say(name), after);
  }

  /** @param {string} name */
  say(name) {
    this.notice.textContent = this.words()[name];
    this.notice.hidden = false;
  }
}

// So long the first frame waits for a place to be drawn in. A window that has none for the map shows what else it has.
const NO_ROOM_MS = 500;

/**
 * Settles when the map has a size.
 * @param {PlanMap} map
 * @returns {Promise<void>}
 */
export function sized({ stage, renderer }) {
  const since = performance.now();
  return new Promise((resolve) => {
    const look = () => {
      const room = stage.clientWidth > 0 && stage.clientHeight > 0;
      if (renderer.sized || (!room && performance.now() - since > NO_ROOM_MS)) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
}
