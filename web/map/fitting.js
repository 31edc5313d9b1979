// What the map fits: an item, a district, the districts of a filter, else the city; clear of what lies on the map.

import { withFilters } from "../state/filters.js";
import { pickedUnits } from "../state/units.js";
import { freeParts } from "./freeparts.js";
import { startOf } from "./viewpoint.js";

const MARGIN_PX = 40;
// In a small part of the window the margin takes no more than that.
const MARGIN_SHARE = 1 / 6;
// A symbol is seen from so far round its place.
const SYMBOL_PX = 12;
// Panels on the map, the most hindering first: where all of them leave no room, the last is put up with.
const PANELS = [".card:not([hidden])", ".controls", ".legend"];
/** @type {{ name: keyof Camera, slack: number }[]} */
const AT_REST = [
  { name: "longitude", slack: 2e-4 },
  { name: "latitude", slack: 2e-4 },
  { name: "zoom", slack: 0.01 },
  { name: "pitch", slack: 0.5 },
  { name: "bearing", slack: 0.5 },
];

export class Fitting {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    /** What was fitted last of what a state without a camera shows. @type {{ key: string, camera: Camera } | null} */
    this.last = null;
    /** The districts that were filtered by when something was fitted. @type {string} */
    this.districts = this.known();
    this.store.subscribe((state, changed) => changed.has("filters") && this.filtered(state));
  }

  /**
   * Bounds round some items; null where none of them has a place (districts.geojson may be missing).
   * @param {string[]} ids
   */
  bounds(ids) {
    const all = ids.flatMap((id) => {
      const bounds = this.store.byId.get(id)?.bounds;
      return bounds ? [bounds] : [];
    });
    return all.length
      ? [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...all.map((bounds) => bounds[side])))
      : null;
  }

  /**
   * Bounds of what is drawn of one item: an arrow is wider than its line.
   * @param {string} id
   */
  drawn(id) {
    const { points = [], paths = [] } = this.map.renderer.highlight?.shapes(id) ?? {};
    const places = [points, ...paths].flat();
    if (!places.length) return null;
    const ends = (/** @type {number} */ at) =>
      places.reduce(
        ([least, most], place) => [Math.min(least, place[at]), Math.max(most, place[at])],
        [Infinity, -Infinity],
      );
    const [[west, east], [south, north]] = [ends(0), ends(1)];
    return [west, south, east, north];
  }

  /**
   * Fit some items, clear of the panels; the whole plan where none of them has a place.
   * @param {string[]} ids
   * @param {FitOptions & { panels?: string[] }} options
   */
  around(ids, { panels = PANELS, ...options } = {}) {
    const bounds =
      (ids.length === 1 && this.drawn(ids[0])) || this.bounds(ids) || this.bounds([...this.store.byId.keys()]);
    const { renderer } = this.map;
    if (bounds) renderer.fit(bounds, { partsOf: (size) => this.parts(size, panels), ...options });
    else renderer.fly(startOf(this.map.doc.contract.camera), options.duration);
  }

  /**
   * Fit a part of the map, clear of the panels.
   * @param {Bounds} bounds
   */
  bounded(bounds) {
    this.map.renderer.fit(bounds, { partsOf: (size) => this.parts(size, PANELS) });
  }

  /** The ids of the units that a picture of the city fits: all where all lie apart. */
  city() {
    const apart = new Set(this.map.doc.contract.apart.map(({ id }) => id));
    const units = this.store.doc.units.map(({ id }) => id);
    const near = units.filter((id) => !apart.has(id));
    return near.length ? near : units;
  }

  /**
   * The ids of what a state without a camera fits, as extent_geometries in layers/view/state.py has it; none for the
   * city.
   * @param {State} state
   */
  subject({ selection, unit, filters }) {
    const first = [selection, unit].find((id) => id && this.store.byId.get(id)?.bounds);
    return first ? [first] : pickedUnits(this.store.doc, filters);
  }

  /**
   * What a state without a camera shows: the chosen item, else the unit, else the filter's districts, else the city
   * without 深汕, which lies 60 km east.
   * @param {number} [duration]
   */
  fit(duration, state = this.store.state) {
    const ids = this.subject(state);
    const key = ids.join();
    const options = {
      duration,
      done: (/** @type {Camera} */ camera) => {
        this.last = { key, camera };
      },
    };
    if (!key) this.around(this.city(), { ...options, panels: [".legend"] });
    else
      this.around(
        ids,
        key === state.selection ? { ...options, maxZoom: this.map.doc.contract.camera.pointZoom } : options,
      );
  }

  /** @param {number} [duration] */
  home(duration) {
    this.fit(duration, {
      ...this.store.state,
      selection: null,
      unit: null,
      filters: withFilters(this.store.state.filters, { district: new Set() }),
    });
  }

  // Whether the camera stands where a state without a camera has put it, for the present state if `now`.
  atRest(now = true) {
    const { target } = this.map.renderer;
    const { last } = this;
    if (!last || !target || (now && last.key !== this.subject(this.store.state).join())) return false;
    return AT_REST.every(({ name, slack }) => Math.abs((target[name] ?? 0) - (last.camera[name] ?? 0)) < slack);
  }

  /**
   * Another choice of districts fits them; none any more fits the city, unless somebody has moved the map
   * meanwhile.
   * @param {State} state
   */
  filtered(state) {
    const before = this.districts;
    const key = this.known();
    if (key === before) return;
    const { presenter } = this.map;
    if (presenter?.on || state.briefing || (state.page === "districts" && state.unit)) return;
    const bare = { ...state, selection: null, unit: null };
    if (key) this.fit(undefined, bare);
    else if (this.atRest(false)) this.fit(undefined, bare);
  }

  /**
   * What a link, a briefing or a page has fitted itself is not fitted once more.
   * @returns {string}
   */
  known() {
    this.districts = pickedUnits(this.store.doc, this.store.state.filters).join();
    return this.districts;
  }

  /** @param {ItemRecord} item */
  select(item) {
    this.around([item.id], { maxZoom: this.map.doc.contract.camera.pointZoom });
  }

  /**
   * Whether all of an item is seen: in the window, and under no panel.
   * @param {ItemRecord} item
   */
  isInSight(item) {
    const viewport = this.map.renderer.viewport();
    if (!viewport) return false;
    const { width, height } = viewport;
    const boxes = this.boxes(PANELS, SYMBOL_PX);
    const under = (/** @type {number} */ x, /** @type {number} */ y) =>
      boxes.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom);
    const seen = (/** @type {Pixel} */ [x, y]) => x >= 0 && x <= width && y >= 0 && y <= height && !under(x, y);
    const { points, paths } = this.map.renderer.highlight?.shapes(item.id) ?? { points: item.anchors ?? [], paths: [] };
    return [points, ...paths].every((places) => places.every((place) => seen(viewport.project(place))));
  }

  /**
   * Where panels lie on the map, in pixels of its window, each so much wider all round.
   * @param {string[]} panels
   * @returns {Sides[]}
   */
  boxes(panels, more = 0) {
    const { node, stage } = this.map;
    const { left: x, top: y } = stage.getBoundingClientRect();
    const found = panels.flatMap((selector) => {
      const box = node.querySelector(`.map-box > ${selector}`)?.getBoundingClientRect();
      return box?.width && box.height ? [box] : [];
    });
    return found.map(({ left, right, top, bottom }) => ({
      left: left - x - more,
      right: right - x + more,
      top: top - y - more,
      bottom: bottom - y + more,
    }));
  }

  /**
   * The parts of the window beside, above or below the panels, without a margin.
   * @param {PixelSize} size
   * @param {string[]} panels
   * @returns {Box[]}
   */
  parts({ width, height }, panels) {
    return freeParts({ width, height }, this.boxes(panels)).map(({ left, top, right, bottom }) => {
      const margin = Math.min(MARGIN_PX, (right - left) * MARGIN_SHARE, (bottom - top) * MARGIN_SHARE);
      return {
        left: left + margin,
        top: top + margin,
        width: right - left - 2 * margin,
        height: bottom - top - 2 * margin,
      };
    });
  }
}
