// The rows of a table of items: its head, an item in its columns, and the plan's own words under it.

import { h } from "../base/dom.js";
import { sizeText } from "../state/counting.js";
import { foundIn } from "../state/suggestions.js";
import { districtNames } from "./columns.js";

/** @typedef {Record<string, import("./columns.js").Column>} Columns by name, in their order */

/** @param {Columns} columns */
export function columnGroup(columns) {
  return h(
    "colgroup",
    {},
    ["name", ...Object.keys(columns)].map((name) => h("col", { class: `col-${name} of-${name}` })),
  );
}

/**
 * @param {Store} store
 * @param {Columns} columns
 * @param {import("./columns.js").Sort} sort
 * @param {((name: string) => void) | null} onSort where the heads sort
 */
export function tableHead(store, columns, sort, onSort) {
  const cell = (/** @type {string} */ name, /** @type {string} */ key, number = false) => {
    const direction = sort.column === name ? (sort.descending ? "descending" : "ascending") : undefined;
    const text = store.t(key);
    const content = onSort
      ? h(
          "button",
          { "data-sort": name, onclick: () => onSort(name) },
          text,
          h("span", { class: "direction", "aria-hidden": "true" }, direction ? (sort.descending ? "▾" : "▴") : ""),
        )
      : text;
    return h("th", { scope: "col", class: `of-${name}${number ? " number" : ""}`, "aria-sort": direction }, content);
  };
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      cell("name", "table.name"),
      ...Object.entries(columns).map(([name, column]) => cell(name, column.key, column.number)),
    ),
  );
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Columns} columns
 * @param {object} options
 * @param {boolean} options.open whether the plan's words stand under it
 * @param {string | undefined} options.index its number among all rows, where only some are made
 */
export function itemRow(store, item, columns, { open, index }) {
  const more = h(
    "button",
    {
      class: "more",
      tabindex: "-1",
      "aria-expanded": String(open),
      "aria-label": store.t("table.clause"),
      title: store.t("table.clause"),
    },
    "›",
  );
  const via = foundIn(store, item);
  const name = h(
    "th",
    { scope: "row" },
    h(
      "span",
      { class: "name-cell" },
      more,
      h(
        "span",
        {},
        h("button", { class: "name", tabindex: "-1" }, store.name(item)),
        via ? h("small", { class: "via" }, via) : "",
      ),
    ),
  );
  const cells = Object.entries(columns).map(([key, column]) =>
    h(
      "td",
      {
        class: `of-${key}${column.number ? " number" : column.marked ? " marked" : ""}`,
        title: column.title?.(store, item) || undefined,
      },
      ...column.cell(store, item),
    ),
  );
  return h("tr", { "data-item": item.id, "aria-rowindex": index }, name, ...cells);
}

/**
 * The plan's own words, on demand.
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {number} width in columns
 */
export function clauseRow(store, item, width) {
  const size = sizeText(item.size, item.located);
  const whole = [size, districtNames(store, item)].filter(Boolean).join(" · ");
  return h(
    "tr",
    { class: "clause" },
    h(
      "td",
      { colspan: width },
      h("blockquote", { lang: "zh" }, item.clause.join("")),
      item.note ? h("p", { class: "quiet" }, `${store.t("card.note")} · `, h("span", { lang: "zh" }, item.note)) : "",
      h(
        "p",
        { class: "quiet" },
        h("span", { lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
        whole ? ` · ${whole}` : "",
      ),
    ),
  );
}
