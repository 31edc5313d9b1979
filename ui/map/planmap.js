// The map itself: its parts put together, and what joins them.

import { buildCard } from "./card.js";
import { h } from "./dom.js";
import { buildControls, buildPosition, buildScale, buildStrip } from "./furniture.js";
import { buildHeader } from "./header.js";
import { buildAtlases } from "./icons.js";
import { buildItemList, listenToKeys } from "./keys.js";
import { Labels } from "./labels.js";
import { buildLegend } from "./legend.js";
import { hasWebGl, loadDeck, loadJson } from "./loader.js";
import { buildMeasure } from "./measure.js";
import { savePicture } from "./picture.js";
import { Scene } from "./scene.js";
import { Store } from "./store.js";
import { buildPanel } from "./tree.js";

// Where the camera stands before the city's size is known.
const START = { longitude: 114.12, latitude: 22.65, zoom: 9.6, pitch: 0, bearing: 0 };
const PANEL_PX = 300;
const CARD_PX = 372;
const LEGEND_PX = 185;
const POINT_ZOOM = 13;
const SETTLED_MS = 250;
const MIN_HEIGHT_PX = 240;
const REDRAWN_BY = ["layers", "filters", "opacity", "ground", "selection", "hover", "measure", "towers", "tiles"];
const RELABELLED_BY = ["layers", "filters", "ground", "language", "selection", "towers"];

export class PlanMap {
  constructor(data) {
    this.documentUrl = data.documentUrl;
    this.node = h("div", { class: "plan-map", "data-state": "loading" }, h("p", { class: "notice", role: "status" }, data.words.loading));
    this.received = data;
    this.start(data).catch((error) => this.fail(error, data));
  }

  fail(error, data) {
    console.warn(error);
    this.node.dataset.state = "failed";
    this.node.replaceChildren(h("p", { class: "notice", role: "alert" }, data.words.failed.replace("{detail}", error.message)));
  }

  async start(data) {
    if (!hasWebGl()) return this.withoutWebGl(data);
    const [D, doc, ground] = await Promise.all([loadDeck(data.deckUrl), loadJson(data.documentUrl), loadJson(data.groundUrl)]);
    this.store = new Store(doc, { language: data.language, ground: data.ground, tiles: data.tiles });
    this.doc = doc;
    const { store } = this;
    const atlases = await buildAtlases(doc.icons);
    const canvas = h("canvas", { class: "labels", "aria-hidden": "true" });
    const holder = h("div", { class: "canvas-holder" });
    const tip = h("div", { class: "tip", hidden: true });
    this.stage = h("div", { class: "stage", role: "application", tabindex: "0", "aria-label": store.t("map.label") }, holder, canvas);
    this.tip = tip;
    ground.units = doc.units.map((unit) => ({ ...unit, anchors: store.byId.get(unit.id)?.anchors ?? [] }));
    this.scene = new Scene(D, holder, doc, ground, store, START, atlases);
    this.labels = new Labels(canvas, this.scene, ground, store);
    this.furnish(data);
    await this.wire();
    this.node.dataset.state = "ready";
    this.receive(this.received);
  }

  async withoutWebGl(data) {
    this.node.dataset.state = "no-webgl";
    const frame = h("iframe", { class: "fallback", title: data.words.fallback, src: data.fallbackUrl });
    this.node.replaceChildren(h("p", { class: "notice inline", role: "status" }, data.words.nowebgl), frame);
  }

  furnish(data) {
    const { store } = this;
    const actions = this.actions();
    this.scale = buildScale();
    this.position = buildPosition();
    this.measure = buildMeasure(store);
    this.items = buildItemList(this);
    this.controls = buildControls(store, actions);
    const strip = buildStrip(store, this.scale.node, this.position.node, actions);
    const notices = h("div", { class: "notices" }, data.problems.length ? this.problems(data) : null, this.tileNotice(), this.measure.node);
    const main = h("div", { class: "main" }, buildPanel(store), this.stage, this.items.node, this.controls.node, buildLegend(store), buildCard(store, actions), this.tip, notices);
    this.node.replaceChildren(buildHeader(store, actions, data.pages), main, strip);
    this.paint();
  }

  // What is wrong with the data is said on the map; the rest is shown.
  problems({ problems, words }) {
    const rows = problems.slice(0, 50).map((line) => h("li", {}, line));
    return h("details", { class: "problems", role: "status" }, h("summary", {}, words.problems), h("ul", {}, rows), h("p", { class: "quiet" }, words.problemsHint));
  }

  // A ground that fails never hides the plan: what is missing is said in words.
  tileNotice() {
    const { store } = this;
    const node = h("p", { class: "warning", role: "status", hidden: true });
    store.subscribe((state, changed) => {
      if (!changed.has("tilesFailed") && !changed.has("language")) return;
      node.hidden = !state.tilesFailed;
      node.textContent = store.t("map.tilesFailed");
    });
    return node;
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

  actions() {
    const { store } = this;
    const cityUnits = this.doc.units.filter((unit) => unit.id !== "shenshan").map((unit) => unit.id);
    return (this.act ??= {
      select: (id) => this.select(id),
      close: () => store.set({ selection: null, candidates: [] }),
      back: () => store.set({ selection: null }),
      zoom: (step) => this.scene.fly({ zoom: this.scene.camera.zoom + step }, 300),
      home: (duration) => this.fitAround(cityUnits, { left: LEGEND_PX, duration: typeof duration === "number" ? duration : undefined }),
      north: () => this.scene.fly({ bearing: 0, pitch: 0 }, 300),
      shenshan: () => this.fitAround(["shenshan"]),
      unplaced: () => store.set({ selection: null, candidates: store.matching.filter((item) => !item.anchors).map((item) => item.id) }),
      language: (language) => {
        store.set({ language });
        this.tell("language", language);
      },
      ground: (ground) => store.set({ ground }),
      page: (page) => this.tell("page", page),
      measure: () => this.measure.toggle(),
      picture: () => savePicture(this),
      fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : this.node.requestFullscreen()),
      towers: () => {
        store.set({ towers: !store.state.towers });
        this.scene.tilt(store.state.towers);
      },
    });
  }

