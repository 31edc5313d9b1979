// Key figures of the plan, computed from what the filters let through.

import { sizeText, sumSize } from "../state/counting.js";
import { h } from "../base/dom.js";
import { pickButton } from "./matrix.js";
import { openClosed, partsOf } from "../state/tally.js";

/**
 * A number with what it counts; picks: the filter that a click sets; act: what else a click does.
 * @typedef {object} Tile
 * @property {string} name
 * @property {string} value
 * @property {string} [label] what it is called, where the catalogue says it
 * @property {string} [detail]
 * @property {Picks | null} [picks]
 * @property {(() => void) | null} [act]
 */

/**
 * On the map of all, and beside it where the rest is: the first tile's second number is the sum of its first and of the
 * next two.
 * @param {Store} store
 */
export function buildFigures(store) {
  const parts = partsOf(store, store.matching);
  const tiles = [
    tile(store, { name: "items", value: `${parts.shown}/${parts.all}` }),
    tile(store, { name: "closed", value: String(parts.closed), act: parts.closed ? () => openClosed(store) : null }),
    tile(store, { name: "unplaced", value: String(parts.unplaced), picks: { kind: ["citywide"] } }),
    ...store.doc.catalogue.figures.map((figure) => measured(store, figure)),
  ];
  return h("ul", { class: "figures" }, tiles);
}

/**
 * @param {Store} store
 * @param {Tile} figure
 */
function tile(store, { name, value, label = store.t(`overview.${name}`), detail = "", picks = null, act = null }) {
  const content = [
    h("b", { "data-figure": name }, value),
    h("span", {}, label),
    detail ? h("small", {}, detail) : null,
  ];
  const whole = `${label} ${value}${detail ? ` (${detail})` : ""}`;
  if (picks) return h("li", {}, pickButton(store, picks, {}, content, whole));
  if (act)
    return h(
      "li",
      {},
      h(
        "button",
        {
          class: "pick",
          "data-focus": `figure:${name}`,
          title: store.t("tally.open"),
          "aria-label": `${whole}: ${store.t("tally.open")}`,
          onclick: act,
        },
        content,
      ),
    );
  return h("li", {}, h("div", { class: "pick" }, content));
}

/**
 * @param {Store} store
 * @param {Figure} figure
 */
function measured(store, figure) {
  const { id, located } = figure;
  const ids = new Set(figure.layers);
  const layers = store.doc.catalogue.layers.filter((layer) => ids.has(layer.id));
  const { size, inside } = sumSize(store.matching.filter((item) => ids.has(item.layer) && item.located === located));
  const detail = located === "line" && size ? store.t("overview.whole", { size: sizeText(size, located) }) : "";
  const value = located === "line" ? inside : size;
  return tile(store, {
    name: id,
    label: store.label(figure),
    value: value ? sizeText(value, located) : "–",
    detail,
    picks: filterOf(store, layers),
  });
}

/**
 * The filter that lets through just the items of some layers of one theme.
 * @param {Store} store
 * @param {LayerRecord[]} layers
 * @returns {Picks}
 */
function filterOf(store, layers) {
  const ids = new Set(layers.map((layer) => layer.id));
  const ofTheme = store.doc.items.filter((item) => layers.some((layer) => layer.theme === item.theme));
  const own = ofTheme.filter((item) => ids.has(item.layer));
  const theme = [...new Set(layers.map((layer) => layer.theme))];
  return own.length === ofTheme.length
    ? { theme }
    : { theme, category: [...new Set(own.map((item) => item.category))] };
}

/**
 * Length and area by layer; units themselves are not works.
 * @param {Store} store
 */
export function buildSizes(store) {
  const layers = store.doc.catalogue.layers.filter((layer) => layer.id !== "units");
  const rows = layers
    .map((layer) =>
      sizeRow(
        store,
        layer,
        store.matching.filter((item) => item.layer === layer.id),
      ),
    )
    .filter(Boolean);
  const heads = ["overview.lines", "overview.inCity", "overview.full", "overview.areas", "overview.area"];
  return h(
    "table",
    { class: "sizes" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, store.t("panel.layers")),
        ...heads.map((key) => h("th", { scope: "col", class: "number" }, store.t(key))),
      ),
    ),
    h("tbody", {}, rows),
  );
}

/**
 * @param {Store} store
 * @param {LayerRecord} layer
 * @param {ItemRecord[]} items
 */
function sizeRow(store, layer, items) {
  const lines = items.filter((item) => item.located === "line" && item.size);
  const areas = items.filter((item) => item.located === "area" && item.size);
  if (!lines.length && !areas.length) return null;
  const length = sumSize(lines);
  const label = store.label(layer);
  const dot = h("span", { class: "dot", style: { background: store.color(layer) } });
  const numbers = [
    lines.length || "",
    lines.length ? sizeText(length.inside, "line") : "",
    lines.length ? sizeText(length.size, "line") : "",
    areas.length || "",
    areas.length ? sizeText(sumSize(areas).size, "area") : "",
  ];
  return h(
    "tr",
    { "data-layer-size": layer.id },
    h("th", { scope: "row" }, pickButton(store, filterOf(store, [layer]), {}, [dot, label], label)),
    ...numbers.map((text) => h("td", { class: "number" }, String(text))),
  );
}
