// Nothing is ever only white: what the map still lacks after a while is said, until it has it.

import { h } from "./dom.js";

const PATIENCE_MS = 2000;

export class Patience {
  // words: what is said of each thing that may be missing, by its name.
  constructor(node, words) {
    Object.assign(this, { node, words });
    this.missing = null;
    this.said = h("p", { class: "notice missing", role: "status", hidden: true });
    node.append(this.said);
  }

  // Something is waited for from now on, or nothing any more (null).
  for(name, after = PATIENCE_MS) {
    this.missing = name;
    clearTimeout(this.timer);
    this.said.hidden = true;
    if (name) this.timer = setTimeout(() => this.say(name), after);
  }

  say(name) {
    this.said.textContent = this.words()[name];
    this.said.hidden = false;
  }
}
