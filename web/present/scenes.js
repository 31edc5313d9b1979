// The scenes of a briefing one after the other, what counts as a detour, and the way back from it.

import { cameraOf, differs, namedEarly } from "./fitting.js";
import { COMPARED, decodeView, encodeView } from "../state/view.js";

const FLIGHT_MS = 1400;
const RETURN_MS = 600;
const SETTLED_MS = 300;
// What a view leaves out is as it is by default.
const OF_NO_VIEW = { page: "map", language: "zh", appearanceChosen: false, briefing: null };
/** @type {(keyof ViewState)[]} */
const OF_A_VIEW = [...COMPARED, "towers", "ask", "compare", "split", "right"];
const NOTHING_BESIDE = { candidates: [], measure: null, hover: null, spot: null };
/** @type {StateKey[]} */
export const PAUSED_BY = [...OF_A_VIEW, "candidates", "measure"];

/**
 * What a scene shows; camera: where it stands, null until that is known.
 * @typedef {{ state: ViewState, camera: Camera | null, key: string }} SceneBase
 */
/** What lies over the map. @typedef {"black" | "keys" | "overview"} Cover */

export class Scenes {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    /** @type {Briefing | null} */
    this.briefing = null;
    this.spotlight = false;
    /** @type {"left" | "right"} */
    this.side = "left";
    /** What stands on the map; the presenter builds it. @type {PresentScreen} */
    this.screen = /** @type {any} */ (undefined);
    /** The overview's own keys. @type {{ move: (by: number | string) => void, choose: () => void } | null} */
    this.overview = null;
    // Whether the camera was off the scene's when that was last looked at.
    this.movedWas = false;
    this.settling = 0;
    this.forget();
  }

  forget() {
    /** @type {SceneBase | null} */
    this.base = null;
    this.cardOpen = false;
    /** @type {Cover | null} */
    this.cover = null;
    this.digits = "";
    this.ended = false;
    this.paused = false;
  }

  /**
   * Changes of the presenter's own are no detour.
   * @param {() => void} change
   */
  quiet(change) {
    change();
  }

  // The presenter shows what has changed.
  update() {}

  get on() {
    return Boolean(this.briefing);
  }

  get scenes() {
    return this.briefing?.scenes ?? [];
  }

  get index() {
    return this.store.state.scene - 1;
  }

  /**
   * @param {number} [step]
   * @returns {BriefingScene | undefined}
   */
  scene(step = 0) {
    return this.scenes[this.index + step];
  }

  /**
   * What a scene shows, apart from its camera.
   * @param {number} index
   * @returns {SceneBase}
   */
  baseOf(index) {
    const { state } = decodeView(this.map.doc, this.scenes[index].view);
    const shown = /** @type {ViewState} */ (Object.fromEntries(OF_A_VIEW.map((key) => [key, state[key]])));
    return { state: shown, key: this.keyOf(shown), camera: null };
  }

  /**
   * @param {number} index
   * @param {number} [duration]
   */
  go(index, duration = FLIGHT_MS) {
    const at = Math.min(Math.max(index, 0), this.scenes.length - 1);
    this.forget();
    const base = this.baseOf(at);
    this.base = base;
    this.map.labels.early = namedEarly(this.scenes[at].items.length);
    this.quiet(() => this.store.set({ ...base.state, ...NOTHING_BESIDE, scene: at + 1, detour: false }));
    this.update();
    this.fly(() => this.wantedCamera(), duration);
    this.update();
    if (this.map.draw) this.map.draw.changed();
    else if (this.scenes[at].drawing) this.map.actions().drawings();
    // Beside the words the legend takes room too, and only now it is the scene's.
    if (this.side === "right") this.fly(() => this.wantedCamera(), duration);
  }

  /**
   * A link into the middle of a detour: what it shows is kept, the scene is what one returns to.
   * @param {number} index
   */
  resume(index) {
    this.forget();
    this.quiet(() => this.store.set({ scene: index + 1 }));
    const base = this.baseOf(index);
    this.base = base;
    this.cardOpen = Boolean(this.store.state.selection);
    this.update();
    this.map.renderer.whenSized(() => {
      base.camera = this.wantedCamera();
      this.look();
    });
  }

  next() {
    if (this.index + 1 < this.scenes.length) return this.go(this.index + 1);
    // The last scene stays: the end is said, nothing jumps.
    this.ended = true;
    this.update();
  }

  // After a detour the scene itself comes before the one ahead of it: clickers have no key of their own for that.
  previous() {
    if (this.paused) this.back();
    else if (this.index > 0) this.go(this.index - 1);
    else this.update();
  }

  // From any detour to the scene, exactly.
  back() {
    const { base } = this;
    if (!base) return;
    this.cardOpen = false;
    this.quiet(() => this.store.set({ ...base.state, candidates: [], measure: null, hover: null }));
    const { camera } = base;
    this.fly(() => camera ?? this.wantedCamera(), this.cameraMoved() ? RETURN_MS : 0);
    this.look();
  }

  closeCard() {
    this.cardOpen = false;
    this.quiet(() => this.store.set({ selection: this.base?.state.selection ?? null, candidates: [] }));
    this.look();
  }

  /**
   * A click on the map: an item is a detour and opens its card; elsewhere it is the next scene. True when it was ours.
   * @param {number} x
   * @param {number} y
   */
  clicked(x, y) {
    if (!this.on) return false;
    const ids = this.map.renderer.pick(x, y).filter((id) => this.store.byId.get(id)?.layer !== "units");
    if (ids.length) {
      this.cardOpen = true;
      this.quiet(() =>
        this.store.set(ids.length > 1 ? { selection: null, candidates: ids } : { selection: ids[0], candidates: [] }),
      );
      this.look();
    } else if (this.cardOpen) this.closeCard();
    else if (!this.paused) this.next();
    return true;
  }

  /** @param {string} id */
  toggleLayer(id) {
    const layers = new Set(this.store.state.layers);
    if (!layers.delete(id)) layers.add(id);
    this.store.set({ layers });
  }

  // Whether the map still shows the scene.
  look() {
    if (!this.base) return;
    const { state } = this.store;
    this.paused =
      this.cardOpen ||
      Boolean(state.candidates.length || state.measure) ||
      this.keyOf(state) !== this.base.key ||
      this.cameraMoved();
    this.update();
  }

  moved() {
    if (!this.on || !this.base?.camera) return;
    this.screen.turn();
    if (this.cameraMoved() !== this.movedWas) {
      this.movedWas = this.cameraMoved();
      this.look();
    }
    // What is in sight after a detour of the camera is in the legend.
    clearTimeout(this.settling);
    if (this.paused) this.settling = setTimeout(() => this.update(), SETTLED_MS);
  }

  cameraMoved() {
    return differs(this.map.renderer.target, this.base?.camera);
  }

  /** @param {ViewState} state */
  keyOf(state) {
    return encodeView(this.map.doc, /** @type {State} */ ({ ...state, ...OF_NO_VIEW }), null);
  }

  /**
   * wanted: gives the camera for the window, once that has a size.
   * @param {() => Camera} wanted
   * @param {number} duration
   */
  fly(wanted, duration) {
    const { base } = this;
    const { renderer } = this.map;
    if (!base) return;
    base.camera = null;
    // Known beforehand: a camera that is there at once is told while it is set.
    renderer.fly(() => (base.camera = wanted()), duration);
    if (!renderer.waits) base.camera = renderer.target;
    this.movedWas = false;
    this.screen.turn();
  }

  wantedCamera() {
    const size = { width: this.map.node.clientWidth, height: this.map.node.clientHeight };
    // A camera is asked for where a scene is shown.
    const scene = /** @type {BriefingScene} */ (this.scene());
    return cameraOf(this.map.doc, scene, this.screen.room(size), size);
  }
}
