// The address of the page says what the map shows, always: it is written after each change and read when it changes.

import { addressWith, decodeView, encodeView, ownPart } from "./view.js";

export class Address {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.off = map.received.addressOff ?? false;
    /** @type {string | null} */
    this.seen = null;
    /**
     * The camera that the address names now; null for none.
     * @type {Camera | null}
     */
    this.at = null;
    this.onPop = () => this.adopt();
  }

  /** @returns {Language} */
  language() {
    return new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
  }

  /** @param {PlanDocument} doc */
  read(doc) {
    this.seen = ownPart(doc, location.search);
    const view = decodeView(doc, this.map.received.query ?? location.search);
    this.at = view.camera;
    return view;
  }

  query() {
    const { map } = this;
    const scene = map.presenter.addressState();
    return scene ? encodeView(map.doc, scene, null) : encodeView(map.doc, map.store.state, this.camera());
  }

  /**
   * Where the camera stands; null where a state without a camera shows the same, which then fits any window.
   * @returns {Camera | null}
   */
  camera() {
    const { renderer, store, fitting } = this.map;
    const { selection, unit, compare } = store.state;
    // A camera that waits for the map's size is not known yet: what was said of it before still holds.
    if (renderer.waits) return this.at;
    // Of two views that look from one place each would fit something else.
    if (compare !== null) return renderer.target ?? renderer.camera;
    return !selection && !unit && fitting.atRest() ? null : (renderer.target ?? renderer.camera);
  }

  // Another page's address is not ours to write; and until the camera is first placed it is as it was read.
  write() {
    // Nor before the map is furnished: Streamlit may have the map by then, which asks for the page of the address.
    if (this.off || !this.map.presenter || !this.map.node.isConnected || !this.map.renderer.target) return;
    const address = addressWith(this.map.doc, this.query());
    this.at = this.map.presenter.addressState() ? null : this.camera();
    if (address === location.pathname + location.search + location.hash) return;
    const turned =
      new URLSearchParams(location.search).get("page") !== new URLSearchParams(address.split("?")[1] ?? "").get("page");
    history[turned ? "pushState" : "replaceState"](history.state, "", address);
    this.seen = ownPart(this.map.doc, location.search);
  }

  // Show what the address says where somebody else has changed it: Back, a link, another page.
  adopt() {
    if (this.off || !this.map.node.isConnected || ownPart(this.map.doc, location.search) === this.seen) return;
    this.map.show(this.read(this.map.doc));
  }

  listen() {
    addEventListener("popstate", this.onPop);
  }

  stop() {
    removeEventListener("popstate", this.onPop);
  }
}
