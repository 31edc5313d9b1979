// Layers that people brought in legends: what they look like, by what decides it.

import { h } from "../../base/dom.js";
import { drawing, shape } from "../swatch.js";

const WIDTH = 26;
const HEIGHT = 18;
const MOST_PX = 12;
const LEAST_PX = 4;

/**
 * A feature in small: as an area, else a line, else a point.
 * @param {string[]} kinds
 * @param {string} color
 * @param {number} size
 * @param {number} opacity
 */
export function classSwatch(kinds, color, size, opacity) {
  const middle = { cx: WIDTH / 2, cy: HEIGHT / 2 };
  const parts = [];
  if (kinds.includes("area")) {
    const box = { x: 3, y: 3, width: WIDTH - 6, height: HEIGHT - 6 };
    parts.push(shape("rect", { ...box, fill: color, "fill-opacity": opacity, stroke: color, "stroke-width": 1.5 }));
  }
  if (kinds.includes("line"))
    parts.push(
      shape("path", {
        d: `M3 ${HEIGHT - 5}L${WIDTH - 3} 5`,
        stroke: color,
        "stroke-width": Math.min(Math.max(size / 4, 1.5), MOST_PX / 2),
        "stroke-linecap": "round",
      }),
    );
  if (kinds.includes("point") || !parts.length) {
    const r = Math.min(Math.max(size, LEAST_PX), MOST_PX) / 2;
    parts.push(shape("circle", { ...middle, r, fill: color, "fill-opacity": opacity }));
  }
  return drawing(WIDTH, HEIGHT, ...parts);
}

/**
 * A row a class under the layer's title; one row alone where all features look alike.
 * @param {Store} store
 */
export function ownRows(store) {
  return store.state.ownShown.flatMap(({ id, title, kinds, classes, size, opacity }) => {
    const seen = classes.filter(({ count }) => count);
    const row = (/** @type {OwnClass} */ { words, color, count }) =>
      h(
        "div",
        { class: "row", "data-own-class": words },
        classSwatch(kinds, color, size, opacity),
        h("span", { class: "name" }, words),
        h("span", { class: "count" }, count.toLocaleString()),
      );
    const alone = seen.length === 1 && seen[0].words === title;
    const rows = alone ? seen.map(row) : [h("h3", {}, title), ...seen.map(row)];
    return [h("div", { class: "own-legend", "data-own-layer": id }, rows)];
  });
}

/**
 * What is said of layers that a scene names and nobody has here; nothing while that is not known.
 * @param {PlanMap} map
 * @param {BriefingScene | null | undefined} scene
 */
export function goneRows({ own, store, received }, scene) {
  const unknown = own ? !own.list : Boolean(received.ownUrl ?? received.ownKit);
  const gone = unknown ? [] : (scene?.own ?? []).filter(({ id }) => !own?.record(id));
  return gone.map(({ id, title }) =>
    h("p", { class: "p-tally", "data-own-gone": id }, store.t("own.scene.gone", { title: title || id })),
  );
}
