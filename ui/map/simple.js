// The map where there is no WebGL: Leaflet in a frame of its own, made by Python for the very state of the map.

import { h } from "./dom.js";
import { encodeView } from "./view.js";

const REDRAWN_AFTER_MS = 400;

export class SimpleScene {
  constructor(map, units, camera) {
    Object.assign(this, { map, units, camera, target: null });
    this.towerTops = new Map();
    this.view = h("iframe", { class: "fallback" });
    map.stage.append(h("p", { class: "notice inline", role: "status" }, map.store.t("map.nowebgl")), this.view);
  }

  // Camera moves of the frame are its own; what it frames goes with the state.
  draw() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), this.view.src ? REDRAWN_AFTER_MS : 0);
  }

  async place() {}

  show() {
    this.draw();
  }

  load() {
    const { store, doc, received } = this.map;
    const query = encodeView(doc, { ...store.state, page: "map", hover: null }, null);
    const address = `${received.fallbackUrl}/${store.state.language}?${query}`;
    this.view.title = store.t("app.name");
    if (this.address === address) return;
    this.address = address;
    this.view.src = address;
  }

  size() {
    return { width: this.map.stage.clientWidth, height: this.map.stage.clientHeight };
  }

  get sized() {
    return true;
  }

  viewport() {
    return null;
  }

  fly() {
    this.target = this.camera;
  }

  fit(bounds, { done } = {}) {
    this.target = this.camera;
    done?.(this.target);
  }

  whenSized(act) {
    act();
  }

  get waits() {
    return !this.target;
  }

  tilt() {}

  pick() {
    return [];
  }

  destroy() {
    this.view.remove();
  }
}
