// The map itself: its parts put together, and what joins them.

import { buildAccuracy } from "./accuracy.js";
import { makeActions } from "./actions.js";
import { Address } from "./address.js";
import { Away } from "./away.js";
import { Briefings } from "./briefings.js";
import { buildCard } from "./card.js";
import { Dock } from "./dock.js";
import { h } from "./dom.js";
import { FormPages } from "./forms.js";
import { Framing, START } from "./framing.js";
import { buildControls, buildPosition, buildScale, buildStrip } from "./furniture.js";
import { buildHeader } from "./header.js";
import { buildHint } from "./hint.js";
import { buildAtlas } from "./icons.js";
import { buildItemList } from "./keys.js";
import { Labels } from "./labels.js";
import { buildLegend } from "./legend.js";
import { drawnOut } from "./gpu.js";
import { loadJson } from "./loader.js";
import { buildMeasure } from "./measure.js";
import { buildNotices } from "./notices.js";
import { loadOutline } from "./outline.js";
import { withPaths } from "./paths.js";
import { Patience } from "./patience.js";
import { PresentDoor } from "./present-door.js";
import { buildPresentMenu } from "./present-menu.js";
import { Scene } from "./scene.js";
import { schemeGround, setScheme } from "./scheme.js";
import { SimpleScene } from "./simple.js";
import { opened, watchContext } from "./revive.js";
import { Store } from "./store.js";
import { Tip } from "./tip.js";
import { buildPanel } from "./tree.js";
import { listenToScene, wire } from "./wiring.js";

// So long the first frame waits for a place to be drawn in. A window that has none for the map shows what else it has.
const NO_ROOM_MS = 500;

export class PlanMap {
  // opened: the promise of a deck that was opened before the documents were named.
  constructor(data, opened = null) {
    this.documentUrl = data.documentUrl;
    this.received = data;
    this.address = new Address(this);
    this.words = data.words[this.address.language()];
    this.node = h("div", { class: "plan-map bare", "data-state": "loading" }, h("p", { class: "notice", role: "status" }, this.words.loading));
    this.patience = new Patience(this.node, () => data.words[this.store?.state.language ?? this.address.language()]);
    // Settles when the first frame is drawn, or when the map has said why there is none.
    this.started = this.start(data, opened).catch((error) => this.fail(error));
  }

  fail(error) {
    console.warn(error);
    this.patience.for(null);
    this.node.classList.remove("bare");
    this.node.dataset.state = "failed";
    this.node.replaceChildren(h("p", { class: "notice", role: "alert" }, this.words.failed.replace("{detail}", () => error.message)));
  }

