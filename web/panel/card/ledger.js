// What became of the works, and the module that shows it: fetched when there is nothing else to do, or for the first
// card.

import { h } from "../../base/dom.js";
import { fetched } from "../../base/lazy.js";
import { loadJson } from "../../gpu/loader.js";
import { asksLedger } from "../../progress/colouring.js";
import { noteParts, words } from "./facts.js";

/** @typedef {{ doc: ProgressDocument, fill: typeof import("./progress.js").fill }} Found */
/** A section that is shown. @typedef {{ node: HTMLElement, item: ItemRecord, told: Element[] }} Shown */

export class CardLedger {
  /**
   * @param {Store} store
   * @param {() => string | undefined} url where the document is; a page without one tells only what the note says
   * @param {() => Promise<any>} [load]
   */
  constructor(store, url, load = () => fetched("itemProgress")) {
    this.store = store;
    this.url = url;
    this.load = load;
    /** @type {Found | null} */
    this.found = null;
    /** @type {Promise<Found | null> | null} */
    this.asking = null;
    /** @type {Shown | null} */
    this.shown = null;
    store.subscribe((state, changed) => {
      if (changed.has("day")) this.follow();
      if (!store.ledger && !state.ledgerFailed && this.url() && asksLedger(store)) this.ask();
    });
  }

  /**
   * The document and what shows it; null where they do not come. The next card asks again.
   * @returns {Promise<Found | null>}
   */
  ask() {
    this.asking ??= this.fetch().catch((error) => {
      console.warn(error);
      this.asking = null;
      this.store.set({ ledgerFailed: true });
      return null;
    });
    return this.asking;
  }

  async fetch() {
    const [{ fill, timelineOf }, doc] = await Promise.all([this.load(), loadJson(this.url() ?? "")]);
    this.found = { doc, fill };
    this.store.takeLedger(timelineOf(doc));
    return this.found;
  }

  // Nobody waits for it yet.
  ahead() {
    if (this.url()) requestIdleCallback(() => this.ask());
  }

  // The server has another one now. Whoever has not asked yet will get that one.
  async renew() {
    if (!this.asking) return;
    this.asking = null;
    if (await this.ask()) this.follow();
  }

  again() {
    this.store.set({ ledgerFailed: false });
    this.ask();
  }

  // The card is of the day that the map shows.
  follow() {
    const { shown, found } = this;
    if (shown?.node.isConnected && found) found.fill(shown.node, this.store, shown.item, found.doc, shown.told);
  }

  /**
   * The card's section, which keeps a place for what has not come yet: nothing below it moves when it comes.
   * @param {ItemRecord} item
   */
  section(item) {
    const node = h("section", { class: "progress" });
    const told = words(this.store, "card.state", noteParts(item.note).state);
    this.shown = { node, item, told };
    if (!this.url()) node.append(...told);
    else if (this.found) this.found.fill(node, this.store, item, this.found.doc, told);
    else this.wait(node, item, told);
    return node;
  }

  /**
   * @param {HTMLElement} node
   * @param {ItemRecord} item
   * @param {Element[]} told the state that the item's note tells
   */
  async wait(node, item, told) {
    node.classList.add("waiting");
    node.append(
      h("h3", {}, this.store.t("progress.title")),
      h("p", { class: "quiet" }, this.store.t("progress.fetching")),
    );
    const found = await this.ask();
    if (found) found.fill(node, this.store, item, found.doc, told);
    else node.replaceChildren(h("p", { class: "quiet" }, this.store.t("progress.missing")), ...told);
  }
}
