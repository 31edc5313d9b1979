// The drawing: deck.gl with the ground, the plan's layers and the highlight of what is chosen.

import { numbers } from "./colour.js";
import { FLAT } from "./flat.js";
import { closeDeck } from "./gpu.js";
import { Ground } from "./ground.js";
import { Highlight } from "./highlight.js";
import { buildAtlas } from "./icons.js";
import { measureLayers } from "./measure.js";
import { isReach, merge, PAPER_KINDS } from "./merged.js";
import { towerLayer, towerRows } from "./towers.js";
import { Viewpoint, ZOOMS } from "./viewpoint.js";

const PICK_RADIUS_PX = 6;
const PICK_DEPTH = 12;
// deck.gl's own curve of opacity.
const GAMMA = 1 / 2.2;
const FULL = 255;

const CONTROLLER = { touchRotate: true, keyboard: false, inertia: 200 };

export class Scene extends Viewpoint {
  // opened: what openDeck gave, the canvas with its shaders.
  constructor(opened, doc, ground, store, camera, atlases) {
    super(camera);
    Object.assign(this, { doc, store, atlases });
    this.plan = merge(doc.layers);
    this.described = ground.layers;
    this.units = ground.units;
    // Nothing is shown before the map has its size.
    this.shown = false;
    this.waiting = [];
    // Symbols and lines are larger for a room than for a desk.
    this.symbolScale = 1;
    this.doubleClickZoom = true;
    this.open(opened);
  }

  // On a canvas: all that belongs to its context is made anew.
  open(opened) {
    Object.assign(this, opened);
    this.ground = new Ground(this.D, this.store, this.described);
    const itemsOf = ({ rows, owners }) => ({ owners, parts: this.plan.parts, items: Uint32Array.from(rows, (row) => this.store.numberOf.get(row.id)) });
    this.rows.take([this.ground.list(), itemsOf(this.plan.shapes), itemsOf(this.plan.symbols)]);
    this.made = this.make();
    this.parts = new Map();
    this.layers = null;
    this.frame = null;
    this.highlight = new Highlight(opened, this.store, this.plan, this.ground.unitRows());
    this.deck.setProps({
      controller: this.controller(),
      initialViewState: { ...this.camera, ...ZOOMS },
      layers: [],
      layerFilter: () => this.shown,
      getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
      onViewStateChange: ({ viewState, interactionState }) => this.moved(viewState, interactionState?.inTransition),
      onResize: () => this.resized(),
      onHover: ({ object, layer, x, y }) => this.onHover?.(layer?.id.startsWith("ground:") ? null : object, x, y),
      onAfterRender: () => {
        if (!this.frame) this.onFrame?.();
        for (const told of this.waiting.splice(0)) told();
      },
    });
  }

  // Another canvas in the place of one whose context was lost: the same rows, layers and camera on it.
  revive(opened) {
    const { deck, holder } = this;
    this.open(opened);
    closeDeck(deck);
    holder.remove();
    this.holder.classList.remove("warming");
    this.stage.prepend(this.holder);
    // A flight that the loss has cut short ends where it was going.
    if (this.target && !this.asked.length) this.whenSized(() => this.setCamera(this.target, 0));
    this.draw();
  }

  // deck.gl's layers of the plan.
  make() {
    const { D, extensions } = this;
    const { parts, shapes, symbols } = this.plan;
    const [, ofShapes, ofSymbols] = this.rows.firstRows;
    const made = [new D.ShapeLayer({ id: "plan:shapes", data: shapes.rows, pickable: true, extensions, firstRow: ofShapes, ...FLAT })];
    if (!symbols.rows.length) return made;
    const { size } = parts[symbols.owners[0]];
    return [...made, new D.SymbolLayer({ id: "plan:symbols", data: symbols.rows, pickable: true, billboard: true, getPosition: (row) => row.position, getIcon: (row) => row.icon, getSize: size, sizeUnits: "pixels", extensions, firstRow: ofSymbols, ...FLAT })];
  }

  viewport() {
    return this.shown && this.deck.isInitialized ? this.deck.getViewports()[0] : null;
  }