  async start(data, early) {
    this.patience.for("waitData");
    // The node must have its place first, which gives the canvas its size.
    if (!early) await null;
    const [deck, doc, ground] = await Promise.all([opened(early, data.deckUrl, this.node), loadJson(data.documentUrl), loadJson(data.groundUrl)]);
    this.patience.for("waitDrawing");
    withPaths(doc.layers);
    this.doc = doc;
    const { state, camera, dropped } = this.address.read(doc);
    this.store = new Store(doc, { ground: schemeGround(), tiles: data.tiles, ...state, dropped });
    ground.units = doc.items.filter((item) => item.layer === "units" && item.anchors);
    this.ground = ground;
    this.stage = h("div", { class: "stage", role: "application", tabindex: "0", "aria-label": this.store.t("map.label") });
    this.tip = new Tip(this.store);
    this.framing = new Framing(this);
    if (deck) await this.drawn(deck, ground);
    else this.simple(ground);
    this.furnish(data);
    this.unwire = wire(this);
    await this.settled(camera);
    if (deck) watchContext(this);
    this.node.dataset.state = deck ? "ready" : "no-webgl";
    // What stands round the map is painted after it: a machine without a GPU takes as long for its letters.
    this.stands = deck ? drawnOut(this.scene.deck) : Promise.resolve();
    this.stands.then(() => {
      this.patience.for(null);
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

  // The context is lost for good: the map that needs none, with the state of the other, and a word.
  simplify() {
    const { scene, labels, store, received } = this;
    // A file has no server that makes that map.
    if (!received.fallbackUrl) return this.patience.for("lostFile", 0);
    scene.destroy();
    scene.holder.remove();
    labels.canvas.remove();
    this.simple(this.ground);
    this.stage.querySelector(".notice.inline").textContent = store.t("map.lost");
    listenToScene(this);
    this.framing.frame(0);
    this.scene.show();
    this.node.dataset.state = "no-webgl";
    this.paint();
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
    this.away = new Away(this);
    this.dock = new Dock(this);
    this.accuracy = buildAccuracy(store);
    const notices = buildNotices(store, data, actions, this.measure.node);
    const box = h("div", { class: "map-box" }, this.stage, this.items.node, this.controls.node, buildLegend(store), buildCard(store, actions), this.tip.node, this.accuracy.node, notices, buildHint(store));
    this.briefings = new Briefings(this);
    this.presenter = new PresentDoor(this);
    this.presentMenu = buildPresentMenu(this);
    const main = h("main", { class: "main" }, buildPanel(store), this.dock.node, box);
    const strip = buildStrip(store, this.scale.node, this.position.node, actions);
    this.header = buildHeader(store, actions, data.pages);
    this.header.querySelector(".tools").append(this.presentMenu.node);
    this.node.querySelector(".notice").remove();
    this.node.append(this.header, this.forms.note, this.away.node, main, strip);
    this.paint();
  }

  // To a page with forms; asked: what is to be set there, as parameters that the address keeps while the page is open.
  leave(page, asked = {}) {
    const given = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(asked)) given.set(name, value);
    if (Object.keys(asked).length) history.replaceState(history.state, "", `${location.pathname}?${given}${location.hash}`);
    this.store.set({ page });
  }

  actions() {
    return (this.act ??= makeActions(this));
  }

  // Choose an item: show its layer, its card, and fly there where it is out of sight, or in any case.
  select(id, { fly = false } = {}) {
    const item = this.store.byId.get(id);
    if (!item) return;
    const layers = this.store.state.layers.has(item.layer) ? this.store.state.layers : new Set([...this.store.state.layers, item.layer]);
    this.store.set({ selection: id, layers });
    if (item.bounds && (fly || !this.framing.isInSight(item))) this.framing.select(item);
  }

  // A state from a link or a scene, all of it: layers, filters, selection, page, camera. A scene frames itself.
  show({ state, camera, dropped = [] }, duration) {
    this.presenter.quiet(() => this.store.set({ candidates: [], ...state, dropped }));
    this.framing.known();
    if (camera) this.scene.fly(camera, duration);
    else if (!state.briefing || state.detour) this.framing.frame(duration);
    this.presenter.follow();
  }

  // Nothing is drawn before the map has its size and its place: each frame too many costs a slow machine dearly.
  async settled(camera) {
    const { scene } = this;
    await scene.place(this.stage);
    await this.sized();
    if (camera) scene.fly(camera, 0);
    else this.framing.frame(0);
    if (this.store.state.towers) scene.tilt(true);
    scene.show();
  }

  sized() {
    const since = performance.now();
    return new Promise((resolve) => {
      const look = () => {
        const room = this.stage.clientWidth > 0 && this.stage.clientHeight > 0;
        if (this.scene.sized || (!room && performance.now() - since > NO_ROOM_MS)) resolve();
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
    this.tip.over(id, x, y);
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
    if (!this.dock) return;
    this.address.adopt();
    this.dock.returned();
  }

  destroy() {
    this.ended = true;
    this.address.stop();
    this.unwire?.();
    this.presenter?.destroy();
    this.away?.stop();
    this.scene?.destroy();
    this.node.remove();
  }
}
