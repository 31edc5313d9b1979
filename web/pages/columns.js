// The columns that tables of items choose from: what a cell shows, and by what the column sorts.

import { sizeText } from "../state/counting.js";
import { h, metres } from "../base/dom.js";
import { precisionMark, stageMark } from "../panel/marks.js";
import { inkOf } from "../progress/colouring.js";
import { stateColumn } from "../panel/progress/statecolumn.js";
import { listed, valueLabel } from "../state/values.js";

const MAX_DISTRICTS = 2;
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * A column: key of its head's wording; cell: what stands in the row; rank: makes what items are ordered by.
 * What has nothing there comes last, whatever the direction.
 * @typedef {object} Column
 * @property {string} key
 * @property {boolean} [number]
 * @property {boolean} [marked]
 * @property {(store: Store, item: ItemRecord) => Child[]} cell
 * @property {(store: Store, item: ItemRecord) => string} [title]
 * @property {(store: Store) => (item: ItemRecord) => number | null | undefined} rank
 */
/** @typedef {{ column?: string, descending?: boolean }} Sort */
/** @typedef {{ number: boolean, text: string }} Piece of a name: digits or letters */

/** @type {Record<string, Column>} */
export const COLUMNS = {
  category: {
    key: "table.category",
    cell: (store, item) => [
      h("span", { class: "dot", style: { background: inkOf(store, item) } }),
      kindOf(store, item),
    ],
    title: (store, item) =>
      `${valueLabel(store, "theme", item.theme)} · ${valueLabel(store, "category", item.category)}`,
    rank: (store) => {
      const order = new Map(
        [...new Set(store.doc.items.map((item) => item.category))].map((category, index) => [category, index]),
      );
      const themes = Object.keys(store.doc.catalogue.themes);
      return (item) => themes.indexOf(item.theme) * 1000 + (order.get(item.category) ?? 0);
    },
  },
  stage: {
    key: "filter.stage",
    marked: true,
    cell: (store, item) => [
      stageMark(store.doc.catalogue.stages[item.stage], {
        kind: item.located,
        color: inkOf(store, item),
      }),
      valueLabel(store, "stage", item.stage),
    ],
    rank: (store) => orderIn(Object.keys(store.doc.catalogue.stages), (item) => item.stage),
  },
  state: stateColumn,
  districts: {
    key: "card.districts",
    cell: (store, item) => [districtsText(store, item)],
    title: (store, item) => districtNames(store, item),
    rank: (store) => {
      const units = store.doc.units.map((unit) => unit.id);
      return (item) => (item.districts.length ? units.indexOf(item.districts[0]) * 100 + item.districts.length : null);
    },
  },
  precision: {
    key: "filter.precision",
    marked: true,
    cell: (store, item) => [
      precisionMark(store.doc.catalogue.precisions[item.precision]),
      h("span", { class: "precision-word" }, valueLabel(store, "precision", item.precision)),
    ],
    title: (store, item) => valueLabel(store, "precision", item.precision),
    rank: (store) => orderIn(Object.keys(store.doc.catalogue.precisions), (item) => item.precision),
  },
  uncertainty: {
    key: "table.uncertainty",
    number: true,
    cell: (_store, item) => [item.uncertainty_m ? `±${metres(item.uncertainty_m)}` : ""],
    rank: () => (item) => item.uncertainty_m,
  },
  size: {
    key: "table.size",
    number: true,
    cell: (_store, item) => [sizeText(item.size, item.located)],
    // Lengths first, then areas: km and km² are not compared.
    rank: () => (item) => (item.size === undefined ? null : item.size + (item.located === "line" ? 1e7 : 0)),
  },
  column: {
    key: "table.column",
    cell: (store, item) => [
      item.plan_column === null ? store.t("table.inText") : store.t("table.inPlanColumn", { n: item.plan_column }),
    ],
    title: (_store, item) => item.section,
    rank: () => (item) => item.plan_column ?? LAST,
  },
};

/**
 * The size of the part inside one unit, beside the whole.
 * @param {string} unit
 * @returns {Column}
 */
