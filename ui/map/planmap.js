// The map itself: its parts put together, and what joins them.

import { makeActions } from "./actions.js";
import { Address } from "./address.js";
import { Briefings } from "./briefings.js";
import { buildCard } from "./card.js";
import { Dock } from "./dock.js";
import { h } from "./dom.js";
import { FormPages } from "./forms.js";
import { buildControls, buildPosition, buildScale, buildStrip } from "./furniture.js";
import { buildHeader, listenForSlash } from "./header.js";
import { buildHint } from "./hint.js";
import { buildAtlas } from "./icons.js";
import { buildItemList, listenToKeys } from "./keys.js";
import { Labels } from "./labels.js";
import { buildLegend } from "./legend.js";
import { drawnOut, openDeck, openSurface } from "./gpu.js";
import { loadJson } from "./loader.js";
import { buildMeasure } from "./measure.js";
import { buildNotices } from "./notices.js";
import { loadOutline } from "./outline.js";
import { listenToPointer } from "./pointer.js";
import { PresentDoor } from "./present-door.js";
import { buildPresentMenu } from "./present-menu.js";
import { Scene } from "./scene.js";
import { schemeGround, setScheme } from "./scheme.js";
import { SimpleScene } from "./simple.js";
import { Store } from "./store.js";
import { buildPanel } from "./tree.js";

// Where the camera stands before the city's size is known.
const START = { longitude: 114.12, latitude: 22.65, zoom: 9.6, pitch: 0, bearing: 0 };
const CARD_PX = 372;
const LEGEND_PX = 185;
const POINT_ZOOM = 13;
const SETTLED_MS = 250;
const MIN_SIZE_PX = 240;
const REDRAWN_BY = ["layers", "filters", "opacity", "ground", "selection", "unit", "hover", "measure", "towers", "tiles"];

export class PlanMap {
  // opened: the promise of a deck that was opened before the documents were named.
  constructor(data, opened = null) {
    this.documentUrl = data.documentUrl;
    this.received = data;
    this.address = new Address(this);
    this.words = data.words[this.address.language()];
    this.node = h("div", { class: "plan-map bare", "data-state": "loading" }, h("p", { class: "notice", role: "status" }, this.words.loading));
    // Settles when the first frame is drawn, or when the map has said why there is none.
    this.started = this.start(data, opened).catch((error) => this.fail(error));
  }

  fail(error) {
    console.warn(error);
    this.node.classList.remove("bare");
    this.node.dataset.state = "failed";
    this.node.replaceChildren(h("p", { class: "notice", role: "alert" }, this.words.failed.replace("{detail}", error.message)));
  }

  async start(data, early) {
    // The node must have its place first, which gives the canvas its size.
    if (!early) await null;
    const surface = early ? null : openSurface(this.node);
    const opening = early ?? (surface && openDeck(data.deckUrl, surface));
    const drawn = Boolean(opening);
    const [opened, doc, ground] = await Promise.all([opening, loadJson(data.documentUrl), loadJson(data.groundUrl)]);
    this.doc = doc;
    const { state, camera, dropped } = this.address.read(doc);
    this.store = new Store(doc, { ground: schemeGround(), tiles: data.tiles, ...state, dropped });
    this.camera = camera;
    ground.units = doc.items.filter((item) => item.layer === "units" && item.anchors);
    this.ground = ground;
    this.stage = h("div", { class: "stage", role: "application", tabindex: "0", "aria-label": this.store.t("map.label") });
    this.tip = h("div", { class: "tip", hidden: true });
    if (drawn) await this.drawn(opened, ground);
    else this.simple(ground);
    this.furnish(data);
    await this.wire();
    // deck.gl makes its canvas a stop of its own; the stage round it is the one that Tab reaches.
    this.stage.querySelector(".canvas-holder canvas")?.setAttribute("tabindex", "-1");
    this.node.dataset.state = drawn ? "ready" : "no-webgl";
    // What stands round the map is painted after it: a machine without a GPU takes as long for its letters.
    this.stands = drawn ? drawnOut(this.scene.deck) : Promise.resolve();
    this.stands.then(() => {
      this.node.classList.remove("bare");
      this.scene.addAtlases?.();
    });
    this.receive(this.received);
    this.presenter.follow();
  }

