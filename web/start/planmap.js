// The map itself: its parts put together, and what joins them.

import { h } from "../base/dom.js";
import { provide } from "../base/lazy.js";
import { drawnOut } from "../gpu/gpu.js";
import { loadJson } from "../gpu/loader.js";
import { opened, watchContext } from "../gpu/revive.js";
import { Fitting } from "../map/fitting.js";
import { Tip } from "../map/tip.js";
import { loadOutline } from "../pages/reader/outline.js";
import { asksLedger } from "../progress/colouring.js";
import { Address } from "../state/address.js";
import { withPaths } from "../state/paths.js";
import { Store } from "../state/store.js";
import { makeActions } from "./actions.js";
import { followAll } from "./later/all.js";
import { drawOn, drawSimply, simplify } from "./drawing.js";
import { furnish } from "./furnishing.js";
import { MODULES } from "./modules.js";
import { MapParts } from "./parts.js";
import { Patience, sized } from "./patience.js";
import { schemeAppearance, setScheme } from "./scheme.js";
import { wire } from "./wiring.js";

/** @type {(keyof AppearanceColors & string)[]} */
const STYLED = ["sea", "land", "ink", "halo", "label_quiet", "unit", "unit_line", "highlight", "focus", "warn"];

provide(MODULES);

export class PlanMap extends MapParts {
  /**
   * @param {MapData} data
   * @param {Promise<OpenedDeck> | null} early a deck that was opened before the documents were named
   * @param {{ state: Partial<State>, camera: Camera | null } | null} given what it shows, where the address has no say
   */
  constructor(data, early = null, given = null) {
    super();
    this.given = given;
    this.documentUrl = data.documentUrl;
    this.received = data;
    this.address = new Address(this);
    this.words = data.words[this.address.language()];
    this.node = h(
      "div",
      { class: "plan-map bare", "data-state": "loading" },
      h("p", { class: "notice", role: "status" }, this.words.loading),
    );
    this.patience = new Patience(this.node, () => data.words[this.store?.state.language ?? this.address.language()]);
    // Settles when the first frame is drawn, or when the map has said why there is none.
    this.started = this.start(data, early).catch((error) => this.fail(error));
  }

  /** @param {Error} error */
  fail(error) {
    console.warn(error);
    this.patience.for(null);
    this.node.classList.remove("bare");
    this.node.dataset.state = "failed";
    this.node.replaceChildren(
      h(
        "p",
        { class: "notice", role: "alert" },
        this.words.failed.replace("{detail}", () => error.message),
      ),
    );
  }

  /**
   * @param {MapData} data
   * @param {Promise<OpenedDeck> | null} early
   */
  async start(data, early) {
    this.patience.for("waitData");
    // The node must have its place first, which gives the canvas its size.
    if (!early) await null;
    const [deck, doc, basemap] = await Promise.all([
      opened(early, data.deckUrl, this.node),
      /** @type {Promise<PlanDocument>} */ (loadJson(data.documentUrl)),
      /** @type {Promise<BasemapDocument>} */ (loadJson(data.basemapUrl)),
    ]);
    this.patience.for("waitDrawing");
    withPaths(doc.layers);
    this.doc = doc;
    // The server's own tiles, where it has some, are what is shown where no link says anything else.
    if (data.tiles) doc.contract.basemaps.unshift("online");
    const { state, camera, dropped } = { ...this.address.read(doc), ...this.given };
    this.store = new Store(doc, { appearance: schemeAppearance(), ...state, dropped });
    basemap.units = /** @type {PlacedItem[]} */ (doc.items.filter((item) => item.layer === "units" && item.anchors));
    this.basemap = basemap;
    this.stage = h("div", {
      class: "stage",
      role: "application",
      tabindex: "0",
      "aria-label": this.store.t("map.label"),
    });
    this.tip = new Tip(this.store);
    this.fitting = new Fitting(this);
    if (deck) await drawOn(this, deck);
    else drawSimply(this);
    this.furnish(data);
    this.unwire = wire(this);
    // A link that asks for it does not wait for the first frame, nor the frame for it.
    if (this.received.progressUrl && asksLedger(this.store)) this.ledger.ask();
    await this.settled(camera);
    if (deck) watchContext(this);
    this.node.dataset.state = deck ? "ready" : "no-webgl";
    // What stands round the map is painted after it: a machine without a GPU takes as long for its letters.
    this.stands = deck ? drawnOut(/** @type {DeckRenderer} */ (this.renderer).deck) : Promise.resolve();
    this.stands.then(() => {
      this.patience.for(null);
      this.node.classList.remove("bare");
      this.renderer.addAtlases?.();
      this.ledger.ahead();
      followAll(this, Boolean(camera));
    });
    this.receive(this.received);
    this.presenter.follow();
  }

