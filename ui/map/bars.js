// Items by district as bars of themes, each part a filter.

import { grouped, isPicked, lets, togglePick } from "./counting.js";
import { h } from "./dom.js";
import { pickButton } from "./matrix.js";
import { NO_DISTRICT, valuesOf } from "./store.js";
import { countBadge, partsBy, partsOf, partsWords } from "./tally.js";
import { valueLabel } from "./values.js";

export function buildBars(store, items) {
  const members = grouped(items, (item) => valuesOf(item, "district"));
  const most = Math.max(1, ...[...members.values()].map((own) => own.length));
  const districts = [...store.doc.units.map((unit) => unit.id), NO_DISTRICT];
  return h("ul", { class: "bars" }, districts.map((district) => bar(store, district, members.get(district) ?? [], most)));
}

// One row: the district, its parts by theme, its number. What names no district stands apart, last.
function bar(store, district, items, most) {
  const counts = partsBy(store, items, (item) => [item.theme]);
  const name = valueLabel(store, "district", district);
  const parts = Object.keys(store.doc.catalogue.themes).filter((theme) => counts.get(theme)).map((theme) => part(store, { district, theme }, counts.get(theme), most));
  return h("li", { class: district === NO_DISTRICT ? "apart" : "", "data-bar": district }, pickButton(store, { district }, {}, [name], name), h("span", { class: "bar-parts" }, parts), countBadge(store, partsOf(store, items)));
}

function part(store, wanted, parts, most) {
  const { district, theme } = wanted;
  const label = `${valueLabel(store, "district", district)} · ${valueLabel(store, "theme", theme)}：${partsWords(store, parts)}`;
  const style = { width: `${(100 * parts.all) / most}%`, background: store.color(store.doc.catalogue.themes[theme]) };
  return h("button", { class: `bar-part${lets(store, wanted) ? "" : " off"}`, "data-focus": `part:${district}:${theme}`, "data-part": `${district} ${theme}`, "aria-pressed": String(isPicked(store, wanted)), "aria-label": label, title: label, style, onclick: () => togglePick(store, wanted) });
}