  async drawn(opened, ground) {
    const first = this.store.state.ground;
    const atlases = { [first]: await buildAtlas(this.doc.icons[first]) };
    const canvas = h("canvas", { class: "labels", "aria-hidden": "true" });
    this.stage.append(canvas);
    this.scene = new Scene(opened, this.doc, ground, this.store, START, atlases);
    this.labels = new Labels(canvas, this.scene, ground, this.store);
  }

  simple(ground) {
    this.scene = new SimpleScene(this, ground.units, START);
    this.labels = { draw: () => {}, settle: () => {} };
  }

  furnish(data) {
    const { store } = this;
    const actions = this.actions();
    this.scale = buildScale();
    this.position = buildPosition();
    this.measure = buildMeasure(store);
    this.items = buildItemList(this);
    this.controls = buildControls(store, actions);
    this.forms = new FormPages(this, data.pages);
    this.dock = new Dock(this);
    const notices = buildNotices(store, data, this.measure.node);
    const box = h("div", { class: "map-box" }, this.stage, this.items.node, this.controls.node, buildLegend(store), buildCard(store, actions), this.tip, notices, buildHint(store));
    this.briefings = new Briefings(this);
    this.presenter = new PresentDoor(this);
    this.presentMenu = buildPresentMenu(this);
    const main = h("main", { class: "main" }, buildPanel(store), this.dock.node, box);
    const strip = buildStrip(store, this.scale.node, this.position.node, actions);
    this.header = buildHeader(store, actions, data.pages);
    this.header.querySelector(".tools").append(this.presentMenu.node);
    this.node.querySelector(".notice").remove();
    this.node.append(this.header, this.forms.note, main, strip);
    this.paint();
  }

  // To a page with forms.
  leave(page) {
    this.store.set({ page });
  }

  actions() {
    return (this.act ??= makeActions(this));
  }

