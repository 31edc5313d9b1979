// What stands on the map besides the plan: zoom, home, north, scale, totals.

import { h, keepingFocus, ownSvg } from "../base/dom.js";
import { hasProgress } from "./progress/tints.js";
import { totalsParts } from "./totalsline.js";

// deck.gl's Web Mercator has 512-pixel tiles: metres per pixel at zoom 0 on the equator.
const EQUATOR_M = 40075016.686;
const TILE_PX = 512;
const MAX_BAR_PX = 140;
const NICE = [1, 2, 5];
const PEN = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"';
const SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"';
const PENCIL = "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4M12 20h8";
const BUBBLE = "M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5";
const CLOCK = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l4 2";
/** @type {StateKey[]} */
const CONTROLS_REDRAWN_BY = ["language", "towers", "measure", "drawing", "base", "timeOpen", "ledger", "compare"];
/** @type {StateKey[]} */
const STRIP_REDRAWN_BY = ["layers", "filters", "day", "ledger", "language", "tiles"];

/**
 * @param {number} latitude
 * @param {number} zoom
 */
export function metresPerPixel(latitude, zoom) {
  return (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);
}

/**
 * The longest round length that fits: [metres, pixels].
 * @param {number} latitude
 * @param {number} zoom
 * @param {number} [maxPx]
 * @returns {[metres: number, pixels: number]}
 */
export function scaleBar(latitude, zoom, maxPx = MAX_BAR_PX) {
  const resolution = metresPerPixel(latitude, zoom);
  const limit = resolution * maxPx;
  const power = 10 ** Math.floor(Math.log10(limit));
  const length = Math.max(...NICE.map((digit) => digit * power).filter((value) => value <= limit));
  return [length, length / resolution];
}

/**
 * @param {Store} store
 * @param {Actions} actions
 */
export function buildControls(store, actions) {
  const needle = h("span", { class: "needle", "aria-hidden": "true" }, "▲", h("i", {}, "N"));
  /**
   * @param {string} name
   * @param {Child} content
   * @param {() => void} onclick
   * @param {boolean} [pressed]
   */
  const button = (name, content, onclick, pressed) => {
    const label = store.t(`map.${name}`);
    return h(
      "button",
      {
        class: "icon",
        "data-control": name,
        onclick,
        title: label,
        "aria-label": label,
        "aria-pressed": pressed === undefined ? undefined : String(pressed),
      },
      content,
    );
  };
  const apart = (/** @type {ApartUnit} */ unit) => {
    const label = store.name(store.item(unit.id));
    const onclick = () => actions.around(unit.id);
    const content = store.label(unit);
    return h(
      "button",
      { class: "icon", "data-control": "apart", "data-unit": unit.id, onclick, title: label, "aria-label": label },
      content,
    );
  };
  const node = h("div", { class: "controls" });
  const render = () => {
    const { state } = store;
    node.replaceChildren(
      button("zoomIn", "+", () => actions.zoom(1)),
      button("zoomOut", "−", () => actions.zoom(-1)),
      button("home", "⌂", actions.home),
      button("north", needle, actions.north),
      ...store.doc.contract.apart.map(apart),
      button(
        "base",
        icon("M3 6l6-3 6 3 6-3v15l-6 3-6-3-6 3zM9 3v15M15 6v15"),
        actions.base,
        actions.choosesBasemap ? undefined : state.base !== "none",
      ),
      button("towers", "3D", actions.towers, state.towers),
      ...(hasProgress(store) ? [button("time", icon(CLOCK), actions.time, state.timeOpen)] : []),
      button(
        "measure",
        icon("M3 17 17 3l4 4L7 21zM7 13l2 2M10 10l2 2M13 7l2 2"),
        actions.measure,
        Boolean(state.measure),
      ),
      button(
        "compare",
        icon("M3 5h18v14H3zM12 3v18M6 9h3M6 12h3M15 9h3M15 12h3"),
        actions.compare,
        state.compare !== null,
      ),
      button("draw", icon(PENCIL), actions.draw, state.drawing),
      ...(actions.hasNotes ? [button("notes", icon(BUBBLE), actions.notes)] : []),
      button(
        "picture",
        icon("M4 7h4l2-3h4l2 3h4v12H4zM12 10a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7"),
        actions.picture,
      ),
      button("fullscreen", icon("M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"), actions.fullscreen),
    );
  };
  store.subscribe((_state, changed) => CONTROLS_REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  /** @param {number} bearing */
  const turn = (bearing) => {
    needle.style.transform = `rotate(${-bearing}deg)`;
  };
  return { node, turn };
}

/** @param {string} path */
function icon(path) {
  return ownSvg(`<svg ${SHEET} width="20" height="20" ${PEN}><path d="${path}"/></svg>`);
}

// The position under the pointer; WGS-84, as everything stored.
export function buildPosition() {
  const node = h("span", { class: "position" });
  /** @param {Place | null} [lonlat] */
  const update = (lonlat) => {
    node.textContent = lonlat ? `${lonlat[0].toFixed(5)}°E ${lonlat[1].toFixed(5)}°N WGS-84` : "";
  };
  return { node, update };
}

export function buildScale() {
  const bar = h("span", { class: "bar" });
  const label = h("span", {});
  const node = h("div", { class: "scale" }, bar, label);
  /** @param {Camera} camera */
  const update = ({ latitude, zoom }) => {
    const [length, pixels] = scaleBar(latitude, zoom);
    bar.style.width = `${pixels}px`;
    label.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
    node.dataset.metres = String(length);
    node.dataset.pixels = String(pixels);
  };
  return { node, update };
}

/**
 * Where the plan's places come from, and whose tiles are shown.
 * @param {Store} store
 */
export function sourceLine(store) {
  const { tiles } = store.state;
  return tiles?.ready ? `${store.t("strip.source")} · ${tiles.credit}` : store.t("strip.source");
}

/**
 * How many are on the map of all that match, and where the rest is.
 * @param {Store} store
 * @param {Node} scale
 * @param {Node} position
 * @param {Actions} actions
 */
export function buildStrip(store, scale, position, actions) {
  const totals = h("span", { class: "totals" });
  const source = h("span", { class: "source" });
  const node = h("footer", { class: "strip" }, totals, position, source, scale);
  const render = () => {
    keepingFocus(totals, () => totals.replaceChildren(...totalsParts(store, "data-total", actions.unplaced)));
    source.textContent = sourceLine(store);
  };
  store.subscribe((_state, changed) => STRIP_REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  return node;
}
