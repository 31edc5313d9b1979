// The drawing: deck.gl with the basemap, the plan's layers and the highlight of what is chosen.

import { LATER } from "../base/later.js";
import { closeDeck } from "../gpu/gpu.js";
import { Basemap } from "../gpu/basemap.js";
import { Highlight } from "../gpu/highlight.js";
import { buildAtlas } from "../gpu/icons.js";
import { merge, PAPER_KINDS } from "../gpu/merge.js";
import { awaken } from "../gpu/rest.js";
import { isTinted, itemTints } from "../progress/colouring.js";
import { mapLayers } from "./layers.js";
import { Memo } from "./memo.js";
import { PlanLayers } from "./planlayers.js";
import { idsAt, smallFirst } from "./pointer.js";
import { planLevel, planRows, writeRows } from "./rows.js";
import { Viewpoint } from "./viewpoint.js";

const CONTROLLER = { touchRotate: true, keyboard: false, inertia: 200, doubleClickZoom: true };

/** @implements {Renderer} */
export class DeckRenderer extends Viewpoint {
  // Of the present canvas: set by open().
  /** @type {HTMLElement} */
  holder = LATER;
  /** @type {RowVisibility} */
  rows = LATER;
  /** @type {Basemap} */
  basemap = LATER;
  /** @type {PlanLayers} */
  planLayers = LATER;
  /** @type {Highlight} */
  highlight = LATER;
  /** The city under the plan, once it has come. @type {CityShapes | null} */
  city = null;
  /** What marks answers, once something was asked. @type {AnswerMarks | null} */
  answer = null;
  /** Layers that people brought, once they have come. @type {OwnDrawn | null} */
  own = null;
  /** What the present frame was made of. @type {Memo} */
  memo = LATER;
  /** @type {DeckGl.Layer[] | null} */
  layers = null;
  /** Whether this animation frame is drawn, and is to be once more. @type {"drawn" | "again" | null} */
  frame = null;
  /** @type {Map<string, TowerTop>} */
  towerTops = new Map();

  /**
   * @param {OpenedDeck} opened the canvas with its shaders
   * @param {PlanDocument} doc
   * @param {BasemapDocument} basemap
   * @param {Store} store
   * @param {Record<string, Atlas>} atlases by appearance: those that are drawn by now
   */
  constructor(opened, doc, basemap, store, atlases) {
    super(doc.contract.camera);
    this.doc = doc;
    this.store = store;
    this.atlases = atlases;
    this.plan = merge(doc.layers, new Set(doc.catalogue.layers.flatMap(({ id, quiet }) => (quiet ? [id] : []))));
    this.described = basemap.layers;
    this.units = basemap.units;
    // Nothing is shown before the map has its size.
    this.shown = false;
    /** Who waits for the next frame. @type {((value?: unknown) => void)[]} */
    this.waiting = [];
    // Symbols and lines are larger for a room than for a desk.
    this.symbolScale = 1;
    this.controller = CONTROLLER;
    this.open(opened);
  }

  /**
   * On a canvas: all that belongs to its context is made anew.
   * @param {OpenedDeck} opened
   */
  open(opened) {
    this.D = opened.D;
    this.deck = opened.deck;
    this.holder = opened.holder;
    this.rows = opened.rows;
    this.basemap = new Basemap(this.D, this.store, this.described);
    this.takeRows();
    this.planLayers = new PlanLayers(opened, this.store, this.plan, this.atlases);
    this.memo = new Memo();
    this.layers = null;
    this.frame = null;
    this.highlight = new Highlight(opened, this.store, this.plan, this.basemap.unitRows());
    this.deck.setProps({
      controller: this.controller,
      initialViewState: { ...this.camera, ...this.zooms },
      layers: [],
      layerFilter: () => this.shown,
      getCursor: (/** @type {DeckGl.Pointer} */ { isDragging, isHovering }) =>
        isDragging ? "grabbing" : isHovering ? "pointer" : "grab",
      onViewStateChange: (/** @type {DeckGl.Move} */ { viewState, interactionState }) =>
        this.moved(viewState, interactionState?.inTransition),
      onResize: () => this.resized(),
      onHover: (/** @type {DeckGl.Hover} */ { object, layer, x, y }) =>
        this.onHover?.(layer?.id.startsWith("basemap:") ? null : object, x, y),
      onAfterRender: () => {
        awaken(opened.deck);
        // What was to be drawn once more stands in this frame, which deck.gl has drawn by itself.
        if (this.frame === "again") this.frame = "drawn";
        if (!this.frame) this.onFrame?.();
        for (const resolve of this.waiting.splice(0)) resolve();
      },
    });
  }

