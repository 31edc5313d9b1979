// The address of the page says what the map shows, always: it is written after each change and read when it changes.

import { addressWith, decodeView, encodeView, ownPart } from "./view.js";

// Where the camera counts as unmoved: then the link leaves it out and fits any window.
const SAME = { longitude: 2e-4, latitude: 2e-4, zoom: 0.01, pitch: 0.5, bearing: 0.5 };

export class Address {
  constructor(map) {
    this.map = map;
    this.off = map.received.addressOff ?? false;
    this.seen = null;
    this.onPop = () => this.adopt();
  }

  language() {
    return new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
  }

  read(doc) {
    this.seen = ownPart(location.search);
    return decodeView(doc, this.map.received.query ?? location.search);
  }

  query() {
    const { map } = this;
    const scene = map.presenter.addressState();
    return scene ? encodeView(map.doc, scene, null) : encodeView(map.doc, map.store.state, this.camera());
  }

  // Where the camera stands; null where a state without a camera shows the same.
  camera() {
    const { map } = this;
    const { state } = map.store;
    const target = map.scene.target ?? map.scene.camera;
    const home = map.homeCamera;
    const unmoved = home && Object.keys(SAME).every((key) => Math.abs((target[key] ?? 0) - (home[key] ?? 0)) < SAME[key]);
    return unmoved && !state.selection && !state.unit ? null : target;
  }

  // Another page's address is not ours to write.
  write() {
    if (this.off || !this.map.node.isConnected || !this.map.scene.target) return;
    const address = addressWith(this.query());
    if (address === location.pathname + location.search + location.hash) return;
    const turned = new URLSearchParams(location.search).get("page") !== new URLSearchParams(address.split("?")[1] ?? "").get("page");
    history[turned ? "pushState" : "replaceState"](history.state, "", address);
    this.seen = ownPart(location.search);
  }

  // Show what the address says where somebody else has changed it: Back, a link, another page.
  adopt() {
    if (this.off || !this.map.node.isConnected || ownPart(location.search) === this.seen) return;
    this.map.show(this.read(this.map.doc));
  }

  listen() {
    addEventListener("popstate", this.onPop);
  }

  stop() {
    removeEventListener("popstate", this.onPop);
  }
}
