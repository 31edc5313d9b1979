// Lines and areas that lie in a unit and beyond it, as a table of the district page.

import { h } from "../base/dom.js";
import { passing, sizeText } from "../state/counting.js";

// A part below this share only touches the unit; above the other one it does not leave it.
const TOUCHES = 0.05;
const STAYS = 0.98;

/**
 * Lines and areas that lie in the unit and beyond it, with the part inside; the longest first.
 * @param {ItemRecord[]} items
 * @param {string} unit
 */
export function crossing(items, unit) {
  /** @param {ItemRecord} item */
  const inside = (item) => item.inside?.[unit] ?? 0;
  /** @param {ItemRecord} item */
  const share = (item) => (item.size ? inside(item) / item.size : 0);
  /** @param {ItemRecord} item */
  const crosses = (item) =>
    item.layer !== "units" &&
    share(item) > 0 &&
    share(item) < STAYS &&
    (item.districts.includes(unit) || share(item) >= TOUCHES);
  /** @param {ItemRecord} item */
  const rank = (item) => (item.located === "line" ? 0 : 1);
  return items.filter(crosses).sort((a, b) => rank(a) - rank(b) || inside(b) - inside(a));
}

/**
 * @param {PlanMap} map
 * @param {UnitRecord} unit
 */
export function buildCrossing(map, unit) {
  const { store } = map;
  const items = crossing(passing(store, ["district"]), unit.id);
  if (!items.length) return [];
  const heads = ["districts.inside", "districts.whole", "districts.share"];
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, store.t("table.name")),
    ...heads.map((key) => h("th", { scope: "col", class: "number" }, store.t(key))),
  );
  return [
    h(
      "section",
      {},
      h("h2", {}, store.t("districts.crossing"), h("span", { class: "count" }, String(items.length))),
      h("p", { class: "quiet" }, store.t("districts.crossing.hint")),
      h(
        "table",
        { class: "sizes crossing" },
        h("thead", {}, head),
        h(
          "tbody",
          {},
          items.map((item) => crossingRow(map, item, unit.id)),
        ),
      ),
    ),
  ];
}

/**
 * @param {PlanMap} map
 * @param {ItemRecord} item
 * @param {string} unit
 */
function crossingRow(map, item, unit) {
  const { store } = map;
  const inside = item.inside?.[unit] ?? 0;
  const percent = item.size ? (100 * inside) / item.size : 0;
  const color = store.color(store.layerOf(item));
  const name = h(
    "button",
    { class: "pick", "data-focus": `cross:${item.id}`, "data-choose": item.id, ...onMap(map, item) },
    h("span", { class: "dot", style: { background: color } }),
    store.name(item),
  );
  const bar = h(
    "span",
    { class: "bar-track" },
    h("span", { class: "bar", style: { width: `${percent}%`, background: color } }),
  );
  /**
   * @param {string} text
   * @param {...Node} more
   */
  const number = (text, ...more) => h("td", { class: "number" }, ...more, text);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    number(sizeText(inside, item.located)),
    number(sizeText(item.size, item.located)),
    number(`${percent < 1 ? "<1" : Math.round(percent)}%`, bar),
  );
}

/**
 * What a button that names an item does on the map.
 * @param {PlanMap} map
 * @param {ItemRecord} item
 */
export function onMap(map, item) {
  return {
    onclick: () => map.choose([item.id]),
    onmouseenter: () => map.hover(item.id),
    onmouseleave: () => map.hover(null),
  };
}
