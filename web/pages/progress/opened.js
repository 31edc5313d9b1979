// Openings by year: a bar and a number a year; the number lists its works and shows them on the map.

import { h } from "../../base/dom.js";
import { onMap } from "../crossing.js";

/**
 * @param {PlanMap} map
 * @param {Map<string, ItemRecord[]>} years
 * @param {string | null} open the year whose works are listed
 * @param {(year: string | null) => void} choose
 */
export function buildOpened(map, years, open, choose) {
  const { store } = map;
  const names = [...years.keys()].sort();
  if (!names.length) return h("p", { class: "quiet" }, store.t("progress.opened.none"));
  const most = Math.max(...[...years.values()].map((items) => items.length));
  return h(
    "ol",
    { class: "opened" },
    names.map((year) => {
      const items = years.get(year) ?? [];
      const shown = open === year;
      const name = year || store.t("progress.opened.undated");
      const label = store.t("progress.opened.year", { year: name, count: items.length });
      return h(
        "li",
        { "data-year": year },
        h("span", { class: "year" }, name),
        h("span", { class: "bar-track" }, h("span", { class: "bar", style: { width: `${(100 * items.length) / most}%` } })),
        h(
          "button",
          {
            class: "pick number",
            "data-focus": `opened:${year}`,
            "aria-expanded": String(shown),
            "aria-label": label,
            title: label,
            onclick: () => {
              choose(shown ? null : year);
              if (!shown) map.choose(items.map(({ id }) => id));
            },
          },
          String(items.length),
        ),
        shown ? h("ul", { class: "works" }, items.map((item) => work(map, item))) : null,
      );
    }),
  );
}

/**
 * @param {PlanMap} map
 * @param {ItemRecord} item
 */
function work(map, item) {
  const { store } = map;
  const since = store.ledger?.at(item.id, store.state.day)?.since ?? "";
  return h(
    "li",
    {},
    h("button", { class: "link", "data-focus": `work:${item.id}`, "data-choose": item.id, ...onMap(map, item) }, store.name(item)),
    h("span", { class: "quiet number" }, since),
  );
}
