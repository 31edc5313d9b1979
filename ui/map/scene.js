// The drawing: deck.gl with the ground, the plan's layers and the highlight of what is chosen.

import { numbers } from "./colour.js";
import { FLAT } from "./flat.js";
import { Ground } from "./ground.js";
import { Highlight } from "./highlight.js";
import { buildAtlas } from "./icons.js";
import { measureLayers } from "./measure.js";
import { merge, PAPER_KINDS } from "./merged.js";
import { towerLayer, towerRows } from "./towers.js";

const PICK_RADIUS_PX = 6;
const PICK_DEPTH = 12;
const FLIGHT_MS = 1200;
export const FIT_PADDING = 40;
// How far the ground reaches: beyond it there is nothing to see.
const LIMITS = { west: 111.6, east: 117.1, south: 21.3, north: 25.2, minZoom: 7, maxZoom: 18 };
// Cameras less apart than that (degrees, zoom steps) are one; and a move that is more, yet invisible.
const THERE = 1e-7;
const NUDGE_DEG = 1e-6;
// deck.gl's own curve of opacity.
const GAMMA = 1 / 2.2;
const FULL = 255;
const TILT_DEG = 52;

const CONTROLLER = { doubleClickZoom: true, touchRotate: true, keyboard: false, inertia: 200 };

