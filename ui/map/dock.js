// The pages beside the map. Each is a module of its own, loaded when it is first shown: build(map) -> { node, shown?() }.

import { h } from "./dom.js";
import { isNarrow } from "./room.js";
import { firstUnit, frameUnit } from "./units.js";

const MODULES = {
  overview: () => import("./overview.js"),
  districts: () => import("./districts.js"),
  table: () => import("./table.js"),
  reader: () => import("./reader.js"),
};
// Below this width the left panel gives way to the page, so that the map keeps its share.
const ROOMY_PX = 1700;

export class Dock {
  constructor(map) {
    this.map = map;
    this.pages = new Map();
    this.node = h("section", { class: "dock", hidden: true });
    this.open = false;
    // How far each part of a page is scrolled: a node that is put elsewhere forgets it.
    this.scrolls = new Map();
    this.node.addEventListener("scroll", ({ target }) => this.scrolls.set(target, target.scrollTop), { capture: true, passive: true });
    map.store.subscribe((state, changed) => {
      if (changed.has("panelOpen") && state.panelOpen && this.open) this.yields = null;
      // Under a page with forms what stands beside the map stays as it is.
      if (changed.has("page") && !map.forms.page && state.page !== this.node.dataset.page) {
        this.leaveUnit(changed.has("unit"));
        this.turn(state.page);
      } else if (changed.has("language")) this.name();
    });
    this.turn(map.forms.page ? "map" : map.store.state.page);
  }

  async turn(page) {
    const { store } = this.map;
    const load = MODULES[page];
    const rests = this.map.framing.atRest();
    this.makeRoom(Boolean(load));
    this.node.hidden = !load;
    this.node.dataset.page = page;
    if (page === "districts" && !store.state.unit) store.set({ unit: firstUnit(store, this.lastUnit) });
    // What was framed is framed anew in the map's new width, as soon as it has it.
    if (page === "districts") frameUnit(this.map);
    else if (rests) this.map.framing.frame(0);
    if (!load) return;
    this.name();
    if (!this.pages.has(page)) {
      const { build } = await load();
      if (!this.pages.has(page)) this.pages.set(page, build(this.map));
    }
    if (store.state.page !== page) return;
    const built = this.pages.get(page);
    this.node.replaceChildren(built.node);
    this.returned();
  }

  // A page stands in the document again, with the map or alone: it is as far down as it was, and what is chosen is in sight.
  returned() {
    for (const [part, top] of this.scrolls) if (part.isConnected) part.scrollTop = top;
    this.pages.get(this.map.store.state.page)?.shown?.();
  }

  // The outline of a unit goes with its page, unless whoever turned the page has named one.
  leaveUnit(named) {
    const { store } = this.map;
    if (this.node.dataset.page !== "districts" || named) return;
    this.lastUnit = store.state.unit;
    store.set({ unit: null });
  }

  name() {
    this.node.setAttribute("aria-label", this.map.store.t(`nav.${this.map.store.state.page}`));
  }

  // The left panel and the legend make room for a page on a narrow screen and come back with the map; whoever opens the
  // panel by hand keeps it.
  makeRoom(open) {
    const { store } = this.map;
    if (open === this.open) return;
    this.open = open;
    // A drawer lies over the page as over the map: there is nothing to give way.
    if (isNarrow()) store.set({ panelOpen: false });
    else if (open && store.state.panelOpen && globalThis.innerWidth < ROOMY_PX) {
      this.yields = { legendOpen: store.state.legendOpen };
      store.set({ panelOpen: false, legendOpen: false });
    } else if (!open && this.yields) {
      store.set({ panelOpen: true, ...this.yields });
      this.yields = null;
    }
  }
}
