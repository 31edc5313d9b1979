// The pages beside the map. Each is a module of its own, loaded when it is first shown: build(map) -> Page.

import { h } from "../base/dom.js";
import { isLazy, lazyModule } from "../base/lazy.js";
import { isNarrow } from "../base/room.js";
import { firstUnit, fitUnit } from "../state/units.js";

// Below this width the left panel gives way to the page, so that the map keeps its share.
const ROOMY_PX = 1700;

/** @typedef {{ node: HTMLElement, shown?: () => void }} Page */

export class Dock {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    /** @type {Map<string, Page>} */
    this.pages = new Map();
    this.node = h("section", { class: "dock", hidden: true });
    this.open = false;
    // How far each part of a page is scrolled: a node that is put elsewhere forgets it.
    /** @type {Map<Element, number>} */
    this.scrolls = new Map();
    const scrolled = (/** @type {Event} */ event) => {
      const part = /** @type {Element} */ (event.target);
      this.scrolls.set(part, part.scrollTop);
    };
    this.node.addEventListener("scroll", scrolled, { capture: true, passive: true });
    /** @type {{ legendOpen: boolean } | null} what comes back with the map */
    this.yields = null;
    /** @type {string | null} */
    this.lastUnit = null;
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

  /** @param {string} page */
  async turn(page) {
    const { store } = this.map;
    const load = isLazy(page);
    const rests = this.map.fitting.atRest();
    this.makeRoom(load);
    this.node.hidden = !load;
    this.node.dataset.page = page;
    if (page === "districts" && !store.state.unit) store.set({ unit: firstUnit(store, this.lastUnit) });
    // What was fitted is fitted anew in the map's new width, as soon as it has it.
    if (page === "districts") fitUnit(this.map);
    else if (rests) this.map.fitting.fit(0);
    if (!load) return;
    this.name();
    let built = this.pages.get(page);
    if (!built) {
      // What stands there is another page's.
      this.node.replaceChildren();
      const module = await lazyModule(this.map, page);
      if (!module) return;
      // It may have come for another call in the meantime.
      built = this.pages.get(page) ?? /** @type {Page} */ (module.build(this.map));
      this.pages.set(page, built);
    }
    if (store.state.page !== page) return;
    this.node.replaceChildren(built.node);
    this.returned();
  }

  /**
   * A page that has not come: words in its place, if it is still wanted; whether it is.
   * @param {string} page
   * @param {Child[]} words
   */
  says(page, words) {
    if (this.node.dataset.page !== page || this.node.hidden) return false;
    this.node.replaceChildren(h("p", { class: "absent", role: "status" }, ...words));
    return true;
  }

  // The server is back: what did not come may come now.
  again() {
    this.turn(/** @type {string} */ (this.node.dataset.page));
  }

  // A page stands in the document again, with the map or alone: it is as far down as it was, and what is chosen is in
  // sight.
  returned() {
    for (const [part, top] of this.scrolls) if (part.isConnected) part.scrollTop = top;
    this.pages.get(this.map.store.state.page)?.shown?.();
  }

  /**
   * The outline of a unit goes with its page, unless whoever turned the page has named one.
   * @param {boolean} named
   */
  leaveUnit(named) {
    const { store } = this.map;
    if (this.node.dataset.page !== "districts" || named) return;
    this.lastUnit = store.state.unit;
    store.set({ unit: null });
  }

  name() {
    this.node.setAttribute("aria-label", this.map.store.t(`nav.${this.map.store.state.page}`));
  }

  /**
   * The left panel and the legend make room for a page on a narrow screen and come back with the map; whoever opens the
   * panel by hand keeps it.
   * @param {boolean} open
   */
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
