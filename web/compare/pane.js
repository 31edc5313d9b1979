// The other view of a comparison: a map of its own on a canvas of its own, without panels.

import { City } from "../city/city.js";
import { fetched } from "../base/lazy.js";
import { h } from "../base/dom.js";
import { opened } from "../gpu/revive.js";
import { closeDeck } from "../gpu/gpu.js";
import { Labels } from "../labels/labels.js";
import { DeckRenderer } from "../map/canvas.js";
import { Tip } from "../map/tip.js";
import { asksLedger } from "../progress/colouring.js";
import { Store } from "../state/store.js";
import { OtherAnswer } from "./answer.js";
import { OtherDrawing } from "./drawn.js";
import { OtherOwn } from "./own.js";

const CLICK_SLACK_PX = 5;
const OURS = new Set(["city", "none"]);

export class Pane {
  /** @type {DeckRenderer | null} */
  renderer = null;
  /** @type {Labels | null} */
  labels = null;
  /** @type {Basemaps | null} */
  basemaps = null;
  hasCity = false;
  /** Layers of people's own, what is drawn by hand, and the answer. @type {OtherOwn | null} */
  own = null;
  /** @type {OtherDrawing | null} */
  drawn = null;
  /** @type {OtherAnswer | null} */
  answer = null;
  /** The layers of people's own that were asked for. */
  followed = "";
  ended = false;

  /**
   * @param {PlanMap} map the map beside it, whose documents, language and appearance it has
   * @param {Partial<State>} state
   * @param {{ moved: () => void, chosen: (ids: string[]) => void, lost: () => void }} heard
   */
  constructor(map, state, heard) {
    this.map = map;
    this.heard = heard;
    this.store = new Store(map.doc, state);
    if (map.store.ledger) this.store.takeLedger(map.store.ledger);
    this.tip = new Tip(this.store);
    this.canvas = h("canvas", { class: "labels", "aria-hidden": "true" });
    this.node = h("div", { class: "other" }, this.canvas, this.tip.node);
    this.listen();
  }

  /** Settles when its first frame is drawn: whether there is one. */
  async open() {
    const { map, store } = this;
    const deck = await opened(null, map.received.deckUrl, this.node);
    if (this.ended || !deck) {
      if (deck) closeDeck(deck.deck);
      return false;
    }
    const { atlases } = /** @type {DeckRenderer} */ (map.renderer);
    const renderer = new DeckRenderer(deck, map.doc, map.basemap, store, atlases);
    this.renderer = renderer;
    this.labels = new Labels(this.canvas, renderer, map.basemap, store);
    const view = { stage: this.node, renderer, store, labels: this.labels };
    this.own = new OtherOwn(map, view);
    this.drawn = new OtherDrawing(map, view);
    this.answer = new OtherAnswer(map, view);
    renderer.own = this.own;
    this.size();
    this.wire(renderer, this.labels);
    await renderer.place(this.node);
    if (this.ended) return false;
    renderer.show();
    deck.deck.getCanvas().addEventListener("webglcontextlost", () => this.ended || this.heard.lost(), { once: true });
    this.addCity();
    this.follow();
    return true;
  }

  /**
   * @param {DeckRenderer} renderer
   * @param {Labels} labels
   */
  wire(renderer, labels) {
    const { store, tip } = this;
    let frame = 0;
    // Names make way for what is drawn by hand.
    const over = () => {
      this.own?.paint();
      this.drawn?.paint();
      labels.draw();
    };
    renderer.onCamera = () => {
      labels.moved = true;
      renderer.sift(store.state);
      this.answer?.marks.moved();
      tip.moved();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(over);
      this.heard.moved();
    };
    renderer.onFrame = over;
    renderer.onHover = (object, x, y) => tip.over(object?.id ?? null, x, y);
    store.subscribe(() => renderer.draw(), { first: true });
    store.subscribe((_state, changed) => {
      labels.moved = true;
      if (changed.has("language")) labels.draw();
      labels.settle();
    });
  }

  // A click chooses what lies under it.
  listen() {
    /** @type {Pixel | null} */
    let down = null;
    this.node.addEventListener("pointerdown", ({ clientX, clientY }) => {
      down = [clientX, clientY];
    });
    this.node.addEventListener("click", ({ clientX, clientY }) => {
      if (!down || !this.renderer || Math.hypot(clientX - down[0], clientY - down[1]) > CLICK_SLACK_PX) return;
      const { left, top } = this.node.getBoundingClientRect();
      this.heard.chosen(this.renderer.pick(clientX - left, clientY - top));
    });
    this.node.addEventListener("pointerleave", () => this.tip.end());
  }

  /** @param {Partial<State>} state what it shows from now on */
  show(state) {
    this.store.set(state);
    this.follow();
  }

  // What comes later, and only where it is shown: what became of the works, and tiles.
  follow() {
    const { map, store } = this;
    if (asksLedger(store)) map.ledger.ask();
    // The map has them loaded for both.
    const own = store.state.own.join();
    if (own !== this.followed) map.own?.follow();
    this.followed = own;
    this.answer?.follow();
    if (this.renderer && !this.basemaps && !OURS.has(store.state.base)) this.takeTiles();
  }

  async takeTiles() {
    const { Basemaps } = await fetched("basemaps");
    if (this.ended || this.basemaps) return;
    this.basemaps = new Basemaps({ store: this.store, received: this.map.received });
    this.basemaps?.follow();
  }

  /** @param {Timeline} ledger */
  takeLedger(ledger) {
    this.store.takeLedger(ledger);
  }

  /** The city under the plan, once the map has it. */
  addCity() {
    const { map, renderer, labels, store } = this;
    if (this.hasCity || !map.city || !renderer || !labels) return;
    this.hasCity = true;
    // It is told of what draws and names it, and of nothing else of a map.
    new City(/** @type {any} */ ({ renderer, labels, store }), map.city.doc);
  }

  /** Names and symbols are as large as those beside them. */
  size() {
    const { map, renderer, labels } = this;
    if (!renderer || !labels) return;
    const symbols = map.renderer.symbolScale ?? 1;
    const { scale = 1, early = 0 } = map.labels;
    if (renderer.symbolScale === symbols && labels.scale === scale && labels.early === early) return;
    Object.assign(labels, { scale, early });
    renderer.symbolScale = symbols;
    renderer.draw();
    labels.draw();
  }

  close() {
    this.ended = true;
    this.answer?.end();
    this.basemaps?.stop();
    // Nothing is named any more, by a frame that was asked for or a panel that grows.
    this.labels?.panels.end();
    if (this.renderer) this.renderer.shown = false;
    this.renderer?.destroy();
    this.node.remove();
  }
}
