// The pages with forms, which Streamlit draws under the map's header. The map stays in sight until such a page is
// there, so that nothing white and nothing half drawn is seen in between; Streamlit hears which page is shown, and over
// which view.

import { h } from "../base/dom.js";

// A page that is there sooner needs no words.
const SAID_AFTER_MS = 300;
// Streamlit may be in the middle of an older run when it answers.
const ASKED_AGAIN_AFTER_MS = 1500;
// It tells of its connection a moment before it takes anything.
const RECONNECTED_AFTER_MS = 300;

export class FormPages {
  /**
   * @param {PlanMap} map
   * @param {MapData["pages"]} pages
   */
  constructor(map, pages) {
    this.map = map;
    this.names = new Set(pages.filter(({ own }) => !own).map(({ id }) => id));
    // What Streamlit was asked for last, and what it says that it draws.
    /** @type {string | null} */
    this.request = null;
    /** @type {string | null} */
    this.drawn = null;
    /** @type {number | undefined} */
    this.again = undefined;
    /** @type {number | undefined} */
    this.saying = undefined;
    this.looking = 0;
    this.note = h("p", { class: "opening-page", role: "status", hidden: true });
    map.store.subscribe((_state, changed) => {
      if (changed.has("page") || changed.has("language")) this.turn();
    });
    this.turn();
  }

  // The page of forms that is wanted; null beside the map.
  get page() {
    const { page } = this.map.store.state;
    return this.names.has(page) ? page : null;
  }

  turn() {
    const { node } = this.map;
    if (node.dataset.form !== this.page) delete node.dataset.form;
    this.ask();
    this.wait();
  }

  /**
   * Streamlit's answer. Only what differs from what it draws is asked of it.
   * @param {{ page?: string | null }} data
   */
  receive({ page = null }) {
    this.request ??= `${page} ${this.map.store.state.language}`;
    this.drawn = page;
    this.ask();
  }

  // The server may have been started anew and know nothing of this page.
  reconnected() {
    this.drawn = null;
    this.request = null;
    setTimeout(() => this.ask(), RECONNECTED_AFTER_MS);
  }

  ask(patience = ASKED_AGAIN_AFTER_MS) {
    const { map, page } = this;
    const request = `${page} ${map.store.state.language}`;
    if (!map.sendPage || this.request === request) return;
    if (page || this.drawn) {
      // Ahead of the timer: Streamlit reads the view out of the address.
      map.address.write();
      map.sendPage(location.search);
    }
    this.request = request;
    clearTimeout(this.again);
    // Streamlit may have been in an older run, or have had no component yet to hear with.
    this.again = setTimeout(() => {
      if (this.drawn === this.page || this.map.away.state) return;
      this.request = null;
      this.ask(2 * patience);
    }, patience);
  }

  wait() {
    const { map, page } = this;
    const { node, store } = map;
    cancelAnimationFrame(this.looking);
    clearTimeout(this.saying);
    this.note.hidden = true;
    delete node.dataset.opening;
    if (!page || node.dataset.form === page) return;
    node.dataset.opening = page;
    this.saying = setTimeout(() => {
      this.note.hidden = false;
      this.note.textContent = store.t("nav.opening", { page: store.t(`nav.${page}`) });
    }, SAID_AFTER_MS);
    const look = () => {
      if (document.querySelector(`.st-key-page-${page} [data-testid="stElementContainer"]`)) this.show(page);
      else this.looking = requestAnimationFrame(look);
    };
    look();
  }

  /** @param {string} page */
  show(page) {
    const { node } = this.map;
    clearTimeout(this.saying);
    this.note.hidden = true;
    delete node.dataset.opening;
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    node.dataset.form = page;
  }

  // Whoever finds something from a page of forms wants to see it.
  leave() {
    if (this.page) this.map.store.set({ page: "map" });
  }
}
