// The pages beside the map. Each is a module of its own, loaded when it is first shown: build(map) -> { node, shown?() }.

import { h } from "./dom.js";

const MODULES = {
  reader: () => import("./reader.js"),
};

export class Dock {
  constructor(map) {
    this.map = map;
    this.pages = new Map();
    this.node = h("section", { class: "dock", hidden: true });
    map.store.subscribe((state, changed) => changed.has("page") && this.turn(state.page));
    this.turn(map.store.state.page);
  }

  async turn(page) {
    const load = MODULES[page];
    this.node.hidden = !load;
    this.node.dataset.page = page;
    if (!load) return;
    if (!this.pages.has(page)) {
      const { build } = await load();
      if (!this.pages.has(page)) this.pages.set(page, build(this.map));
    }
    if (this.map.store.state.page !== page) return;
    const built = this.pages.get(page);
    this.node.replaceChildren(built.node);
    built.shown?.();
  }
}
