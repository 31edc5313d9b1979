// What tells two views apart, in words: each says what it has and the other has not.

import { today } from "../progress/days.js";
import { listed, valueLabel } from "../state/values.js";

// Of longer lists the first are named.
const MOST_NAMED = 3;

/**
 * What each of two views shows that the other does not, in order of weight; the same number of words for both.
 * @param {Store} store of the language, the plan and the names
 * @param {Compared} one
 * @param {Compared} other
 * @returns {[string[], string[]]}
 */
export function differences(store, one, other) {
  const rows = [
    days(store, one, other),
    ...[...store.facets.keys()].map((name) => picked(store, name, one, other)),
    ...texts(store, one, other),
    named(store, one.unit, other.unit),
    named(store, one.selection, other.selection),
    one.tint === other.tint ? null : [one, other].map(({ tint }) => store.t(`tint.${tint}`)),
    layers(store, one, other),
    one.own.join() === other.own.join()
      ? null
      : [one, other].map(({ own }) => store.t("compare.own", { count: own.length })),
    one.base === other.base ? null : [one, other].map(({ base }) => basemap(store, base)),
  ].filter((row) => row !== null);
  return [rows.map(([words]) => words), rows.map(([, words]) => words)];
}

/**
 * A day says nothing where no colour tells of progress on it.
 * @param {Store} store
 * @param {Compared} one
 * @param {Compared} other
 */
function days(store, one, other) {
  if (one.day === other.day) return null;
  return [one, other].map(({ day }) => day ?? store.t("compare.today", { day: today() }));
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {Compared} one
 * @param {Compared} other
 */
function picked(store, name, one, other) {
  // In the order of the panel: the one in which they were picked tells nothing apart.
  const order = store.facet(name).values.map(({ id }) => id);
  const [mine, theirs] = [one, other].map(({ filters }) => {
    const picked = /** @type {Set<string>} */ (filters[name]);
    const known = order.filter((value) => picked.has(value));
    return [...known, ...[...picked].filter((value) => !order.includes(value)).sort()];
  });
  if (mine.join() === theirs.join()) return null;
  return [mine, theirs].map((values) => {
    if (!values.length) return store.t("compare.all", { filter: store.t(`filter.${name}`) });
    if (values.length > MOST_NAMED)
      return `${store.t(`filter.${name}`)} ${store.t("search.count", { count: values.length })}`;
    return listed(
      store,
      values.map((value) => valueLabel(store, name, value)),
    );
  });
}

/**
 * @param {Store} store
 * @param {Compared} one
 * @param {Compared} other
 */
function texts(store, one, other) {
  const [mine, theirs] = [one, other].map(({ filters }) => filters.text.trim());
  if (mine === theirs) return [];
  return [[mine, theirs].map((words) => words || store.t("compare.all", { filter: store.t("search.words") }))];
}

/**
 * @param {Store} store
 * @param {string | null} one
 * @param {string | null} other
 */
function named(store, one, other) {
  if (one === other) return null;
  return [one, other].map((id) => {
    const item = id === null ? undefined : store.byId.get(id);
    return item ? store.name(item) : store.t("compare.city");
  });
}

/**
 * @param {Store} store
 * @param {Compared} one
 * @param {Compared} other
 */
function layers(store, one, other) {
  const [mine, theirs] = [
    [one, other],
    [other, one],
  ].map(([on, off]) =>
    store.doc.catalogue.layers.filter(({ id }) => on.layers.has(id) && !off.layers.has(id)).map(store.label, store),
  );
  if (!mine.length && !theirs.length) return null;
  return [mine, theirs].map((names) => {
    if (!names.length) return store.t("compare.noLayers");
    const first = listed(store, names.slice(0, MOST_NAMED));
    return names.length > MOST_NAMED
      ? store.t("compare.layersMore", { layers: first, count: names.length })
      : store.t("compare.layers", { layers: first });
  });
}

/**
 * @param {Store} store
 * @param {string} base
 */
function basemap(store, base) {
  const known = { city: "basemap.city", none: "basemap.none" };
  const name = base in known ? store.t(known[/** @type {keyof typeof known} */ (base)]) : base;
  return store.t("compare.base", { name });
}
