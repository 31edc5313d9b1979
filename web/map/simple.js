// The map where there is no WebGL: Leaflet in an iframe of its own, made by Python for the very state of the map. The
// camera is kept here, as for the drawn map: the iframe is told where to look and tells when somebody has moved it. A
// file, which has no Python behind it, has no such map either: it says what can be done instead, and all that is words
// stays of use.

import { h } from "../base/dom.js";
import { toLonLat, toWorld, worldPx } from "../base/mercator.js";
import { encodeView, NO_LISTS } from "../state/view.js";
import { Viewpoint } from "./viewpoint.js";

const REDRAWN_AFTER_MS = 400;
// Less than that the iframe moves a camera by itself: its pixels are whole ones.
const SAME_PX = 2;
const SAME_ZOOM = 0.01;
// What the iframe does not show.
const LEFT_OUT = { page: "map", base: "city", hover: null, ...NO_LISTS, towers: false, briefing: null };

/** @implements {Renderer} */
export class SimpleRenderer extends Viewpoint {
  /** @param {PlanMap} map */
  constructor(map) {
    super(map.doc.contract.camera);
    this.map = map;
    /** @type {Map<string, TowerTop>} */
    this.towerTops = new Map();
    // Whether the iframe's map is there, and at which address.
    this.stands = false;
    this.address = "";
    /** Of layers of one's own, as the page shows them; empty while nobody knows. */
    this.versions = "";
    /** What the notice says. @type {string | undefined} */
    this.noticeKey = undefined;
    this.timer = 0;
    // The iframe's page runs without this one's rights: it may only send and hear messages.
    this.view = h("iframe", { class: "fallback", sandbox: "allow-scripts" });
    this.onMessage = (/** @type {MessageEvent} */ event) => this.receive(event);
    addEventListener("message", this.onMessage);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(map.stage);
    this.notice = h("p", { role: "status" });
    map.stage.append(this.notice);
    if (map.received.fallbackUrl) map.stage.append(this.view);
    this.say();
    this.unsubscribe = map.store.subscribe((_state, changed) => changed.has("language") && this.say(this.noticeKey));
  }

  // In the language of the page: why this is another map, or none.
  say(key = this.map.received.fallbackUrl ? "map.nowebgl" : "map.nowebglFile") {
    this.notice.className = this.map.received.fallbackUrl ? "notice inline" : "notice no-map";
    this.noticeKey = key;
    this.notice.textContent = this.map.store.t(key);
  }

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
    if (!received.fallbackUrl) return;
    // The appearance as it is seen, whoever chose it: the reader or the machine.
    const query = encodeView(
      doc,
      { ...store.state, ...LEFT_OUT, appearanceChosen: store.state.appearance === "dark" },
      null,
    );
    const address = `${received.fallbackUrl}/${store.state.language}?${query}`;
    this.view.title = store.t("app.name");
    // A layer of somebody's own that has another style is another picture at the same address.
    const { own } = this.map;
    const versions = own?.list ? store.state.own.map((id) => own.record(id)?.version ?? "").join(" ") : this.versions;
    const same = this.address === address && (this.versions === versions || !this.versions);
    this.versions = versions;
    if (same) return;
    this.address = address;
    this.stands = false;
    this.view.src = address;
  }

  size() {
    return { width: this.map.stage.clientWidth, height: this.map.stage.clientHeight };
  }

  get sized() {
    const { width, height } = this.size();
    return width > 0 && height > 0;
  }

  /**
   * As deck.gl's, of a camera that looks straight down.
   * @returns {Viewport | null}
   */
  viewport() {
    if (!this.sized) return null;
    const { width, height } = this.size();
    const scale = worldPx(this.camera.zoom);
    const [x0, y0] = toWorld([this.camera.longitude, this.camera.latitude]);
    return {
      width,
      height,
      project: (place) => {
        const [x, y] = toWorld(place);
        return [(x - x0) * scale + width / 2, (y - y0) * scale + height / 2];
      },
      unproject: ([x, y]) => toLonLat([x0 + (x - width / 2) / scale, y0 + (y - height / 2) / scale]),
    };
  }

  /** @param {Partial<Camera>} camera */
  setCamera(camera) {
    const { longitude, latitude, zoom } = { ...this.camera, ...camera };
    this.stand({ longitude, latitude, zoom: this.within(zoom), pitch: 0, bearing: 0 });
    this.tell();
  }

  // The iframe has no address of its own that could be named as the receiver.
  tell() {
    const { longitude, latitude, zoom } = this.camera;
    if (this.stands) this.view.contentWindow?.postMessage({ planCamera: { longitude, latitude, zoom } }, "*");
  }

  /**
   * The iframe's first word says that it stands; later ones, that somebody has moved its map.
   * @param {MessageEvent} message
   */
  receive({ source, data }) {
    const camera = source === this.view.contentWindow && data?.planCamera;
    if (!camera || ![camera.longitude, camera.latitude, camera.zoom].every(Number.isFinite)) return;
    if (!this.stands) {
      this.stands = true;
      if (this.target) this.tell();
    } else if (!this.looksAt(camera))
      this.stand({ ...this.camera, longitude: camera.longitude, latitude: camera.latitude, zoom: camera.zoom });
  }

  /** @param {Camera} camera */
  looksAt({ longitude, latitude, zoom }) {
    const [x, y] = toWorld([longitude, latitude]);
    const [x0, y0] = toWorld([this.camera.longitude, this.camera.latitude]);
    return Math.abs(zoom - this.camera.zoom) < SAME_ZOOM && Math.hypot(x - x0, y - y0) * worldPx(zoom) < SAME_PX;
  }

  tilt() {}

  /** @returns {string[]} */
  pick() {
    return [];
  }

  destroy() {
    clearTimeout(this.timer);
    this.unsubscribe();
    this.observer.disconnect();
    removeEventListener("message", this.onMessage);
    this.view.remove();
  }
}
