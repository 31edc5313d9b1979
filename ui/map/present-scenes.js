// The scenes of a briefing one after the other, what counts as a detour, and the way back from it.

import { cameraOf, differs, namedEarly } from "./present-frame.js";
import { decodeView, encodeView } from "./view.js";

const FLIGHT_MS = 1400;
const RETURN_MS = 600;
const SETTLED_MS = 300;
const OF_A_VIEW = ["layers", "opacity", "filters", "selection", "unit", "towers"];
export const PAUSED_BY = [...OF_A_VIEW, "candidates", "measure"];

export class Scenes {
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.briefing = null;
    this.spotlight = false;
    this.forget();
  }

  forget() {
    // What the scene shows: { state, camera, key }.
    this.base = null;
    this.cardOpen = false;
    // What lies over the map: "black", "keys", "overview" or nothing.
    this.cover = null;
    this.digits = "";
    this.ended = false;
    this.paused = false;
  }

  get on() {
    return Boolean(this.briefing);
  }

  get index() {
    return this.store.state.scene - 1;
  }

  scene(step = 0) {
    return this.briefing?.scenes[this.index + step];
  }

  // What a scene shows, apart from its camera.
  baseOf(index) {
    const { state } = decodeView(this.map.doc, this.briefing.scenes[index].view);
    const shown = Object.fromEntries(OF_A_VIEW.map((name) => [name, state[name]]));
    return { state: shown, key: this.keyOf(shown), camera: null };
  }

  go(index, duration = FLIGHT_MS) {
    const at = Math.min(Math.max(index, 0), this.briefing.scenes.length - 1);
    this.forget();
    this.base = this.baseOf(at);
    this.map.labels.early = namedEarly(this.briefing.scenes[at].items.length);
    this.quiet(() => this.store.set({ ...this.base.state, scene: at + 1, detour: false, candidates: [], measure: null, hover: null }));
    this.update();
    this.fly(() => this.wantedCamera(), duration);
    this.update();
    // Beside the words the legend takes room too, and only now it is the scene's.
    if (this.side === "right") this.fly(() => this.wantedCamera(), duration);
  }

  // A link into the middle of a detour: what it shows is kept, the scene is what one returns to.
  resume(index) {
    this.forget();
    this.quiet(() => this.store.set({ scene: index + 1 }));
    this.base = this.baseOf(index);
    this.cardOpen = Boolean(this.store.state.selection);
    this.update();
    const { base } = this;
    this.map.scene.whenSized(() => {
      base.camera = this.wantedCamera();
      this.look();
    });
  }

  next() {
    if (this.index + 1 < this.briefing.scenes.length) return this.go(this.index + 1);
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
    if (!this.base) return;
    this.cardOpen = false;
    this.quiet(() => this.store.set({ ...this.base.state, candidates: [], measure: null, hover: null }));
    const { camera } = this.base;
    this.fly(() => camera ?? this.wantedCamera(), this.cameraMoved() ? RETURN_MS : 0);
    this.look();
  }

  closeCard() {
    this.cardOpen = false;
    this.quiet(() => this.store.set({ selection: this.base.state.selection, candidates: [] }));
    this.look();
  }

  // A click on the map: an item is a detour and opens its card; elsewhere it is the next scene. True when it was ours.
  clicked(x, y) {
    if (!this.on) return false;
    const ids = this.map.scene.pick(x, y).filter((id) => this.store.byId.get(id)?.layer !== "units");
    if (ids.length) {
      this.cardOpen = true;
      this.quiet(() => this.store.set(ids.length > 1 ? { selection: null, candidates: ids } : { selection: ids[0], candidates: [] }));
      this.look();
    } else if (this.cardOpen) this.closeCard();
    else if (!this.paused) this.next();
    return true;
  }

  toggleLayer(id) {
    const layers = new Set(this.store.state.layers);
    if (!layers.delete(id)) layers.add(id);
    this.store.set({ layers });
  }

  // Whether the map still shows the scene.
  look() {
    if (!this.base) return;
    const { state } = this.store;
    this.paused = this.cardOpen || Boolean(state.candidates.length || state.measure) || this.keyOf(state) !== this.base.key || this.cameraMoved();
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
    return differs(this.map.scene.target, this.base?.camera);
  }

  keyOf(state) {
    return encodeView(this.map.doc, { ...state, page: "map", language: "zh", groundChosen: false, briefing: null }, null);
  }

  // wanted: gives the camera for the window, once that has a size.
  fly(wanted, duration) {
    const { base } = this;
    const { scene } = this.map;
    base.camera = null;
    // Known beforehand: a camera that is there at once is told while it is set.
    scene.fly(() => (base.camera = wanted()), duration);
    if (!scene.waits) base.camera = scene.target;
    this.movedWas = false;
    this.screen.turn();
  }

  wantedCamera() {
    const size = { width: this.map.node.clientWidth, height: this.map.node.clientHeight };
    return cameraOf(this.map.doc, this.scene(), this.screen.room(size), size);
  }
}