  // The context is lost for good.
  simplify() {
    simplify(this);
  }

  /** @param {MapData} data */
  furnish(data) {
    furnish(this, data);
    this.paint();
  }

  /**
   * To a page with forms.
   * @param {string} page
   * @param {Record<string, string>} parameters what is to be set there: what the address keeps while it is open
   */
  leave(page, parameters = {}) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(parameters)) query.set(name, value);
    if (Object.keys(parameters).length)
      history.replaceState(history.state, "", `${location.pathname}?${query}${location.hash}`);
    this.store.set({ page });
  }

  actions() {
    this.act ??= makeActions(this);
    return this.act;
  }

  /**
   * Choose an item: show its layer, its card, and fly there where it is out of sight, or in any case.
   * @param {string} id
   */
  select(id, { fly = false } = {}) {
    const item = this.store.byId.get(id);
    if (!item) return;
    const layers = this.store.state.layers.has(item.layer)
      ? this.store.state.layers
      : new Set([...this.store.state.layers, item.layer]);
    this.store.set({ selection: id, layers, spot: null });
    if (item.bounds && (fly || !this.fitting.isInSight(item))) this.fitting.select(item);
  }

  /**
   * A state from a link or a scene, all of it: layers, filters, selection, page, camera. A scene fits itself.
   * @param {View} view
   * @param {number} [duration]
   */
  show({ state, camera, dropped = [] }, duration) {
    this.presenter.quiet(() => this.store.set({ candidates: [], spot: null, ...state, dropped }));
    this.fitting.known();
    if (camera) this.renderer.fly(camera, duration);
    else if (!state.briefing || state.detour) this.fitting.fit(duration);
    this.presenter.follow();
  }

  /**
   * Nothing is drawn before the map has its size and its place: each frame too many costs a slow machine dearly.
   * @param {Camera | null} camera
   */
  async settled(camera) {
    const { renderer } = this;
    await renderer.place(this.stage);
    await sized(this);
    if (camera) renderer.fly(camera, 0);
    else this.fitting.fit(0);
    if (this.store.state.towers) renderer.tilt(true);
    renderer.show();
  }

  /** @param {string[]} ids */
  choose(ids) {
    if (!ids.length) this.store.set({ selection: null, candidates: [], spot: null });
    else if (ids.length === 1) {
      this.store.set({ candidates: [] });
      this.select(ids[0]);
    } else this.store.set({ selection: null, candidates: ids, spot: null });
  }

  /**
   * @param {string | null} id
   * @param {number} [x]
   * @param {number} [y]
   */
  hover(id, x, y) {
    this.tip.over(id, x, y);
  }

  paint() {
    const colors = this.store.colors();
    this.node.dataset.appearance = this.store.state.appearance;
    setScheme(this.store.state.appearance);
    for (const role of STYLED) this.node.style.setProperty(`--${role}`, /** @type {string} */ (colors[role]));
  }

  /** @param {MapData} data */
  receive(data) {
    this.received = data;
    this.forms?.receive(data);
    this.presentMenu?.render();
  }

  // The plan's text with the places of the items in it, fetched when it is first asked for.
  reader() {
    this.outline ??= loadOutline(this.received.readerUrl);
    return this.outline;
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
    this.news?.stop();
    this.edit?.stop();
    this.embed?.stop();
    this.draw?.stop();
    this.presenter?.destroy();
    this.away?.stop();
    this.comparison?.end();
    this.renderer?.destroy();
    this.node.remove();
  }
}