  /**
   * Another canvas in the place of one whose context was lost: the same rows, layers and camera on it.
   * @param {OpenedDeck} opened
   */
  revive(opened) {
    const { deck, holder } = this;
    this.open(opened);
    closeDeck(deck);
    holder.remove();
    this.holder.classList.remove("warming");
    this.stage?.prepend(this.holder);
    // A flight that the loss has cut short ends where it was going.
    if (this.target && !this.pending.length) this.whenSized(() => this.setCamera(this.target ?? {}, 0));
    this.draw();
  }

  takeRows() {
    const lists = [this.basemap.list(), ...planRows(this.plan, this.store.numberOf)];
    this.rows.take(this.city ? [...lists, this.city.list()] : lists);
  }

  /**
   * The city comes after the first frame, as one more list of rows behind the others.
   * @param {CityShapes} city
   */
  addCity(city) {
    this.city = city;
    this.takeRows();
    this.draw();
  }

  viewport() {
    return this.shown && this.deck.isInitialized ? this.deck.getViewports()[0] : null;
  }

  // The present state as a frame, at once: what did not change is not touched, and a filter or a layer's switch changes
  // no layer.
  draw() {
    const { state } = this.store;
    const sifted = this.sift(state);
    const layers = mapLayers(this, state);
    const { layers: before } = this;
    const same = layers.length === before?.length && layers.every((layer, index) => layer === before[index]);
    this.layers = layers;
    // deck.gl takes new layers with the next animation frame; until then it would only draw the old ones once more,
    // unless other rows are shown, such as by a district's filter, whose outline comes after it.
    if (!same) this.deck.setProps({ layers });
    if (same || (before && sifted)) this.present();
  }

  /**
   * Makes what the layers need while the GPU still compiles the shaders, then goes to its place.
   * @param {HTMLElement} stage
   */
  async place(stage) {
    this.draw();
    const lost = new Promise((resolve) =>
      this.deck.getCanvas().addEventListener("webglcontextlost", resolve, { once: true }),
    );
    if (!this.deck.device.gl.isContextLost()) await Promise.race([this.nextFrame(), lost]);
    this.holder.classList.remove("warming");
    this.stage = stage;
    stage.prepend(this.holder);
    // deck.gl makes its canvas a stop of its own; the stage round it is the one that Tab reaches.
    this.holder.querySelector("canvas")?.setAttribute("tabindex", "-1");
  }

  // The first frame.
  show() {
    this.shown = true;
    this.deck.redraw("shown");
  }

  // When the next frame is in the GPU's hands.
  nextFrame() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /**
   * Which rows are shown, and how strongly. Returns whether that is another choice than before.
   * @param {State} state
   */
  sift(state) {
    const { city, camera, store } = this;
    const level = planLevel(this.doc.catalogue.drawing, camera.zoom);
    const { layers, opacity, selection } = state;
    const answered = this.answer?.kept(state) ?? null;
    const chosen = [layers, opacity, selection, answered, city, city?.level(camera.zoom), level.quiet, level.stops];
    let sifted = false;
    this.memo.part("tints", [isTinted(store) && store.standings, state.appearance, city], () => {
      sifted = true;
      this.rows.tint(itemTints(store), PAPER_KINDS);
    });
    this.memo.part("rows", [store.flags, ...chosen], () => {
      sifted = true;
      writeRows(this, state, level);
    });
    return sifted;
  }

  // The first change is handed to the GPU in the same task; what is written over the map comes with the next animation
  // frame, which shows both. More changes until then wait for it, lest a slow machine draws frames that nobody sees.
  present() {
    if (this.frame) {
      this.frame = "again";
      return;
    }
    this.frame = "drawn";
    this.deck.redraw("state");
    requestAnimationFrame(() => {
      const again = this.frame === "again";
      this.frame = null;
      if (again) this.deck.redraw("state");
      else this.onFrame?.();
    });
  }

  /** Two quick clicks of somebody presenting are two steps. @param {boolean} on */
  allowDoubleClick(on) {
    this.controller = { ...CONTROLLER, doubleClickZoom: on };
    // The same view with another controller is no change for deck.gl: it would be heard at the next move of the camera.
    this.deck.setProps({ views: new this.D.MapView({ repeat: false }), controller: this.controller });
  }

  // The symbols of the appearances that the map did not start with.
  async addAtlases() {
    for (const [appearance, icons] of Object.entries(this.doc.icons))
      this.atlases[appearance] ??= await buildAtlas(icons);
    this.draw();
  }

  /** @param {number} x @param {number} y */
  pick(x, y) {
    return smallFirst(idsAt(this.deck, x, y), this.store);
  }

  destroy() {
    closeDeck(this.deck);
  }
}
