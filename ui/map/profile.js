// What the district page says of a unit: Column 4's words, its totals, and what crosses its border.

import { isPicked, passing, sizeText, togglePick } from "./counting.js";
import { h } from "./dom.js";
import { buildMatrix } from "./matrix.js";
import { partsOf, partsWords } from "./tally.js";
import { valueLabel } from "./values.js";
import { chooseUnit } from "./units.js";

// A part below this share only touches the unit; above the other one it does not leave it.
const TOUCHES = 0.05;
const STAYS = 0.98;

export function buildProfile(map, unit) {
  const { store } = map;
  const { language } = store.state;
  const other = language === "zh" ? unit.name_en : unit.name;
  const item = store.byId.get(unit.id);
  const only = togglePickButton(store, unit);
  return [
    h("div", { class: "unit-head" }, h("h1", {}, store.name(unit), h("small", { lang: language === "zh" ? "en" : "zh" }, other)), only),
    h(
      "dl",
      { class: "facts" },
      ...fact(store, "districts.positioning", h("ul", { class: "phrases", lang: "zh" }, unit.positioning.map((phrase) => h("li", {}, phrase)))),
      ...fact(store, "districts.keyAreas", h("ul", { class: "links" }, unit.keyAreas.map((name) => h("li", {}, keyArea(map, unit, name))))),
      ...fact(store, "districts.goal", h("span", { lang: "zh" }, unit.goal)),
      ...fact(store, "districts.area", area(store, unit, item)),
      ...fact(store, "districts.neighbours", neighbours(map, unit)),
    ),
    item ? h("details", { class: "column4" }, h("summary", {}, store.t("districts.clause")), h("blockquote", { lang: "zh" }, item.clause.join("")), h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`)) : null,
  ];
}

function togglePickButton(store, unit) {
  return h("button", { class: "chip", "data-focus": "only", "data-action": "only", "aria-pressed": String(isPicked(store, { district: unit.id })), onclick: () => togglePick(store, { district: unit.id }) }, store.t("districts.only"));
}

function fact(store, key, content) {
  return [h("dt", {}, store.t(key)), h("dd", {}, content)];
}

// A key area as printed, linked to its item; the English page names it in English beside the plan's words.
function keyArea(map, unit, printed) {
  const { store } = map;
  const item = store.doc.items.find((entry) => entry.theme === "key-area" && entry.category === unit.name && (entry.name === printed || entry.aliases.includes(printed)));
  if (!item) return h("span", { lang: "zh" }, printed);
  const words = store.state.language === "zh" ? [printed] : [item.name_en, h("small", { lang: "zh" }, printed)];
  return h("button", { class: "link", "data-focus": `key:${item.id}`, "data-choose": item.id, ...onMap(map, item) }, ...words);
}

function onMap(map, item) {
  return { onclick: () => map.choose([item.id]), onmouseenter: () => map.hover(item.id), onmouseleave: () => map.hover(null) };
}

function area(store, unit, item) {
  const drawn = store.t("districts.drawn", { size: unit.area_km2.toFixed(1) });
  const published = unit.area_km2_official;
  const official = published ? store.t("districts.official", { size: published.toLocaleString("en-US") }) : store.t("districts.noOfficial");
  const source = published ? h("small", { class: "quiet", lang: "zh" }, store.t("districts.source", { source: store.doc.sources[unit.area_source]?.title ?? unit.area_source })) : null;
  return [h("span", {}, `${drawn} · ${official} `, source), item?.note ? h("p", { class: "quiet", lang: "zh" }, item.note) : null].filter(Boolean);
}

function neighbours(map, unit) {
  const { store } = map;
  if (!unit.neighbours.length) return h("span", {}, store.t("districts.alone"));
  const link = (id) => h("li", {}, h("button", { class: "link", "data-focus": `beside:${id}`, "data-unit": id, onclick: () => chooseUnit(map, id), onmouseenter: () => map.hover(id), onmouseleave: () => map.hover(null) }, valueLabel(store, "district", id)));
  return h("ul", { class: "links" }, unit.neighbours.map(link));
}

// Totals of the whole district; where a filter holds some back, it is said how many.
export function buildTotals(store, unit, own) {
  const all = store.doc.items.filter((item) => item.districts.includes(unit.id));
  const counted = passing(store, ["theme", "stage", "district"]).filter((item) => item.districts.includes(unit.id));
  const filtered = own.length < all.length ? h("p", { class: "filtered", role: "status" }, store.t("districts.filtered", { count: all.length, part: own.length })) : null;
  return [h("section", {}, h("h2", {}, store.t("districts.matrix")), h("p", { class: "quiet", "data-district": "all" }, store.t("districts.all", { parts: partsWords(store, partsOf(store, all)) })), filtered, buildMatrix(store, counted, { district: unit.id }))];
}

// Lines and areas that lie in the unit and beyond it, with the part inside; the longest first.
export function crossing(items, unit) {
  const share = (item) => (item.inside?.[unit] ?? 0) / item.size;
  const crosses = (item) => item.layer !== "units" && item.size && share(item) > 0 && share(item) < STAYS && (item.districts.includes(unit) || share(item) >= TOUCHES);
  const rank = (item) => (item.located === "line" ? 0 : 1);
  return items.filter(crosses).sort((a, b) => rank(a) - rank(b) || b.inside[unit] - a.inside[unit]);
}

export function buildCrossing(map, unit) {
  const { store } = map;
  const items = crossing(passing(store, ["district"]), unit.id);
  if (!items.length) return [];
  const heads = ["districts.inside", "districts.whole", "districts.share"];
  const head = h("tr", {}, h("th", { scope: "col" }, store.t("table.name")), ...heads.map((key) => h("th", { scope: "col", class: "number" }, store.t(key))));
  return [h("section", {}, h("h2", {}, store.t("districts.crossing"), h("span", { class: "count" }, String(items.length))), h("p", { class: "quiet" }, store.t("districts.crossing.hint")), h("table", { class: "sizes crossing" }, h("thead", {}, head), h("tbody", {}, items.map((item) => crossingRow(map, item, unit.id)))))];
}

function crossingRow(map, item, unit) {
  const { store } = map;
  const percent = (100 * item.inside[unit]) / item.size;
  const color = store.color(store.layerById.get(item.layer));
  const name = h("button", { class: "pick", "data-focus": `cross:${item.id}`, "data-choose": item.id, ...onMap(map, item) }, h("span", { class: "dot", style: { background: color } }), store.name(item));
  const bar = h("span", { class: "bar-track" }, h("span", { class: "bar", style: { width: `${percent}%`, background: color } }));
  const number = (text, ...more) => h("td", { class: "number" }, ...more, text);
  return h("tr", {}, h("th", { scope: "row" }, name), number(sizeText(item.inside[unit], item.located)), number(sizeText(item.size, item.located)), number(`${percent < 1 ? "<1" : Math.round(percent)}%`, bar));
}
