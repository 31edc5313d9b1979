// What stands on the map besides the plan: zoom, home, north, scale, totals.

import { h } from "./dom.js";

// deck.gl's Web Mercator has 512-pixel tiles: metres per pixel at zoom 0 on the equator.
const EQUATOR_M = 40075016.686;
const TILE_PX = 512;
const MAX_BAR_PX = 140;
const NICE = [1, 2, 5];

export function metresPerPixel(latitude, zoom) {
  return (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);
}

// The longest round length that fits: [metres, pixels].
export function scaleBar(latitude, zoom, maxPx = MAX_BAR_PX) {
  const resolution = metresPerPixel(latitude, zoom);
  const limit = resolution * maxPx;
  const power = 10 ** Math.floor(Math.log10(limit));
  const length = Math.max(...NICE.map((digit) => digit * power).filter((value) => value <= limit));
  return [length, length / resolution];
}

export function buildControls(store, actions) {
  const needle = h("span", { class: "needle", "aria-hidden": "true" }, "▲", h("i", {}, "N"));
  const button = (key, content, onclick, name) => h("button", { class: "icon", "data-control": name, onclick, title: store.t(key), "aria-label": store.t(key) }, content);
  const node = h("div", { class: "controls" });
  const render = () =>
    node.replaceChildren(
      button("map.zoomIn", "+", () => actions.zoom(1), "zoom-in"),
      button("map.zoomOut", "−", () => actions.zoom(-1), "zoom-out"),
      button("map.home", "⌂", actions.home, "home"),
      button("map.north", needle, actions.north, "north"),
      button("map.shenshan", store.state.language === "zh" ? "深汕" : "SS", actions.shenshan, "shenshan"),
    );
  store.subscribe((state, changed) => changed.has("language") && render());
  render();
  return { node, turn: (bearing) => (needle.style.transform = `rotate(${-bearing}deg)`) };
}

export function buildScale() {
  const bar = h("span", { class: "bar" });
  const label = h("span", {});
  const node = h("div", { class: "scale" }, bar, label);
  const update = ({ latitude, zoom }) => {
    const [length, pixels] = scaleBar(latitude, zoom);
    bar.style.width = `${pixels}px`;
    label.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
    node.dataset.metres = length;
    node.dataset.pixels = pixels;
  };
  return { node, update };
}

// Totals of what is shown; what has no place on the map is counted beside it, always.
export function buildStrip(store, scale, actions) {
  const totals = h("span", { class: "totals" });
  const source = h("span", { class: "source" });
  const node = h("footer", { class: "strip" }, totals, source, scale);
  const render = () => {
    const unplaced = store.matching.filter((item) => !item.anchors).length;
    const shown = store.matching.filter((item) => item.anchors && store.state.layers.has(item.layer)).length;
    totals.replaceChildren(
      h("b", { "data-total": "shown" }, store.t("strip.shown", { shown })),
      h("span", { "data-total": "total" }, store.t("strip.total", { total: store.matching.length })),
      h("button", { class: "link", "data-total": "unplaced", onclick: actions.unplaced }, store.t("strip.unplaced", { count: unplaced })),
    );
    source.textContent = store.t("strip.source");
  };
  store.subscribe((state, changed) => ["layers", "filters", "language"].some((key) => changed.has(key)) && render());
  render();
  return node;
}
