// The pages beside the map. Each is a module of its own, loaded when it is first shown: build(map) -> { node, shown?() }.

import { h } from "./dom.js";
import { firstUnit, frameUnit } from "./units.js";

const MODULES = {
  overview: () => import("./overview.js"),
  districts: () => import("./districts.js"),
  table: () => import("./table.js"),
  reader: () => import("./reader.js"),
};
// Below this width the left panel gives way to the page, so that the map keeps its share.
const ROOMY_PX = 1700;
// How far the camera may be from the city view and still count as there.
const AT_HOME = { longitude: 2e-4, latitude: 2e-4, zoom: 0.01 };
// The map is as wide as the page leaves it after a few frames.
const FEWEST_FRAMES = 2;
const MOST_FRAMES = 60;

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
    const wasHome = this.isHome();
    this.makeRoom(Boolean(load));
    this.node.hidden = !load;
    this.node.dataset.page = page;
    if (page === "districts" && !store.state.unit) store.set({ unit: firstUnit(store, this.lastUnit) });
    if (page === "districts" || wasHome) this.reframe(page);
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
    if (open && store.state.panelOpen && globalThis.innerWidth < ROOMY_PX) {
      this.yields = { legendOpen: store.state.legendOpen };
      store.set({ panelOpen: false, legendOpen: false });
    } else if (!open && this.yields) {
      store.set({ panelOpen: true, ...this.yields });
      this.yields = null;
    }
  }

  isHome() {
    const { scene, homeCamera } = this.map;
    return Boolean(homeCamera && scene.target) && Object.entries(AT_HOME).every(([key, slack]) => Math.abs(scene.target[key] - homeCamera[key]) < slack);
  }

  // Once the map has its new width: the city view fits it anew, the district page frames its unit.
  // Not where somebody has moved the camera meanwhile, such as a link that names its own.
  reframe(page, before = this.map.scene.target, frames = 0) {
    const { scene, stage, store } = this.map;
    if (scene.target !== before || store.state.page !== page) return;
    const sized = scene.fills(stage);
    if (frames < FEWEST_FRAMES || (!sized && frames < MOST_FRAMES)) requestAnimationFrame(() => this.reframe(page, before, frames + 1));
    else if (page === "districts") frameUnit(this.map);
    else if (!store.state.selection) this.map.home(0);
  }
}
