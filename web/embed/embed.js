// The map in another page's frame: does what that page may ask, tells it what happens, and leads to the whole app.

import { wholeAddress } from "../base/alone.js";
import { h } from "../base/dom.js";
import { addressWith, decodeView, encodeView } from "../state/view.js";
import { firstAllowed, isAllowed } from "./origins.js";
import { isId, isOurs, told, VERSION } from "./messages.js";

export class Embed {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.sources = map.received.frames ?? [];
    this.inFrame = globalThis.parent !== globalThis.window;
    /** Where answers and events go; nobody else hears them. @type {string | null} */
    this.target = this.inFrame ? firstAllowed(parents(), this.sources, location.origin) : null;
    this.view = map.address.query();
    this.link = h("a", { class: "embed-link", target: "_blank", rel: "noopener", href: this.whole() });
    this.link.addEventListener("pointerdown", () => this.refresh());
    this.link.addEventListener("focus", () => this.refresh());
    /** @type {HTMLElement} */ (map.node.querySelector(".strip")).append(this.link);
    this.onMessage = (/** @type {MessageEvent} */ event) => this.hear(event);
    addEventListener("message", this.onMessage);
    this.unsubscribe = map.store.subscribe((state, changed) => {
      if (changed.has("language")) this.refresh();
      if (changed.has("selection")) this.tell("selected", { item: state.selection });
      if (changed.has("page") && state.page !== "map") this.leave(state.page);
    });
    this.refresh();
    this.tell("ready", { view: this.view });
  }

  // Pages stand beside the map in the whole app, in a tab of its own.
  /** @param {string} page */
  leave(page) {
    const { map } = this;
    const address = this.whole(page);
    queueMicrotask(() => map.store.set({ page: "map" }));
    globalThis.open(address, "_blank", "noopener");
  }

  whole(page = "map") {
    const { map } = this;
    return wholeAddress(addressWith(map.doc, encodeView(map.doc, { ...map.store.state, page }, map.address.camera())));
  }

  refresh() {
    this.link.textContent = this.map.store.t("embed.whole");
    this.link.href = this.whole();
  }

  // When all is quiet after a change of view.
  moved() {
    const view = this.map.address.query();
    if (view === this.view) return;
    this.view = view;
    this.tell("moved", { view, camera: this.camera() });
  }

  camera() {
    const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = this.map.renderer.camera;
    return { longitude, latitude, zoom, pitch, bearing };
  }

  /** @param {MessageEvent} event */
  hear({ source, origin, data }) {
    if (!this.inFrame || source !== globalThis.parent) return;
    if (!isAllowed(origin, this.sources, location.origin) || !isOurs(data)) return;
    this.target = origin;
    const message = told(data, this.map.doc.contract.limits.query);
    const id = isId(data.id) ? { id: data.id } : {};
    const done = message ? this.does(message) : { error: "malformed" };
    this.say({ ...id, ok: !("error" in done), ...done });
  }

  /**
   * @param {import("./messages.js").Told} message
   * @returns {object}
   */
  does({ do: what, view = "", item = null }) {
    const { map } = this;
    if (what === "show") return { dropped: this.show(view) };
    if (what === "select") {
      if (item !== null && !map.store.byId.has(item)) return { error: "unknown-item" };
      map.choose(item === null ? [] : [item]);
    }
    return what === "select" ? {} : { view: map.address.query(), camera: this.camera() };
  }

  /**
   * Everything that a link says but its page; language and appearance stay where it names none.
   * @param {string} query
   */
  show(query) {
    const { doc, store } = this.map;
    const { state, camera, dropped } = decodeView(doc, query);
    const named = new URLSearchParams(query);
    const { language, appearance, appearanceChosen } = store.state;
    const kept = {
      page: "map",
      ...(named.has("lang") ? {} : { language }),
      ...(state.appearance ? {} : { appearance, appearanceChosen }),
    };
    this.map.show({ state: { ...state, ...kept }, camera, dropped });
    return dropped;
  }

  /**
   * @param {"ready" | "selected" | "moved"} event
   * @param {object} more
   */
  tell(event, more) {
    this.say({ event, ...more });
  }

  /** @param {object} message */
  say(message) {
    if (this.target) globalThis.parent.postMessage({ planMap: VERSION, ...message }, this.target);
  }

  stop() {
    removeEventListener("message", this.onMessage);
    this.unsubscribe();
  }
}

/** What the browser says of the page that holds the frame. */
function parents() {
  const referrer = URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined;
  // Firefox has no list of them, and a page may keep its address to itself: then the first hello says who it is.
  return [location.ancestorOrigins?.[0] ?? referrer];
}