  // Bounds round some items; null where none of them has a place (districts.geojson may be missing).
  around(ids) {
    const all = ids.map((id) => this.store.byId.get(id)?.bounds).filter(Boolean);
    return all.length ? [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...all.map((bounds) => bounds[side]))) : null;
  }

  fitAround(ids, options) {
    const bounds = this.around(ids);
    if (bounds) this.scene.fit(bounds, options);
    else this.scene.fly(START, options?.duration);
  }

  // How much of the map's left side the legend takes.
  legendSpace() {
    return this.store.state.legendOpen ? LEGEND_PX : 0;
  }

  // What a state without a camera shows: the chosen item, else the unit, else the city without 深汕, 60 km east.
  frame(duration) {
    const { selection, unit } = this.store.state;
    if (this.store.byId.get(selection)?.bounds) this.fitAround([selection], { left: this.legendSpace(), right: CARD_PX, maxZoom: POINT_ZOOM, duration });
    else if (unit) this.fitAround([unit], { left: this.legendSpace(), duration });
    else this.home(duration);
  }

  home(duration) {
    const city = this.doc.units.filter((unit) => unit.id !== "shenshan").map((unit) => unit.id);
    this.fitAround(city, { left: this.legendSpace(), duration });
    this.homeCamera = this.scene.target;
  }

  // Choose an item: show its layer, its card, and fly there where it is out of sight, or in any case.
  select(id, { fly = false } = {}) {
    const item = this.store.byId.get(id);
    if (!item) return;
    const layers = this.store.state.layers.has(item.layer) ? this.store.state.layers : new Set([...this.store.state.layers, item.layer]);
    this.store.set({ selection: id, layers });
    if (item.bounds && (fly || !this.inSight(item.bounds))) this.scene.fit(item.bounds, { left: this.legendSpace(), right: CARD_PX, maxZoom: POINT_ZOOM });
  }

  inSight([west, south, east, north]) {
    const viewport = this.scene.viewport();
    if (!viewport) return false;
    const corners = [[west, south], [east, north]].map((corner) => viewport.project(corner));
    const { width, height } = viewport;
    return corners.every(([x, y]) => x > 0 && x < width - CARD_PX && y > 0 && y < height);
  }

  // A state from a link or a scene, all of it: layers, filters, selection, page, camera.
  show({ state, camera, dropped = [] }, duration) {
    this.store.set({ candidates: [], ...state, dropped });
    if (camera) this.scene.fly(camera, duration);
    else this.frame(duration);
  }

  wire() {
    const { scene, store, labels } = this;
    let frame = 0;
    let settled = 0;
    const settle = () => {
      clearTimeout(settled);
      settled = setTimeout(() => {
        this.items.refresh();
        this.address.write();
      }, SETTLED_MS);
    };
    scene.onCamera = () => {
      this.scale.update(scene.camera);
      this.controls.turn(scene.camera.bearing ?? 0);
      this.presenter.moved();
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => labels.draw());
      settle();
    };
    scene.onFrame = () => labels.draw();
    scene.onHover = (object, x, y) => this.hover(object?.id ?? null, x, y);
    const draw = (state, changed) => (REDRAWN_BY.some((key) => changed.has(key)) ? scene.draw() : changed.has("language") && labels.draw());
    store.subscribe(draw, { first: true });
    store.subscribe((state, changed) => {
      labels.settle();
      if (changed.has("ground")) this.paint();
      settle();
    });
    listenToPointer(this);
    listenToKeys(this);
    this.unlistenSlash = listenForSlash(this);
    this.address.listen();
    scene.onCamera();
    return this.settled();
  }

  // Nothing is drawn before the map has its size and its place: each frame too many costs a slow machine dearly.
  async settled() {
    const { scene } = this;
    await scene.place(this.stage);
    await this.sized();
    this.home(0);
    if (this.camera) scene.fly(this.camera, 0);
    else this.frame(0);
    if (this.store.state.towers) scene.tilt(true);
    scene.show();
  }

  sized() {
    return new Promise((resolve) => {
      const look = () => {
        const { width, height } = this.scene.size();
        if (this.scene.fills(this.stage) && width >= MIN_SIZE_PX && height >= MIN_SIZE_PX) resolve();
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  choose(ids) {
    if (!ids.length) this.store.set({ selection: null, candidates: [] });
    else if (ids.length === 1) {
      this.store.set({ candidates: [] });
      this.select(ids[0]);
    } else this.store.set({ selection: null, candidates: ids });
  }

  hover(id, x, y) {
    const item = id ? this.store.byId.get(id) : null;
    this.store.set({ hover: item ? id : null });
    this.tip.hidden = !item || x === undefined;
    if (this.tip.hidden) return;
    const stage = this.store.label(this.doc.catalogue.stages[item.stage]);
    this.tip.replaceChildren(h("b", {}, this.store.name(item)), h("span", {}, `${stage} · ${this.store.label(this.doc.catalogue.precisions[item.precision])}`));
    this.tip.style.transform = `translate(${Math.round(x + 14)}px, ${Math.round(y + 14)}px)`;
  }

  paint() {
    const colors = this.store.colors();
    this.node.dataset.ground = this.store.state.ground;
    setScheme(this.store.state.ground);
    for (const role of ["sea", "land", "ink", "halo", "label_quiet", "unit", "unit_line", "highlight", "focus", "warn"]) this.node.style.setProperty(`--${role}`, colors[role]);
  }

  receive(data) {
    this.received = data;
    this.forms?.receive(data);
    this.presentMenu?.render();
  }

  // The plan's text with the places of the items in it, fetched when it is first asked for.
  reader() {
    return (this.outline ??= loadOutline(this.received.readerUrl));
  }

  // Back on the page: what the address says now, where another page has changed it.
  returned() {
    if (!this.store) return;
    this.address.adopt();
    this.dock?.returned();
  }

  destroy() {
    this.address.stop();
    this.unlistenSlash?.();
    this.presenter?.destroy();
    this.scene?.destroy();
    this.node.remove();
  }
}
