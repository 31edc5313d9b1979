// The columns that tables of items choose from: what a cell shows, and by what the column sorts.

import { sizeText } from "./counting.js";
import { h, metres } from "./dom.js";
import { precisionMark, stageMark } from "./marks.js";
import { listed, valueLabel } from "./values.js";

const MAX_DISTRICTS = 2;
const LAST = Number.MAX_SAFE_INTEGER;

// cell(store, item) is what stands in the row; rank(store) gives the function that items are ordered by, a number or a text.
// Blank: what has nothing there comes last, whatever the direction.
export const COLUMNS = {
  category: {
    key: "table.category",
    cell: (store, item) => [h("span", { class: "dot", style: { background: store.color(store.layerById.get(item.layer)) } }), kindOf(store, item)],
    title: (store, item) => `${valueLabel(store, "theme", item.theme)} · ${valueLabel(store, "category", item.category)}`,
    rank: (store) => {
      const order = new Map([...new Set(store.doc.items.map((item) => item.category))].map((category, index) => [category, index]));
      const themes = Object.keys(store.doc.catalogue.themes);
      return (item) => themes.indexOf(item.theme) * 1000 + order.get(item.category);
    },
  },
  stage: {
    key: "filter.stage",
    marked: true,
    cell: (store, item) => [stageMark(store.doc.catalogue.stages[item.stage], { kind: item.located, color: store.color(store.layerById.get(item.layer)) }), valueLabel(store, "stage", item.stage)],
    rank: (store) => orderIn(Object.keys(store.doc.catalogue.stages), (item) => item.stage),
  },
  districts: {
    key: "card.districts",
    cell: (store, item) => [districtsText(store, item)],
    title: (store, item) => listed(store, item.districts.map((id) => valueLabel(store, "district", id))),
    rank: (store) => {
      const units = store.doc.units.map((unit) => unit.id);
      return (item) => (item.districts.length ? units.indexOf(item.districts[0]) * 100 + item.districts.length : null);
    },
  },
  precision: {
    key: "filter.precision",
    marked: true,
    cell: (store, item) => [precisionMark(store.doc.catalogue.precisions[item.precision].edge), h("span", { class: "precision-word" }, valueLabel(store, "precision", item.precision))],
    title: (store, item) => valueLabel(store, "precision", item.precision),
    rank: (store) => orderIn(Object.keys(store.doc.catalogue.precisions), (item) => item.precision),
  },
  uncertainty: {
    key: "table.uncertainty",
    number: true,
    cell: (store, item) => [item.uncertainty_m ? `±${metres(item.uncertainty_m)}` : ""],
    rank: () => (item) => item.uncertainty_m,
  },
  size: {
    key: "table.size",
    number: true,
    cell: (store, item) => [sizeText(item.size, item.located)],
    // Lengths first, then areas: km and km² are not compared.
    rank: () => (item) => (item.size === undefined ? null : item.size + (item.located === "line" ? 1e7 : 0)),
  },
  column: {
    key: "table.column",
    cell: (store, item) => [item.column === null ? store.t("table.inText") : store.t("table.inColumn", { n: item.column })],
    title: (store, item) => item.section,
    rank: () => (item) => item.column ?? LAST,
  },
};

// The size of the part inside one unit, beside the whole.
export function insideColumn(unit) {
  const inside = (item) => item.inside?.[unit];
  return {
    key: "districts.inside",
    number: true,
    cell: (store, item) => [sizeText(inside(item), item.located)],
    title: (store, item) => (item.size ? store.t("districts.ofWhole", { size: sizeText(item.size, item.located) }) : ""),
    rank: () => (item) => (inside(item) === undefined ? null : inside(item) + (item.located === "line" ? 1e7 : 0)),
  };
}

function orderIn(keys, keyOf) {
  return (item) => keys.indexOf(keyOf(item));
}

// Where one layer holds a whole theme, the theme's name says it shorter.
function kindOf(store, item) {
  const ofTheme = store.doc.catalogue.layers.filter((layer) => layer.theme === item.theme);
  return ofTheme.length > 1 ? valueLabel(store, "category", item.category) : valueLabel(store, "theme", item.theme);
}

function districtsText(store, item) {
  const names = item.districts.map((id) => shortName(store, id));
  if (!names.length) return store.t("table.noDistrict");
  if (names.length <= MAX_DISTRICTS) return listed(store, names);
  return store.t("table.more", { first: names[0], count: names.length - 1 });
}

// The English sub-headings of Column 4 name the units without the word District.
function shortName(store, id) {
  const unit = store.doc.units.find((entry) => entry.id === id);
  return unit ? valueLabel(store, "category", unit.name) : id;
}

// By what names are ordered, in the browser as in the workbook (exports/ordering.py): Chinese by pinyin syllable after syllable,
// English by letters; numbers by their size, before letters.
function nameKey(store, item) {
  const words = store.state.language === "zh" ? (item.pinyin[0] ?? []) : [item.name_en.toLowerCase()];
  return words.flatMap((word) => word.match(/[0-9]+|[^0-9]+/g) ?? []).map((part) => (/^[0-9]/.test(part) ? { digits: part.replace(/^0+/, "") } : { letters: part }));
}

function compareKeys(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const [a, b] = [one[at], other[at]];
    const difference = "digits" in a !== "digits" in b ? ("digits" in a ? -1 : 1) : "digits" in a ? a.digits.length - b.digits.length || inOrder(a.digits, b.digits) : inOrder(a.letters, b.letters);
    if (difference) return difference;
  }
  return one.length - other.length;
}

function inOrder(one, other) {
  return one < other ? -1 : Number(one > other);
}

// Items in the order of a column; the plan's own order decides between equals.
export function sorted(store, items, { column, descending }) {
  if (!column) return items;
  const rank = column === "name" ? (item) => nameKey(store, item) : COLUMNS[column].rank(store);
  const compare = column === "name" ? compareKeys : (one, other) => one - other;
  const rows = items.map((item, index) => ({ item, index, key: rank(item) }));
  const blank = (row) => row.key === null || row.key === undefined;
  rows.sort((a, b) => blank(a) - blank(b) || (blank(a) ? 0 : compare(a.key, b.key) * (descending ? -1 : 1)) || a.index - b.index);
  return rows.map((row) => row.item);
}
