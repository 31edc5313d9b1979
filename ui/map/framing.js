// What the map frames: an item, a district, the districts of a filter, else the city; clear of what lies on the map.

import { pickedUnits } from "./units.js";

// Where the camera stands before the city's size is known, and where there are no districts.
export const START = { longitude: 114.12, latitude: 22.65, zoom: 9.6, pitch: 0, bearing: 0 };
const APART = "shenshan";
const POINT_ZOOM = 13;
const MARGIN_PX = 40;
// In a small part of the window the margin takes no more than that.
const MARGIN_SHARE = 1 / 6;
// Narrower parts of the window show nothing.
const LEAST_PX = 56;
// A symbol is seen from so far round its place.
const SYMBOL_PX = 12;
// Panels on the map, the most hindering first: where all of them leave no room, the last is put up with.
const PANELS = [".card:not([hidden])", ".controls", ".legend"];
const AT_REST = { longitude: 2e-4, latitude: 2e-4, zoom: 0.01, pitch: 0.5, bearing: 0.5 };

export class Framing {
  constructor(map) {
    Object.assign(this, { map, store: map.store });
    // What was framed last of what a state without a camera shows: { key, camera }.
    this.last = null;
    this.known();
    this.store.subscribe((state, changed) => changed.has("filters") && this.filtered(state));
  }

  // Bounds round some items; null where none of them has a place (districts.geojson may be missing).
  bounds(ids) {
    const all = ids.map((id) => this.store.byId.get(id)?.bounds).filter(Boolean);
    return all.length ? [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...all.map((bounds) => bounds[side]))) : null;
  }

  // Bounds of what is drawn of one item: an arrow is wider than its line.
  drawn(id) {
    const { points = [], paths = [] } = this.map.scene.highlight?.shapes(id) ?? {};
    const places = [points, ...paths].flat();
    if (!places.length) return null;
    const ends = (at) => places.reduce(([least, most], place) => [Math.min(least, place[at]), Math.max(most, place[at])], [Infinity, -Infinity]);
    const [[west, east], [south, north]] = [ends(0), ends(1)];
    return [west, south, east, north];
  }

  // Frame some items, clear of the panels; the whole plan where none of them has a place.
  around(ids, { panels = PANELS, ...options } = {}) {
    const bounds = (ids.length === 1 && this.drawn(ids[0])) || this.bounds(ids) || this.bounds([...this.store.byId.keys()]);
    const { scene } = this.map;
    if (bounds) scene.fit(bounds, { partsOf: (size) => this.parts(size, panels), ...options });
    else scene.fly(START, options.duration);
  }

  // The ids of what a state without a camera frames, as frame_geometries in layers/view.py has it; none for the city.
  subject({ selection, unit, filters }) {
    const [first] = [selection, unit].filter((id) => this.store.byId.get(id)?.bounds);
    return first ? [first] : pickedUnits(this.store.doc, filters);
  }

  // What a state without a camera shows: the chosen item, else the unit, else the filter's districts, else the city without 深汕,
  // which lies 60 km east.
  frame(duration, state = this.store.state) {
    const ids = this.subject(state);
    const key = ids.join();
    const options = { duration, done: (camera) => (this.last = { key, camera }) };
    if (!key) this.around(this.store.doc.units.map(({ id }) => id).filter((id) => id !== APART), { ...options, panels: [".legend"] });
    else this.around(ids, key === state.selection ? { ...options, maxZoom: POINT_ZOOM } : options);
  }

  home(duration) {
    this.frame(duration, { ...this.store.state, selection: null, unit: null, filters: { ...this.store.state.filters, district: new Set() } });
  }

  // Whether the camera stands where a state without a camera has put it, for the present state if `now`.
  atRest(now = true) {
    const { target } = this.map.scene;
    if (!this.last || !target || (now && this.last.key !== this.subject(this.store.state).join())) return false;
    return Object.entries(AT_REST).every(([name, slack]) => Math.abs((target[name] ?? 0) - (this.last.camera[name] ?? 0)) < slack);
  }

  // Another choice of districts frames them; none any more frames the city, unless somebody has moved the map meanwhile.
  filtered(state) {
    const before = this.districts;
    const key = this.known();
    if (key === before) return;
    const { presenter } = this.map;
    if (presenter?.on || state.briefing || (state.page === "districts" && state.unit)) return;
    const bare = { ...state, selection: null, unit: null };
    if (key) this.frame(undefined, bare);
    else if (this.atRest(false)) this.frame(undefined, bare);
  }

  // What a link, a scene or a page has framed itself is not framed once more.
  known() {
    return (this.districts = pickedUnits(this.store.doc, this.store.state.filters).join());
  }

  select(item) {
    this.around([item.id], { maxZoom: POINT_ZOOM });
  }

  // Whether all of an item is seen: in the window, and under no panel.
  isInSight(item) {
    const viewport = this.map.scene.viewport();
    if (!viewport) return false;
    const { width, height } = viewport;
    const boxes = this.boxes(PANELS, SYMBOL_PX);
    const under = (x, y) => boxes.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom);
    const seen = ([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height && !under(x, y);
    const { points, paths } = this.map.scene.highlight?.shapes(item.id) ?? { points: item.anchors ?? [], paths: [] };
    return [points, ...paths].every((places) => places.every((place) => seen(viewport.project(place))));
  }

  // Where panels lie on the map, in pixels of its window, each so much wider all round.
  boxes(panels, more = 0) {
    const { node, stage } = this.map;
    const { left: x, top: y } = stage.getBoundingClientRect();
    const found = panels.map((selector) => node.querySelector(`.map-box > ${selector}`)?.getBoundingClientRect());
    const within = ({ left, right, top, bottom }) => ({ left: left - x - more, right: right - x + more, top: top - y - more, bottom: bottom - y + more });
    return found.filter((box) => box?.width && box.height).map(within);
  }

  // The parts of the window beside, above or below the panels, without a margin.
  parts({ width, height }, panels) {
    return freeParts({ width, height }, this.boxes(panels)).map(({ left, top, right, bottom }) => {
      const margin = Math.min(MARGIN_PX, (right - left) * MARGIN_SHARE, (bottom - top) * MARGIN_SHARE);
      return { left: left + margin, top: top + margin, width: right - left - 2 * margin, height: bottom - top - 2 * margin };
    });
  }
}

// Parts of a window that boxes leave free: each box is passed on one of its sides.
export function freeParts({ width, height }, boxes) {
  let parts = [{ left: 0, top: 0, right: width, bottom: height }];
  for (const box of boxes) {
    const free = parts.flatMap((part) => (meet(part, box) ? beside(part, box) : [part]));
    if (free.length) parts = free;
  }
  return parts;
}

function meet(one, other) {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

function beside(part, box) {
  const cut = [{ ...part, right: box.left }, { ...part, left: box.right }, { ...part, bottom: box.top }, { ...part, top: box.bottom }];
  return cut.filter(({ left, top, right, bottom }) => right - left >= LEAST_PX && bottom - top >= LEAST_PX);
}
