// What the district page says of a unit: Column 4's words and its totals.

import { isPicked, passing, togglePick } from "../state/counting.js";
import { h } from "../base/dom.js";
import { onMap } from "./crossing.js";
import { buildMatrix } from "./matrix.js";
import { partsOf, partsWords } from "../state/tally.js";
import { valueLabel } from "../state/values.js";
import { chooseUnit } from "../state/units.js";

/**
 * @param {PlanMap} map
 * @param {UnitRecord} unit
 */
export function buildProfile(map, unit) {
  const { store } = map;
  const { language } = store.state;
  const other = language === "zh" ? unit.name_en : unit.name;
  const item = store.byId.get(unit.id);
  const only = togglePickButton(store, unit);
  return [
    h(
      "div",
      { class: "unit-head" },
      h("h1", {}, store.name(unit), h("small", { lang: language === "zh" ? "en" : "zh" }, other)),
      only,
    ),
    h(
      "dl",
      { class: "facts" },
      ...fact(
        store,
        "districts.positioning",
        h(
          "ul",
          { class: "phrases", lang: "zh" },
          unit.positioning.map((phrase) => h("li", {}, phrase)),
        ),
      ),
      ...fact(
        store,
        "districts.keyAreas",
        h(
          "ul",
          { class: "links" },
          unit.keyAreas.map((name) => h("li", {}, keyArea(map, unit, name))),
        ),
      ),
      ...fact(store, "districts.goal", h("span", { lang: "zh" }, unit.goal)),
      ...fact(store, "districts.area", area(store, unit, item)),
      ...fact(store, "districts.neighbours", neighbours(map, unit)),
    ),
    item
      ? h(
          "details",
          { class: "column4" },
          h("summary", {}, store.t("districts.clause")),
          h("blockquote", { lang: "zh" }, item.clause.join("")),
          h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
        )
      : null,
  ];
}

/**
 * @param {Store} store
 * @param {UnitRecord} unit
 */
function togglePickButton(store, unit) {
  return h(
    "button",
    {
      class: "chip",
      "data-focus": "only",
      "data-action": "only",
      "aria-pressed": String(isPicked(store, { district: unit.id })),
      onclick: () => togglePick(store, { district: unit.id }),
    },
    store.t("districts.only"),
  );
}

/**
 * @param {Store} store
 * @param {string} key
 * @param {Child | Child[]} content
 */
function fact(store, key, content) {
  return [h("dt", {}, store.t(key)), h("dd", {}, content)];
}

/**
 * A key area as printed, linked to its item; the English page names it in English beside the plan's words.
 * @param {PlanMap} map
 * @param {UnitRecord} unit
 * @param {string} printed
 */
function keyArea(map, unit, printed) {
  const { store } = map;
  const item = store.doc.items.find(
    (entry) => entry.category === unit.name && (entry.name === printed || entry.aliases.includes(printed)),
  );
  if (!item) return h("span", { lang: "zh" }, printed);
  const words = store.state.language === "zh" ? [printed] : [item.name_en, h("small", { lang: "zh" }, printed)];
  return h(
    "button",
    { class: "link", "data-focus": `key:${item.id}`, "data-choose": item.id, ...onMap(map, item) },
    ...words,
  );
}

/**
 * @param {Store} store
 * @param {UnitRecord} unit
 * @param {ItemRecord | undefined} item
 */
function area(store, unit, item) {
  const drawn = store.t("districts.drawn", { size: unit.area_km2.toFixed(1) });
  const published = unit.area_km2_official;
  const official = published
    ? store.t("districts.official", { size: published.toLocaleString("en-US") })
    : store.t("districts.noOfficial");
  const source = published
    ? h(
        "small",
        { class: "quiet", lang: "zh" },
        store.t("districts.source", { source: store.doc.sources[unit.area_source ?? ""]?.title ?? unit.area_source }),
      )
    : null;
  return [
    h("span", {}, `${drawn} · ${official} `, source),
    item?.note ? h("p", { class: "quiet", lang: "zh" }, item.note) : null,
  ];
}

/**
 * @param {PlanMap} map
 * @param {UnitRecord} unit
 */
function neighbours(map, unit) {
  const { store } = map;
  if (!unit.neighbours.length) return h("span", {}, store.t("districts.alone"));
  /** @param {string} id */
  const link = (id) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          class: "link",
          "data-focus": `beside:${id}`,
          "data-unit": id,
          onclick: () => chooseUnit(map, id),
          onmouseenter: () => map.hover(id),
          onmouseleave: () => map.hover(null),
        },
        valueLabel(store, "district", id),
      ),
    );
  return h("ul", { class: "links" }, unit.neighbours.map(link));
}

/**
 * Totals of the whole district; where a filter holds some back, it is said how many.
 * @param {Store} store
 * @param {UnitRecord} unit
 * @param {ItemRecord[]} own
 */
export function buildTotals(store, unit, own) {
  const all = store.doc.items.filter((item) => item.districts.includes(unit.id));
  const counted = passing(store, ["theme", "stage", "district"]).filter((item) => item.districts.includes(unit.id));
  const filtered =
    own.length < all.length
      ? h(
          "p",
          { class: "filtered", role: "status" },
          store.t("districts.filtered", { count: all.length, part: own.length }),
        )
      : null;
  return [
    h(
      "section",
      {},
      h("h2", {}, store.t("districts.matrix")),
      h(
        "p",
        { class: "quiet", "data-district": "all" },
        store.t("districts.all", { parts: partsWords(store, partsOf(store, all)) }),
      ),
      filtered,
      buildMatrix(store, counted, { district: unit.id }),
    ),
  ];
}
