// The map where there is no WebGL: Leaflet in a frame of its own, made by Python for the very state of the map. The camera is kept
// here, as for the drawn map: the frame is told where to look and tells when somebody has moved it.

import { h } from "./dom.js";
import { toLonLat, toWorld, worldPx } from "./mercator.js";
import { encodeView } from "./view.js";
import { Viewpoint, ZOOMS } from "./viewpoint.js";

const REDRAWN_AFTER_MS = 400;
// Less than that the frame moves a camera by itself: its pixels are whole ones.
const SAME_PX = 2;
const SAME_ZOOM = 0.01;
// What the frame does not show.
const LEFT_OUT = { page: "map", hover: null, sort: null, grouping: null, towers: false, briefing: null };

export class SimpleScene extends Viewpoint {
  constructor(map, units, camera) {
    super(camera);
    Object.assign(this, { map, units });
    this.towerTops = new Map();
    this.stands = false;
    // The frame's page runs without this one's rights: it may only send and hear messages.
    this.view = h("iframe", { class: "fallback", sandbox: "allow-scripts" });
    this.onMessage = (event) => this.heard(event);
    addEventListener("message", this.onMessage);
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(map.stage);
    map.stage.append(h("p", { class: "notice inline", role: "status" }, map.store.t("map.nowebgl")), this.view);
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
    const query = encodeView(doc, { ...store.state, ...LEFT_OUT }, null);
    const address = `${received.fallbackUrl}/${store.state.language}?${query}`;
    this.view.title = store.t("app.name");
    if (this.address === address) return;
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

  // As deck.gl's, of a camera that looks straight down.
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

  setCamera(camera) {
    const { longitude, latitude, zoom } = { ...this.camera, ...camera };
    this.stand({ longitude, latitude, zoom: Math.min(Math.max(zoom, ZOOMS.minZoom), ZOOMS.maxZoom), pitch: 0, bearing: 0 });
    this.tell();
  }

  // The frame has no address of its own that could be named as the receiver.
  tell() {
    const { longitude, latitude, zoom } = this.camera;
    if (this.stands) this.view.contentWindow.postMessage({ planCamera: { longitude, latitude, zoom } }, "*");
  }

  // The frame's first word says that it stands; later ones, that somebody has moved its map.
  heard({ source, data }) {
    const told = source === this.view.contentWindow && data?.planCamera;
    if (!told || ![told.longitude, told.latitude, told.zoom].every(Number.isFinite)) return;
    if (!this.stands) {
      this.stands = true;
      if (this.target) this.tell();
    } else if (!this.looksAt(told)) this.stand({ ...this.camera, longitude: told.longitude, latitude: told.latitude, zoom: told.zoom });
  }

  looksAt({ longitude, latitude, zoom }) {
    const [x, y] = toWorld([longitude, latitude]);
    const [x0, y0] = toWorld([this.camera.longitude, this.camera.latitude]);
    return Math.abs(zoom - this.camera.zoom) < SAME_ZOOM && Math.hypot(x - x0, y - y0) * worldPx(zoom) < SAME_PX;
  }

  tilt() {}

  pick() {
    return [];
  }

  destroy() {
    clearTimeout(this.timer);
    this.observer.disconnect();
    removeEventListener("message", this.onMessage);
    this.view.remove();
  }
}
