// The table of a layer of one's own: only the rows in sight are built, whatever their number.

import { h, keepingFocus } from "../base/dom.js";
import { valueFields } from "./filterbar.js";
import { isFilter, NO_FILTER, ordered, sift, wordsOf } from "./sifting.js";

const ROW_PX = 28;
const SPARE_ROWS = 8;
const MOST_FIELDS = 40;
const TYPED_MS = 120;
// A browser lays nothing out that is higher than some millions of pixels.
const MOST_HEIGHT_PX = 15_000_000;

/** @param {Own} own */
export function buildOwnTable(own) {
  const { store } = own;
  const bar = h("div", { class: "own-bar" });
  const heads = h("div", { class: "own-heads", role: "row" });
  const rowsNode = h("div", { class: "own-rows" });
  const spacer = h("div", { class: "own-spacer" }, rowsNode);
  const scroller = h("div", { class: "own-scroller", tabindex: "0", role: "table" }, heads, spacer);
  const node = h("section", { class: "own-table obstacle", hidden: true }, bar, scroller);
  /** @type {Map<string, { filter: import("./sifting.js").OwnFilter, matching: number }>} */
  const filters = new Map();
  /** @type {OwnColumn[]} */
  let columns = [];
  let order = new Uint32Array();
  let sort = { name: "", down: false };
  let typing = 0;

  const table = {
    node,
    /** The layer that is listed. @type {string | null} */
    id: null,
    /** @param {string | null} id */
    async show(id) {
      const record = id ? own.record(id) : null;
      table.id = record ? record.id : null;
      node.hidden = !record;
      if (!record) return;
      if (!store.state.own.includes(record.id)) own.turn([record.id], true);
      sort = { name: "", down: false };
      columns = [];
      bar.replaceChildren(h("p", { class: "quiet", role: "status" }, store.t("mine.loading")));
      heads.replaceChildren();
      rowsNode.replaceChildren();
      try {
        const found = await own.fields(record.id);
        if (table.id !== record.id) return;
        columns = found;
        table.render();
      } catch (error) {
        bar.replaceChildren(h("p", { class: "own-fault" }, /** @type {Error} */ (error).message), closer());
      }
    },
    render() {
      const record = table.id && own.record(table.id);
      if (!record) return;
      node.setAttribute("aria-label", store.t("mine.tableOf", { title: record.title }));
      keepingFocus(bar, () => bar.replaceChildren(...barOf(record)));
      keepingFocus(heads, () => heads.replaceChildren(...columns.slice(0, MOST_FIELDS).map(headOf)));
      reorder();
    },
    /** How many rows the filter of a layer lets through. @param {string} id */
    matching: (id) => filters.get(id)?.matching ?? own.record(id)?.count ?? 0,
    /** A layer that is gone has no filter. @param {string} id */
    forget(id) {
      filters.delete(id);
      if (table.id === id) table.show(null);
    },
    // The row of the open card.
    mark: () => window(),
  };

  /** @param {string} id */
  const filterOf = (id) => filters.get(id)?.filter ?? NO_FILTER;

  /**
   * @param {string} id
   * @param {Partial<import("./sifting.js").OwnFilter>} patch
   */
  const refilter = (id, patch) => {
    const record = own.record(id);
    const loaded = own.loaded.get(id);
    if (!record || !loaded) return;
    const filter = { ...filterOf(id), ...patch };
    const flags = sift(columns, record.count, filter);
    let matching = flags ? 0 : record.count;
    for (const flag of flags ?? []) matching += flag;
    filters.set(id, { filter, matching });
    loaded.rows.show(flags);
    own.sifted();
    reorder();
    count.textContent = countWords(record);
  };
  const count = h("span", { class: "count", role: "status" });
  /** @param {OwnRecord} record */
  const countWords = (record) =>
    store.t("mine.rows", { shown: table.matching(record.id).toLocaleString(), all: record.count.toLocaleString() });

  const closer = () =>
    h(
      "button",
      {
        class: "icon",
        "aria-label": store.t("card.close"),
        title: store.t("card.close"),
        onclick: () => table.show(null),
      },
      "✕",
    );

  /** @param {OwnRecord} record */
  const barOf = (record) => {
    const { id, title } = record;
    const filter = filterOf(id);
    const text = h("input", {
      type: "search",
      value: filter.text,
      placeholder: store.t("mine.search"),
      "aria-label": store.t("mine.search"),
      "data-own": "text",
      "data-focus": "own:text",
      oninput: () => {
        clearTimeout(typing);
        typing = setTimeout(() => refilter(id, { text: text.value }), TYPED_MS);
      },
    });
    const field = h(
      "select",
      {
        "aria-label": store.t("mine.filterField"),
        "data-own": "filter-field",
        "data-focus": "own:filter-field",
        onchange: () => {
          refilter(id, { field: field.value, value: "", least: null, most: null });
          table.render();
        },
      },
      h("option", { value: "" }, store.t("mine.filterField")),
      columns.map(({ name }) => h("option", { value: name, selected: name === filter.field }, name)),
    );
    count.textContent = countWords(record);
    const column = columns.find(({ name }) => name === filter.field);
    const clear = () => {
      refilter(id, NO_FILTER);
      table.render();
    };
    return [
      h("h2", {}, title),
      text,
      field,
      ...valueFields(store, column, filter, (patch) => refilter(id, patch)),
      isFilter(filter) ? h("button", { class: "link", onclick: clear }, store.t("mine.clear")) : null,
      count,
      closer(),
    ].filter((part) => part !== null);
  };

  /** @param {OwnColumn} column */
  const headOf = ({ name, values }) => {
    const on = sort.name === name;
    return h(
      "button",
      {
        class: values ? "own-cell" : "own-cell number",
        role: "columnheader",
        "aria-sort": on ? (sort.down ? "descending" : "ascending") : "none",
        "data-focus": `own:sort:${name}`,
        title: name,
        onclick: () => {
          sort = { name, down: on && !sort.down };
          table.render();
        },
      },
      name,
      on ? h("span", { "aria-hidden": "true" }, sort.down ? " ▾" : " ▴") : null,
    );
  };

  const reorder = () => {
    const loaded = table.id && own.loaded.get(table.id);
    const record = table.id && own.record(table.id);
    if (!record) return;
    const column = columns.find(({ name }) => name === sort.name);
    order = ordered(column, record.count, loaded ? loaded.rows.flags : null, sort.down);
    spacer.style.height = `${Math.min(order.length * ROW_PX, MOST_HEIGHT_PX)}px`;
    scroller.scrollTop = 0;
    window();
  };

  // The rows in sight.
  const window = () => {
    if (node.hidden) return;
    const most = Math.min(order.length * ROW_PX, MOST_HEIGHT_PX);
    const stretch = most ? (order.length * ROW_PX) / most : 1;
    const first = Math.max(0, Math.floor((scroller.scrollTop * stretch) / ROW_PX) - SPARE_ROWS);
    const last = Math.min(order.length, first + Math.ceil(scroller.clientHeight / ROW_PX) + 2 * SPARE_ROWS);
    rowsNode.style.transform = `translateY(${Math.min((first * ROW_PX) / stretch, most)}px)`;
    rowsNode.replaceChildren(...Array.from(order.subarray(first, last), rowOf));
  };

  /** @param {number} row */
  const rowOf = (row) => {
    const id = /** @type {string} */ (table.id);
    const chosen = own.chosen?.id === id && own.chosen.row === row;
    const cells = columns
      .slice(0, MOST_FIELDS)
      .map((column) =>
        h("span", { class: column.values ? "own-cell" : "own-cell number", role: "cell" }, wordsOf(column, row)),
      );
    const go = () => {
      own.choose({ id, row });
      own.flyTo(id, row);
    };
    return h(
      "div",
      { class: "own-tr", role: "row", "data-row": row, "aria-selected": String(chosen), onclick: go },
      cells,
    );
  };

  scroller.addEventListener("scroll", () => window(), { passive: true });
  node.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") table.show(null);
  });
  new ResizeObserver(() => window()).observe(scroller);
  store.subscribe((_state, changed) => {
    if (changed.has("briefing") && own.map.presenter.on) table.show(null);
    else if (changed.has("language")) table.render();
  });
  return table;
}