  // Choose an item: show its layer, its card, and fly there where it is out of sight.
  select(id) {
    const item = this.store.byId.get(id);
    if (!item) return;
    const layers = this.store.state.layers.has(item.layer) ? this.store.state.layers : new Set([...this.store.state.layers, item.layer]);
    this.store.set({ selection: id, layers });
    if (item.bounds && !this.inSight(item.bounds)) this.scene.fit(item.bounds, { left: LEGEND_PX, right: CARD_PX, maxZoom: POINT_ZOOM });
    this.tell("selection", id);
  }

  inSight([west, south, east, north]) {
    const viewport = this.scene.viewport();
    if (!viewport) return false;
    const corners = [[west, south], [east, north]].map((corner) => viewport.project(corner));
    const { width, height } = viewport;
    return corners.every(([x, y]) => x > this.scene.paddingLeft && x < width - CARD_PX && y > 0 && y < height);
  }

  wire() {
    const { scene, store, labels } = this;
    let frame = 0;
    let settled = 0;
    const listLater = () => {
      clearTimeout(settled);
      settled = setTimeout(() => this.items.refresh(), SETTLED_MS);
    };
    scene.onCamera = () => {
      this.scale.update(scene.camera);
      this.controls.turn(scene.camera.bearing ?? 0);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => labels.draw());
      listLater();
    };
    scene.onFrame = () => labels.draw();
    scene.onHover = (object, x, y) => this.hover(object?.id ?? null, x, y);
    store.subscribe((state, changed) => {
      if (REDRAWN_BY.some((key) => changed.has(key))) scene.draw();
      if (RELABELLED_BY.some((key) => changed.has(key))) labels.refresh();
      if (changed.has("layers") || changed.has("filters")) listLater();
      if (changed.has("ground")) this.paint();
      if (changed.has("panelOpen")) this.pad();
    });
    this.listenToClicks();
    listenToKeys(this);
    this.pad();
    labels.refresh();
    scene.onCamera();
    return this.settled();
  }

  // Nothing is drawn before the map has its size and its place: each frame too many costs a slow machine dearly.
  settled() {
    return new Promise((resolve) => {
      const look = () => {
        if (this.scene.deck.width < PANEL_PX * 2 || this.scene.deck.height < MIN_HEIGHT_PX) return requestAnimationFrame(look);
        // The stage is the one stop of the Tab key; deck.gl makes its canvas another.
        this.scene.deck.getCanvas().tabIndex = -1;
        this.actions().home(0);
        this.scene.draw();
        resolve();
      };
      look();
    });
  }

  // deck.gl drops its own click when the main thread is busy: the DOM's click is picked instead.
  listenToClicks() {
    let down = null;
    this.stage.addEventListener("pointerdown", (event) => (down = [event.clientX, event.clientY]));
    this.stage.addEventListener("click", (event) => {
      if (!down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 5) return;
      const box = this.stage.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      if (this.store.state.measure) this.measure.add(this.scene.viewport().unproject([x, y]));
      else this.choose(this.scene.pick(x, y));
    });
    this.stage.addEventListener("pointermove", (event) => {
      const box = this.stage.getBoundingClientRect();
      this.position.update(this.scene.viewport()?.unproject([event.clientX - box.left, event.clientY - box.top]));
    });
    this.stage.addEventListener("pointerleave", () => this.position.update(null));
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
    this.tip.hidden = !item;
    if (!item) return;
    const stage = this.store.label(this.doc.catalogue.stages[item.stage]);
    this.tip.replaceChildren(h("b", {}, this.store.name(item)), h("span", {}, `${stage} · ${this.store.label(this.doc.catalogue.precisions[item.precision])}`));
    this.tip.style.transform = `translate(${Math.round(x + 14)}px, ${Math.round(y + 14)}px)`;
  }

  pad() {
    this.scene.paddingLeft = this.store.state.panelOpen ? PANEL_PX : 0;
    this.node.classList.toggle("panel-open", this.store.state.panelOpen);
    this.labels.draw();
  }

  paint() {
    const colors = this.store.colors();
    this.node.dataset.ground = this.store.state.ground;
    for (const role of ["sea", "land", "ink", "halo", "label_quiet", "unit", "unit_line", "highlight"]) this.node.style.setProperty(`--${role}`, colors[role]);
  }

  receive(data) {
    this.received = data;
    if (this.store && data.language !== this.store.state.language) this.store.set({ language: data.language });
  }

  destroy() {
    this.scene?.destroy();
    this.node.remove();
  }
}
