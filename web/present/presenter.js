// Presenting: how it starts and ends, what lies over a scene, and what the address says meanwhile.

import { sceneState } from "../state/view.js";
import { fitType } from "./fitting.js";
import { listenToSwipes } from "./held/swipe.js";
import { listenToKeys } from "./keys.js";
import { PAUSED_BY, Scenes } from "./scenes.js";
import { buildScreen } from "./screen.js";
import { Speaker } from "./speaker.js";

/** @type {StateKey[]} */
const REDRAWN_BY = [
  "language",
  "appearance",
  "numbered",
  "ledger",
  "ledgerFailed",
  "drawing",
  "drawn",
  "answer",
  "ownShown",
];

export class Presenter extends Scenes {
  /** @param {PlanMap} map */
  constructor(map) {
    super(map);
    // Whether a change is the presenter's own.
    this.silent = false;
    this.scale = 1;
    /** How the parts stand in a small window. @type {"" | "upright" | "level"} */
    this.held = "";
    this.speaker = new Speaker(this);
    this.screen = buildScreen(this);
    // The stage stands among the panels.
    /** @type {HTMLElement} */ (map.stage.parentNode).append(this.screen.node);
    this.stopKeys = listenToKeys(this);
    listenToSwipes(this, this.screen.node.parentElement ?? map.node);
    this.store.subscribe((_state, changed) => this.heard(changed));
    this.resized = new ResizeObserver(() => this.fitWindow());
    this.resized.observe(map.node);
  }

  // Start, go on or stop as the state says: a link, the menu, or the browser's Back. A link to a scene shows the scene;
  // one to a detour shows that. Which of them it is stands in the state, and the state is asked when the briefing is
  // there.
  async follow() {
    const { briefing: id } = this.store.state;
    if (!id) return this.stop();
    // The explorer does not flash up before the first scene.
    this.map.node.dataset.presenting = "";
    const all = await this.map.briefings.all().catch((error) => this.failed(error));
    if (!all || this.store.state.briefing !== id) return;
    const found = all.find((entry) => entry.id === id);
    if (!found) return this.refuse(id);
    const first = !this.on;
    this.briefing = found;
    if (first) this.begin();
    const { scene, detour } = this.store.state;
    const index = Math.min(scene, found.scenes.length) - 1;
    if (detour) this.resume(index);
    else this.go(index, first ? 0 : undefined);
  }

  /** @param {unknown} error */
  failed(error) {
    console.warn(error);
    this.quit(["brief"]);
  }

  /**
   * A link to a briefing that is gone: the explorer, and a word.
   * @param {string} id
   */
  refuse(id) {
    this.quit([`brief=${id}`]);
  }

  /** @param {string[]} dropped */
  quit(dropped) {
    this.quiet(() =>
      this.store.set({ briefing: null, scene: 1, detour: false, dropped: [...this.store.state.dropped, ...dropped] }),
    );
    this.stop();
  }

  /**
   * @param {string} id
   * @param {number} [scene]
   */
  start(id, scene = 1) {
    this.quiet(() => this.store.set({ briefing: id, scene, detour: false, dropped: [] }));
    return this.follow();
  }

  begin() {
    const { map, store } = this;
    this.speaker.reset();
    map.renderer.allowDoubleClick?.(false);
    this.fitType();
    this.quiet(() => store.set({ page: "map" }));
    map.stage.focus({ preventScroll: true });
    this.screen.wake();
  }

  // Back to the explorer with the very view that is shown.
  leave() {
    this.quiet(() => this.store.set({ briefing: null, scene: 1, detour: false, drawing: false }));
    this.stop();
  }

  stop() {
    const { map } = this;
    delete map.node.dataset.presenting;
    if (!this.on) return;
    this.briefing = null;
    this.spotlight = false;
    this.forget();
    map.renderer.allowDoubleClick?.(true);
    map.labels.early = 0;
    this.fitType();
    this.update();
  }

  /** @param {import("./scenes.js").Cover | null} cover */
  show(cover) {
    this.cover = cover;
    this.digits = "";
    this.update();
  }

  /**
   */
  toggleSpotlight(on = !this.spotlight) {
    this.spotlight = on;
    this.update();
  }

  move() {
    const { side } = this;
    this.side = side === "left" ? "right" : "left";
    this.update();
    this.fitWindow();
  }

  /** @param {string} digits */
  type(digits) {
    this.digits = digits.slice(0, 3);
    this.update();
  }

  jump() {
    const wanted = Number(this.digits);
    this.digits = "";
    if (wanted >= 1) this.go(wanted - 1);
    else this.update();
  }

  /**
   * Changes of the presenter's own are no detour.
   * @param {() => void} change
   */
  quiet(change) {
    this.silent = true;
    change();
    this.silent = false;
  }

  /** @param {Set<StateKey>} changed */
  heard(changed) {
    if (this.silent || !this.on) return;
    if (changed.has("selection") || changed.has("candidates")) {
      const { selection, candidates } = this.store.state;
      this.cardOpen = Boolean(candidates.length || (selection && selection !== this.base?.state.selection));
      if (!selection && !candidates.length) return this.closeCard();
    }
    if (PAUSED_BY.some((key) => changed.has(key))) this.look();
    if (REDRAWN_BY.some((key) => changed.has(key))) this.update();
  }

  // What the address says while a scene is shown: the scene, and nothing that it says itself. Null on a detour.
  addressState() {
    const { state } = this.store;
    if (this.on ? this.paused : !state.briefing || state.detour) return null;
    return sceneState(this.map.doc, state);
  }

  // Another window: the scene is fitted anew; a detour stays where it is.
  fitWindow() {
    const { clientWidth, clientHeight } = this.map.node;
    // A map that is parked or hidden has no window to fit.
    if (!this.on || !this.base || !clientWidth || !clientHeight) return;
    this.fitType();
    this.update();
    if (!this.cameraMoved()) this.fly(() => this.wantedCamera(), 0);
    else this.base.camera = this.wantedCamera();
  }

  fitType() {
    Object.assign(this, fitType(this.map, this.on));
  }

  update() {
    this.screen.render();
    this.speaker.render();
    // What grew or went takes other room.
    this.map.labels.settle();
  }

  destroy() {
    this.stopKeys();
    this.resized.disconnect();
    this.speaker.close();
  }
}