  // The present state as a frame, at once: what did not change is not touched, and a filter or a layer's switch changes no layer.
  draw() {
    const { state } = this.store;
    const { hover, selection, unit, measure, towers, filters, layers: on, ground } = state;
    const sifted = this.sift(state);
    this.towerRows = this.part("towers", [towers, filters, towers && on, ground], () => (towers ? towerRows(this.store, this.units) : { rows: [], tops: new Map() }));
    this.towerTops = this.towerRows.tops;
    const layers = [
      ...this.part("ground", [ground, state.tiles], () => this.ground.layers(this.extensions, this.rows.firstRows[0])),
      ...this.planLayers(ground),
      ...this.part("unit", [unit, filters.district, ground, this.symbolScale], () => this.highlight.units(state, this.symbolScale)),
      ...this.part("hover", [hover, ground], () => this.highlight.items(hover, false)),
      ...this.part("selection", [selection, ground], () => this.highlight.items(selection, true)),
      ...this.part("measure", [measure, ground], () => measureLayers(this.D, measure, numbers(this.store.colors().highlight), this.extensions)),
      ...this.part("columns", [this.towerRows], () => (this.towerRows.rows.length ? [towerLayer(this.D, this.towerRows.rows, numbers)] : [])),
    ];
    const { layers: before } = this;
    const same = layers.length === before?.length && layers.every((layer, index) => layer === before[index]);
    this.layers = layers;
    // deck.gl takes new layers with the next animation frame; until then it would only draw the old ones once more, unless other rows
    // are shown, such as by a district's filter, whose outline comes after it.
    if (!same) this.deck.setProps({ layers });
    if (same || (before && sifted)) this.present();
  }

  // Makes what the layers need while the GPU still compiles the shaders, then goes to its place.
  async place(stage) {
    this.draw();
    const lost = new Promise((resolve) => this.deck.getCanvas().addEventListener("webglcontextlost", resolve, { once: true }));
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

  // What `make` gave for the same keys before.
  part(name, keys, make) {
    const kept = this.parts.get(name);
    if (kept && kept.keys.every((key, index) => key === keys[index])) return kept.value;
    const value = make();
    this.parts.set(name, { keys, value });
    return value;
  }

  // Which rows are shown, and how strongly. Returns whether that is another choice than before.
  sift({ layers, opacity, tiles }) {
    const { flags } = this.store;
    const before = this.parts.get("rows");
    this.part("rows", [flags, layers, opacity, tiles], () => {
      const strength = (layer) => (layers.has(layer) ? Math.round(FULL * (opacity[layer] ?? 1) ** GAMMA) : 0);
      const strengths = Uint8Array.from(this.plan.parts, ({ catalogueId, kind }) => (isReach(kind) ? 0 : strength(catalogueId)));
      this.rows.write(flags, [this.ground.strengths(), strengths, strengths]);
    });
    return this.parts.get("rows") !== before;
  }

  // The first change is handed to the GPU in the same task; what is written over the map comes with the next animation frame,
  // which shows both. More changes until then wait for it, lest a slow machine draws frames that nobody sees.
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

  // Two quick clicks of somebody presenting are two steps.
  allowDoubleClick(on) {
    this.doubleClickZoom = on;
    this.deck.setProps({ controller: this.controller() });
  }

  controller() {
    return { ...CONTROLLER, doubleClickZoom: this.doubleClickZoom };
  }

  planLayers(ground) {
    const [shapes, symbols] = this.made;
    const made = this.part("shapes", [ground, this.symbolScale], () => [this.coloured(shapes, ground)]);
    if (!symbols) return made;
    // Until a ground's own symbols are drawn the other's serve.
    const icons = this.atlases[ground] ?? Object.values(this.atlases)[0];
    return [...made, ...this.part("symbols", [icons.iconAtlas, this.symbolScale], () => [symbols.clone({ ...icons, sizeScale: this.symbolScale })])];
  }

  // The symbols of the grounds that the map did not start with.
  async addAtlases() {
    for (const [ground, icons] of Object.entries(this.doc.icons)) this.atlases[ground] ??= await buildAtlas(icons);
    this.draw();
  }

  // Each part in its layer's colour on the present ground, or in that of paper; its transparency is Python's.
  coloured(shapes, ground) {
    const { store } = this;
    const colors = this.plan.parts.map(({ catalogueId, kind, color }) => numbers(PAPER_KINDS.has(kind) ? store.colors().halo : store.color(store.layerById.get(catalogueId)), color?.[3]));
    const { owners } = this.plan.shapes;
    return shapes.clone({ getColor: (row, { index }) => colors[owners[index]], updateTriggers: { getColor: ground }, widthScale: this.symbolScale });
  }

  // Ids of all items under a pixel, the topmost first; the unit only where nothing else lies.
  pick(x, y) {
    const hits = this.deck.pickMultipleObjects({ x, y, radius: PICK_RADIUS_PX, depth: PICK_DEPTH });
    const ids = (wanted) => [...new Set(hits.filter((hit) => hit.layer.id.startsWith("ground:") === wanted).map((hit) => hit.object?.id))].filter(Boolean);
    const items = ids(false);
    return items.length ? items : ids(true);
  }

  destroy() {
    closeDeck(this.deck);
  }
}