export function insideColumn(unit) {
  /** @param {ItemRecord} item */
  const inside = (item) => item.inside?.[unit];
  return {
    key: "districts.inside",
    number: true,
    cell: (_store, item) => [sizeText(inside(item), item.located)],
    title: (store, item) =>
      item.size ? store.t("districts.ofWhole", { size: sizeText(item.size, item.located) }) : "",
    rank: () => (item) => {
      const size = inside(item);
      return size === undefined ? null : size + (item.located === "line" ? 1e7 : 0);
    },
  };
}

/**
 * @param {string[]} keys
 * @param {(item: ItemRecord) => string} keyOf
 * @returns {(item: ItemRecord) => number}
 */
function orderIn(keys, keyOf) {
  return (item) => keys.indexOf(keyOf(item));
}

/**
 * Where one layer holds a whole theme, the theme's name says it shorter.
 * @param {Store} store
 * @param {ItemRecord} item
 */
function kindOf(store, item) {
  const ofTheme = store.doc.catalogue.layers.filter((layer) => layer.theme === item.theme);
  return ofTheme.length > 1 ? valueLabel(store, "category", item.category) : valueLabel(store, "theme", item.theme);
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function districtNames(store, item) {
  return listed(
    store,
    item.districts.map((id) => valueLabel(store, "district", id)),
  );
}

/**
 * @param {Store} store
 * @param {ItemRecord} item
 */
function districtsText(store, item) {
  const names = item.districts.map((id) => shortName(store, id));
  if (!names.length) return store.t("table.noDistrict");
  if (names.length <= MAX_DISTRICTS) return listed(store, names);
  return store.t("table.more", { first: names[0], count: names.length - 1 });
}

/**
 * The English sub-headings of Column 4 name the units without the word District.
 * @param {Store} store
 * @param {string} id
 */
function shortName(store, id) {
  const unit = store.doc.units.find((entry) => entry.id === id);
  return unit ? (store.state.language === "zh" ? unit.name : unit.short_en) : id;
}

/**
 * By what names are ordered, in the browser as in the workbook (exports/data/ordering.py): Chinese by pinyin syllable
 * after syllable, English by letters; numbers by their size, before letters.
 * @param {Store} store
 * @param {ItemRecord} item
 * @returns {Piece[]}
 */
function nameKey(store, item) {
  const words = store.state.language === "zh" ? (item.pinyin[0] ?? []) : [item.name_en.toLowerCase()];
  return words
    .flatMap((word) => word.match(/[0-9]+|[^0-9]+/g) ?? [])
    .map((part) =>
      /^[0-9]/.test(part) ? { number: true, text: part.replace(/^0+/, "") } : { number: false, text: part },
    );
}

/**
 * @param {Piece[]} one
 * @param {Piece[]} other
 */
function compareKeys(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const [a, b] = [one[at], other[at]];
    if (a.number !== b.number) return a.number ? -1 : 1;
    const difference = (a.number ? a.text.length - b.text.length : 0) || inOrder(a.text, b.text);
    if (difference) return difference;
  }
  return one.length - other.length;
}

/**
 * @param {string} one
 * @param {string} other
 */
function inOrder(one, other) {
  return one < other ? -1 : Number(one > other);
}

/**
 * Items in the order of a column; the plan's own order decides between equals.
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @param {Sort} sort
 */
export function sorted(store, items, { column, descending }) {
  if (!column) return items;
  const turn = descending ? -1 : 1;
  if (column === "name") return ordered(items, (item) => nameKey(store, item), compareKeys, turn);
  return ordered(items, COLUMNS[column].rank(store), (one, other) => one - other, turn);
}

/**
 * What has no key comes last.
 * @template K
 * @param {ItemRecord[]} items
 * @param {(item: ItemRecord) => K | null | undefined} keyOf
 * @param {(one: K, other: K) => number} compare
 * @param {number} turn -1 for the other direction
 */
function ordered(items, keyOf, compare, turn) {
  const rows = items.map((item, index) => ({ item, index, key: keyOf(item) ?? null }));
  rows.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.index - b.index;
    return compare(a.key, b.key) * turn || a.index - b.index;
  });
  return rows.map((row) => row.item);
}
