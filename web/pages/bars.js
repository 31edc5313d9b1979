// Items by district as bars of themes, each part a filter.

import { grouped, isPicked, lets, togglePick } from "../state/counting.js";
import { h } from "../base/dom.js";
import { pickButton } from "./matrix.js";
import { countBadge, partsBy, partsOf, partsWords } from "../state/tally.js";
import { valueLabel } from "../state/values.js";

/**
 * @param {Store} store
 * @param {ItemRecord[]} items
 */
export function buildBars(store, items) {
  const members = grouped(items, (item) => store.valuesOf(item, "district"));
  const most = Math.max(1, ...[...members.values()].map((own) => own.length));
  const districts = store.facet("district").values.map(({ id }) => id);
  return h(
    "ul",
    { class: "bars" },
    districts.map((district) => bar(store, district, members.get(district) ?? [], most)),
  );
}

/**
 * One row: the district, its parts by theme, its number. What names no district stands apart, last.
 * @param {Store} store
 * @param {string} district
 * @param {ItemRecord[]} items
 * @param {number} most
 */
function bar(store, district, items, most) {
  const counts = partsBy(store, items, (item) => [item.theme]);
  const name = valueLabel(store, "district", district);
  const parts = Object.keys(store.doc.catalogue.themes)
    .map((theme) => ({ theme, own: counts.get(theme) }))
    .map(({ theme, own }) => (own ? part(store, { district, theme }, own, most) : null));
  return h(
    "li",
    { class: district === store.facet("district").none ? "apart" : "", "data-bar": district },
    pickButton(store, { district }, {}, [name], name),
    h("span", { class: "bar-parts" }, parts),
    countBadge(store, partsOf(store, items)),
  );
}

/**
 * @param {Store} store
 * @param {{ district: string, theme: string }} picks
 * @param {Parts} parts
 * @param {number} most
 */
function part(store, picks, parts, most) {
  const { district, theme } = picks;
  const names = `${valueLabel(store, "district", district)} · ${valueLabel(store, "theme", theme)}`;
  const label = `${names}：${partsWords(store, parts)}`;
  const style = { width: `${(100 * parts.all) / most}%`, background: store.color(store.doc.catalogue.themes[theme]) };
  return h("button", {
    class: `bar-part${lets(store, picks) ? "" : " off"}`,
    "data-focus": `part:${district}:${theme}`,
    "data-part": `${district} ${theme}`,
    "aria-pressed": String(isPicked(store, picks)),
    "aria-label": label,
    title: label,
    style,
    onclick: () => togglePick(store, picks),
  });
}
