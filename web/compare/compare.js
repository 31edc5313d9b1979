// Two views beside each other: one is the map that is worked on, the other a pane; who clicks the other works on that.

import { MIDDLE } from "../state/link/encoding.js";
import { comparedQuery, comparedView, swap } from "../state/view.js";
import { buildFrame } from "./frame.js";
import { Pane } from "./pane.js";

const SETTLED_MS = 250;
/** Of the map, what the pane has too. @type {StateKey[]} */
const SHARED = ["language", "appearance"];
/** What the pane's answer follows. @type {StateKey[]} */
const ANSWERED = ["ask", "answer", "pair", "day", "language"];

export class Comparison {
  /** @type {Pane | null} */
  pane = null;
  // Whether one of the two maps is just being moved by the other.
  leading = false;
  settled = 0;
  /** The other view as it was last read. @type {{ query: string, view: ReturnType<typeof comparedView> } | null} */
  known = null;
  /** What the state's comparison was when the pane last showed it. @type {string | null} */
  shown = null;

  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.frame = buildFrame(this);
    this.box = /** @type {HTMLElement} */ (map.stage.parentNode);
    map.stage.after(this.frame.node);
    this.store.subscribe((_state, changed) => this.heard(changed));
    this.heard(new Set());
  }

  /** @param {Set<StateKey>} changed */
  heard(changed) {
    const { pane, store } = this;
    if (pane && changed.has("ledger") && store.ledger) pane.takeLedger(store.ledger);
    this.follow();
    if (pane && SHARED.some((key) => changed.has(key))) {
      const { language, appearance } = store.state;
      pane.show({ language, appearance });
    }
    if (pane && ANSWERED.some((key) => changed.has(key))) pane.answer?.follow();
    pane?.size();
    this.frame.render();
  }

  // The pane comes, goes, and shows what the state says.
  follow() {
    const { compare, split, right } = this.store.state;
    const { dataset, style } = this.box;
    if (compare === null) {
      delete dataset.compare;
      delete dataset.right;
      return this.end();
    }
    dataset.compare = split ? "swipe" : "side";
    if (right) dataset.right = "";
    else delete dataset.right;
    style.setProperty("--split", `${split || MIDDLE}%`);
    if (!this.pane) this.begin();
    else if (compare !== this.shown) this.show();
  }

  begin() {
    const { map, store } = this;
    const { language, appearance, compare } = store.state;
    const { shown } = this.other;
    this.shown = compare;
    const pane = new Pane(
      map,
      { ...shown, language, appearance },
      { moved: () => this.led(), chosen: (ids) => this.chosen(ids), lost: () => this.again() },
    );
    this.pane = pane;
    map.stage.after(pane.node);
    pane
      .open()
      .then((drawn) => this.pane === pane && (drawn ? this.look() : this.fail()))
      .catch((error) => {
        console.warn(error);
        if (this.pane === pane) this.fail();
      });
  }

  // There is no second canvas here: the link's comparison is left out, which the map says.
  fail() {
    const { dropped } = this.store.state;
    this.store.set({ compare: null, right: false, dropped: [...dropped, "vs"] });
  }

  // The canvas was taken away: another one.
  again() {
    this.end();
    this.follow();
  }

  end() {
    clearTimeout(this.settled);
    this.pane?.close();
    this.pane = null;
    this.shown = null;
  }

  show() {
    const { compare } = this.store.state;
    this.shown = compare;
    this.pane?.show(this.other.shown);
    this.look();
  }

  /** The other view; it is asked for with every step of the camera, and read once. */
  get other() {
    const query = this.store.state.compare ?? "";
    if (this.known?.query !== query) this.known = { query, view: comparedView(this.map.doc, query) };
    return this.known.view;
  }

  /** The other view's own camera; null where it looks from where this one does. @returns {Camera | null} */
  get own() {
    const { compare, split } = this.store.state;
    return split || compare === null ? null : this.other.camera;
  }

  // The pane looks from where it should.
  look() {
    const { renderer } = this.map;
    this.lead(() => this.pane?.renderer?.fly(this.own ?? renderer.camera, 0));
  }

  /** @param {() => void} move */
  lead(move) {
    if (this.leading) return;
    this.leading = true;
    move();
    this.leading = false;
  }

  // The map has moved.
  moved() {
    this.pane?.size();
    if (this.pane?.renderer && !this.own) this.look();
  }

  // The pane was moved by hand.
  led() {
    const { pane, map } = this;
    if (this.leading || !pane?.renderer) return;
    const { camera } = pane.renderer;
    if (!this.own) return this.lead(() => map.renderer.fly(camera, 0));
    clearTimeout(this.settled);
    this.settled = setTimeout(() => this.keep(), SETTLED_MS);
  }

  // Where the pane stands by itself is part of its view.
  keep() {
    const camera = this.pane?.renderer?.target ?? null;
    if (this.own && camera) this.stand(camera);
  }

  /** @param {Camera | null} camera of the other view; null: that of this one */
  stand(camera) {
    const { map, store } = this;
    const { shown } = this.other;
    this.shown = comparedQuery(map.doc, { ...store.state, ...shown }, camera);
    store.set({ compare: this.shown });
  }

  /** Whether both look from the same place. @param {boolean} on */
  link(on) {
    this.stand(on ? null : this.map.renderer.camera);
    this.look();
  }

  /** The other view is the one that is worked on from now on; it stays where it lies. */
  swap() {
    const { map, store } = this;
    if (store.state.compare === null) return;
    this.keep();
    const { renderer } = map;
    const { state, camera } = swap(map.doc, store.state, renderer.target ?? renderer.camera);
    store.set({ ...state, candidates: [], spot: null, hover: null });
    map.fitting.known();
    renderer.fly(camera ?? renderer.camera, 0);
  }

  /** @param {string[]} ids under a click on the other view */
  chosen(ids) {
    const { drawing, measure } = this.store.state;
    // A hand that draws or measures stays on its side.
    if (drawing || measure) return;
    this.swap();
    this.map.choose(ids);
  }

  /**
   * The other view and the divider into a picture of the map.
   * @param {CanvasRenderingContext2D} context in pixels of the page
   * @param {typeof import("../map/picture.js").paste} paste
   */
  paint(context, paste) {
    const { pane, store, box } = this;
    if (!pane?.renderer) return;
    const { split, right } = store.state;
    const { clientWidth: width, clientHeight: height } = box;
    const at = (width * (split || MIDDLE)) / 100;
    const colors = store.colors();
    context.save();
    context.beginPath();
    context.rect(right ? 0 : at, 0, right ? at : width - at, height);
    context.clip();
    context.fillStyle = colors.sea;
    context.fillRect(0, 0, width, height);
    // deck.gl clears its buffer after each frame.
    pane.renderer.deck.redraw("picture");
    const place = { left: pane.node.offsetLeft, width: pane.node.clientWidth, height };
    const over = [pane.own?.names?.canvas, pane.drawn?.canvas, pane.canvas];
    for (const source of [pane.renderer.deck.getCanvas(), ...over]) if (source) paste(context, source, place);
    context.restore();
    context.fillStyle = colors.ink;
    context.fillRect(at - 1.5, 0, 3, height);
    this.frame.write(context, at);
  }
}
