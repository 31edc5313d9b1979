// Key figures of the plan, computed from what the filters let through.

import { sizeText, sumSize } from "./counting.js";
import { h } from "./dom.js";
import { pickButton } from "./matrix.js";
import { partsOf } from "./tally.js";

// What is measured together: layers by their symbol in the catalogue, or a theme.
const MEASURED = [
  { key: "overview.rail", located: "line", takes: (layer) => layer.symbol === "rail" || layer.symbol === "metro" },
  { key: "overview.road", located: "line", takes: (layer) => layer.symbol === "road" },
  { key: "overview.keyAreas", located: "area", takes: (layer) => layer.theme === "key-area" },
];
const PLACED = ["point", "line", "area"];

export function buildFigures(store) {
  const parts = partsOf(store, store.matching);
  const count = (name, number, wanted, detail = "") => tile(store, store.t(`overview.${name}`), String(number), detail, wanted, name);
  const tiles = [
    tile(store, store.t("overview.items"), `${parts.shown}/${parts.all}`, "", null, "items"),
    count("placed", parts.shown + parts.closed, { kind: PLACED }, parts.closed ? store.t("tally.closed", { count: parts.closed }) : ""),
    count("unplaced", parts.unplaced, { kind: ["citywide"] }),
    ...MEASURED.map((figure) => measured(store, figure)),
  ];
  return h("ul", { class: "figures" }, tiles);
}

function tile(store, label, value, detail, wanted, name) {
  const content = [h("b", { "data-figure": name }, value), h("span", {}, label), detail ? h("small", {}, detail) : null].filter(Boolean);
  const whole = `${label} ${value}${detail ? ` (${detail})` : ""}`;
  return h("li", {}, wanted ? pickButton(store, wanted, {}, content, whole) : h("div", { class: "pick" }, content));
}

function measured(store, { key, located, takes }) {
  const layers = store.doc.catalogue.layers.filter(takes);
  const ids = new Set(layers.map((layer) => layer.id));
  const { size, inside } = sumSize(store.matching.filter((item) => ids.has(item.layer) && item.located === located));
  const detail = located === "line" && size ? store.t("overview.whole", { size: sizeText(size, located) }) : "";
  const value = located === "line" ? inside : size;
  return tile(store, store.t(key), value ? sizeText(value, located) : "–", detail, filterOf(store, layers), key.split(".")[1]);
}

// The filter that lets through just the items of some layers of one theme.
function filterOf(store, layers) {
  const ids = new Set(layers.map((layer) => layer.id));
  const ofTheme = store.doc.items.filter((item) => layers.some((layer) => layer.theme === item.theme));
  const own = ofTheme.filter((item) => ids.has(item.layer));
  const theme = [...new Set(layers.map((layer) => layer.theme))];
  return own.length === ofTheme.length ? { theme } : { theme, category: [...new Set(own.map((item) => item.category))] };
}

// Length and area by layer; units themselves are not works.
export function buildSizes(store) {
  const layers = store.doc.catalogue.layers.filter((layer) => layer.id !== "units");
  const rows = layers.map((layer) => sizeRow(store, layer, store.matching.filter((item) => item.layer === layer.id))).filter(Boolean);
  const heads = ["overview.lines", "overview.inCity", "overview.full", "overview.areas", "overview.area"];
  return h(
    "table",
    { class: "sizes" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, store.t("panel.layers")), ...heads.map((key) => h("th", { scope: "col", class: "number" }, store.t(key))))),
    h("tbody", {}, rows),
  );
}

function sizeRow(store, layer, items) {
  const lines = items.filter((item) => item.located === "line" && item.size);
  const areas = items.filter((item) => item.located === "area" && item.size);
  if (!lines.length && !areas.length) return null;
  const length = sumSize(lines);
  const label = store.label(layer);
  const dot = h("span", { class: "dot", style: { background: store.color(layer) } });
  const numbers = [lines.length || "", lines.length ? sizeText(length.inside, "line") : "", lines.length ? sizeText(length.size, "line") : "", areas.length || "", areas.length ? sizeText(sumSize(areas).size, "area") : ""];
  return h("tr", { "data-layer-size": layer.id }, h("th", { scope: "row" }, pickButton(store, filterOf(store, [layer]), {}, [dot, label], label)), ...numbers.map((text) => h("td", { class: "number" }, String(text))));
}
