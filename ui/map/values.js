// The values of each filter: which there are, in which order, and what they are called.

import { FILTER_NAMES, NO_DISTRICT, valuesOf } from "./store.js";

const COLUMNS = ["4", "5", "11", "null"];
const KINDS = ["point", "line", "area", "citywide"];
const presentCache = new WeakMap();

// The values of a filter that any item has, in the catalogue's order.
export function presentValues(store, name) {
  if (!presentCache.has(store.doc)) {
    const sets = Object.fromEntries(FILTER_NAMES.map((filter) => [filter, new Set(store.doc.items.flatMap((item) => valuesOf(item, filter)))]));
    presentCache.set(store.doc, sets);
  }
  const present = presentCache.get(store.doc)[name];
  return orderOf(store, name).filter((value) => present.has(value));
}

function orderOf(store, name) {
  const { catalogue, units, items } = store.doc;
  if (name === "theme") return Object.keys(catalogue.themes);
  if (name === "stage") return Object.keys(catalogue.stages);
  if (name === "precision") return Object.keys(catalogue.precisions);
  if (name === "district") return [...units.map((unit) => unit.id), NO_DISTRICT];
  if (name === "column") return COLUMNS;
  if (name === "kind") return KINDS;
  const themes = Object.keys(catalogue.themes);
  const themeOf = new Map(items.map((item) => [item.category, themes.indexOf(item.theme)]));
  return [...themeOf.keys()].sort((a, b) => themeOf.get(a) - themeOf.get(b));
}

export function valueLabel(store, name, value) {
  const { catalogue, units } = store.doc;
  if (name === "theme") return store.label(catalogue.themes[value] ?? { zh: value });
  if (name === "stage") return store.label(catalogue.stages[value] ?? { zh: value });
  if (name === "precision") return store.label(catalogue.precisions[value] ?? { zh: value });
  if (name === "district" && value === NO_DISTRICT) return store.t("district.none");
  if (name === "district") return store.name(units.find((unit) => unit.id === value) ?? { name: value, name_en: value });
  if (name === "kind") return store.t(`kind.${value}`);
  if (name === "column") return value === "null" ? store.t("column.none") : store.t("column.n", { n: value });
  return store.state.language === "zh" ? value : (catalogue.categoryEn[value] ?? value);
}

// 福田、罗湖 or Futian, Luohu.
export function listed(store, words) {
  return words.join(store.state.language === "zh" ? "、" : ", ");
}
