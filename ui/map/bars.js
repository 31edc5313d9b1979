// Items by district as bars of themes, each part a filter.

import { grouped, isPicked, lets, tally, togglePick } from "./counting.js";
import { h } from "./dom.js";
import { pickButton } from "./matrix.js";
import { valueLabel } from "./values.js";

export function buildBars(map, items) {
  const { store } = map;
  const byUnit = grouped(items, (item) => item.districts);
  const nowhere = items.filter((item) => !item.districts.length);
  const most = Math.max(1, nowhere.length, ...[...byUnit.values()].map((members) => members.length));
  const rows = store.doc.units.map((unit) => {
    const name = valueLabel(store, "district", unit.id);
    return bar(store, pickButton(store, { district: unit.id }, {}, [name], name), byUnit.get(unit.id) ?? [], most, { district: unit.id });
  });
  const toTable = h("button", { class: "pick", "data-focus": "pick:nowhere", title: store.t("overview.nowhere.hint"), onclick: () => store.set({ page: "table" }) }, store.t("overview.nowhere"));
  return h("ul", { class: "bars" }, rows, bar(store, toTable, nowhere, most, null));
}

// One row: the district, its parts by theme, its number. The last row has no district to filter by: its parts filter by theme only.
function bar(store, label, items, most, district) {
  const counts = tally(items, (item) => [item.theme]);
  const parts = Object.keys(store.doc.catalogue.themes).filter((theme) => counts.get(theme)).map((theme) => part(store, theme, counts.get(theme), most, district));
  return h("li", { class: district ? "" : "apart", "data-bar": district?.district ?? "none" }, label, h("span", { class: "bar-parts" }, parts), h("span", { class: "count" }, String(items.length)));
}

function part(store, theme, count, most, district) {
  const wanted = { ...(district ?? {}), theme };
  const title = `${valueLabel(store, "theme", theme)} ${count}`;
  const where = district ? `${valueLabel(store, "district", district.district)} · ${title}` : title;
  const style = { width: `${(100 * count) / most}%`, background: store.color(store.doc.catalogue.themes[theme]) };
  const classes = `bar-part${lets(store, wanted) ? "" : " off"}`;
  if (!district) return h("span", { class: classes, title, style });
  return h("button", { class: classes, "data-focus": `part:${district.district}:${theme}`, "data-part": `${district.district} ${theme}`, "aria-pressed": String(isPicked(store, wanted)), "aria-label": where, title: where, style, onclick: () => togglePick(store, wanted) });
}