export class Scene {
  // opened: what openDeck gave, the canvas with its shaders.
  constructor(opened, doc, ground, store, camera, atlases) {
    Object.assign(this, { doc, store, atlases, ...opened });
    const { D } = opened;
    this.plan = merge(doc.layers);
    this.ground = new Ground(D, store, ground.layers);
    const itemsOf = ({ rows, owners }) => ({ owners, parts: this.plan.parts, items: Uint32Array.from(rows, (row) => store.numberOf.get(row.id)) });
    this.rows.take([this.ground.list(), itemsOf(this.plan.shapes), itemsOf(this.plan.symbols)]);
    this.made = this.make();
    // Nothing is shown before the map has its size.
    this.shown = false;
    this.waiting = [];
    this.parts = new Map();
    this.highlight = new Highlight(opened, store, this.plan, this.ground.unitRows());
    this.units = ground.units;
    this.camera = camera;
    // Where the camera stands, or is flying to.
    this.target = null;
    this.flight = false;
    this.onCamera = () => {};
    // Symbols and lines are larger for a room than for a desk.
    this.symbolScale = 1;
    this.deck.setProps({
      controller: CONTROLLER,
      initialViewState: { ...camera, minZoom: LIMITS.minZoom, maxZoom: LIMITS.maxZoom },
      layers: [],
      layerFilter: () => this.shown,
      getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
      onViewStateChange: ({ viewState, interactionState }) => this.moved(viewState, interactionState?.inTransition),
      onResize: () => this.onCamera(),
      onHover: ({ object, layer, x, y }) => this.onHover?.(layer?.id.startsWith("ground:") ? null : object, x, y),
      onAfterRender: () => {
        if (!this.frame) this.onFrame?.();
        for (const told of this.waiting.splice(0)) told();
      },
    });
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

  moved(viewState, flying = false) {
    const longitude = Math.min(Math.max(viewState.longitude, LIMITS.west), LIMITS.east);
    const latitude = Math.min(Math.max(viewState.latitude, LIMITS.south), LIMITS.north);
    this.camera = { ...viewState, longitude, latitude };
    // A hand takes over from a flight; what its push has left to go is no flight to a place that was named.
    if (!flying) this.flight = false;
    if (!this.flight) this.target = this.camera;
    this.onCamera();
    return this.camera;
  }

  size() {
    return { width: this.deck.width, height: this.deck.height };
  }

  // Whether the canvas has grown to its stage, whose size the browser gives without fractions.
  fills(stage) {
    return Math.abs(this.deck.width - stage.clientWidth) < 1 && Math.abs(this.deck.height - stage.clientHeight) < 1;
  }

  viewport() {
    return this.shown && this.deck.isInitialized ? this.deck.getViewports()[0] : null;
  }

  // Fly to a camera; without motion where the system asks for none.
  fly(camera, duration = FLIGHT_MS) {
    const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = { ...this.camera, ...camera };
    const target = { longitude, latitude, zoom: Math.min(Math.max(zoom, LIMITS.minZoom), LIMITS.maxZoom), pitch, bearing, minZoom: LIMITS.minZoom, maxZoom: LIMITS.maxZoom };
    this.target = target;
    const there = isThere(this.camera, target);
    // deck.gl takes a camera that equals the present one for a step of the flight it is in, and flies on: that flight is ended first.
    if (there) this.deck.setProps({ initialViewState: { ...target, longitude: longitude + NUDGE_DEG, stamp: performance.now() } });
    const still = there || duration === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.flight = !still;
    const motion = still ? {} : { transitionDuration: duration, transitionInterpolator: new this.D.FlyToInterpolator() };
    this.deck.setProps({ initialViewState: { ...target, ...motion, stamp: performance.now() } });
    if (still) this.moved(target);
  }

  fit(bounds, options = {}) {
    const { width, height } = this.deck;
    const view = new this.D.WebMercatorViewport({ width, height });
    const padding = roomy({ top: FIT_PADDING, bottom: FIT_PADDING + 40, left: FIT_PADDING + (options.left ?? 0), right: FIT_PADDING + (options.right ?? 0) }, width, height);
    const [west, south, east, north] = bounds;
    const { zoom } = view.fitBounds([[west, south], [east, north]], { padding, maxZoom: options.maxZoom ?? 14 });
    const [longitude, latitude] = this.centre([west, south, east, north], zoom, padding);
    this.fly({ longitude, latitude, zoom, pitch: 0, bearing: 0 }, options.duration);
  }

  // The camera's place that puts bounds into the middle of what padding leaves free. fitBounds itself forgets the padding where
  // maxZoom holds it back: a point would lie under the card.
  centre([west, south, east, north], zoom, { top, bottom, left, right }) {
    const { width, height } = this.deck;
    const at = { width, height, longitude: (west + east) / 2, latitude: (south + north) / 2, zoom };
    const viewport = new this.D.WebMercatorViewport(at);
    const [x0, y0] = viewport.project([west, north]);
    const [x1, y1] = viewport.project([east, south]);
    return viewport.unproject([(x0 + x1 - left + right) / 2, (y0 + y1 - top + bottom) / 2]);
  }

  // The present state as a frame, at once: what did not change is not touched, and a filter or a layer's switch changes no layer.
  draw() {
    const { state } = this.store;
    const { hover, selection, unit, measure, towers, filters, layers: on, ground } = state;
    this.sift(state);
    this.towerRows = this.part("towers", [towers, filters, towers && on, ground], () => (towers ? towerRows(this.store, this.units) : { rows: [], tops: new Map() }));
    this.towerTops = this.towerRows.tops;
    const layers = [
      ...this.part("ground", [ground, state.tiles], () => this.ground.layers(this.extensions, this.rows.firstRows[0])),
      ...this.planLayers(ground),
      ...this.part("unit", [unit, ground, this.symbolScale], () => this.highlight.unit(unit, this.symbolScale)),
      ...this.part("hover", [hover, ground], () => this.highlight.items(hover, false)),
      ...this.part("selection", [selection, ground], () => this.highlight.items(selection, true)),
      ...this.part("measure", [measure, ground], () => measureLayers(this.D, measure, numbers(this.store.colors().highlight), this.extensions)),
      ...this.part("columns", [this.towerRows], () => (this.towerRows.rows.length ? [towerLayer(this.D, this.towerRows.rows, numbers)] : [])),
    ];
    const same = layers.length === this.layers?.length && layers.every((layer, index) => layer === this.layers[index]);
    this.layers = layers;
    if (same) this.present();
    // deck.gl takes new layers with the next animation frame: until then it would only draw the old ones once more.
    else this.deck.setProps({ layers });
  }

  // Makes what the layers need while the GPU still compiles the shaders, then goes to its place.
  async place(stage) {
    this.draw();
    await this.nextFrame();
    this.holder.classList.remove("warming");
    stage.prepend(this.holder);
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

  // Which rows are shown, and how strongly.
  sift({ layers, opacity, tiles }) {
    const { flags } = this.store;
    this.part("rows", [flags, layers, opacity, tiles], () => {
      const strength = (layer) => (layers.has(layer) ? Math.round(FULL * (opacity[layer] ?? 1) ** GAMMA) : 0);
      const strengths = Uint8Array.from(this.plan.parts, ({ catalogueId }) => strength(catalogueId));
      this.rows.write(flags, [this.ground.strengths(), strengths, strengths]);
    });
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
    this.deck.setProps({ controller: { ...CONTROLLER, doubleClickZoom: on } });
  }

  tilt(on) {
    this.fly({ pitch: on ? TILT_DEG : 0, bearing: on ? this.camera.bearing : 0 }, 600);
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
    this.deck.finalize();
  }
}

function isThere(camera, target) {
  return ["longitude", "latitude", "zoom", "pitch", "bearing"].every((name) => Math.abs((camera[name] ?? 0) - target[name]) < THERE);
}

// Padding that leaves at least half of a small window for the map.
function roomy({ top, bottom, left, right }, width, height) {
  const across = Math.min(1, width / 2 / (left + right));
  const down = Math.min(1, height / 2 / (top + bottom));
  return { top: top * down, bottom: bottom * down, left: left * across, right: right * across };
}
