// What may be asked about or looked for, as selectors: the whole plan, the present filter, drawn areas, own layers,
// items by search, themes, layers, categories, districts.

import { encodeView } from "../../state/view.js";
import { suggestions } from "../../state/suggestions.js";
import { presentValues, valueLabel } from "../../state/values.js";
import { defaults } from "../../state/defaults.js";
import { vocabulary } from "../../state/decoding.js";
import { areaText, geodesicAreaM2 } from "../../map/measure.js";

const MOST_ITEMS = 8;
const DECIMALS = 5;
/** Characters of an area in a link, beside which the rest of a question has room. */
const MOST_AREA = 1500;

/** @typedef {{ selector: string, label: string, items?: ItemRecord[] }} Choice items: of a part of the plan */
/** @typedef {{ id: string, title: string }} OwnTitle */

/**
 * Groups of choices whose labels have the words typed; those of the whole plan come first.
 * @param {PlanMap} map
 * @param {string} typed
 * @param {OwnTitle[]} own
 * @returns {{ heading: string, choices: Choice[] }[]}
 */
export function choices(map, typed, own) {
  const { store } = map;
  const headed = (/** @type {string} */ key) => store.t(`ask.group.${key}`);
  const groups = [
    { heading: headed("now"), choices: [...present(map), ...drawn(map)] },
    { heading: headed("own"), choices: own.map(({ id, title }) => ({ selector: `own=${id}`, label: title })) },
    { heading: headed("theme"), choices: facet(store, "theme", (item) => item.theme) },
    { heading: headed("unit"), choices: units(store) },
    { heading: headed("district"), choices: facet(store, "district") },
    { heading: headed("layer"), choices: layers(store) },
    { heading: headed("category"), choices: facet(store, "category", (item) => item.category) },
  ];
  const words = typed.trim().toLowerCase();
  const fits = (/** @type {Choice} */ { label }) => label.toLowerCase().includes(words);
  const fitting = groups.map(({ heading, choices: all }) => ({ heading, choices: words ? all.filter(fits) : all }));
  const named = eachOnce(fitting);
  const items = { heading: headed("item"), choices: words ? found(store, typed) : [] };
  return (words ? [items, ...named] : named).filter(({ choices: all }) => all.length);
}

/**
 * Parts of the plan that hold the same items are offered once, under the first of their names; of two that bear one
 * name the second says how many it holds.
 * @param {{ heading: string, choices: Choice[] }[]} groups
 */
export function eachOnce(groups) {
  const known = new Set();
  const labels = new Set();
  /** @param {Choice} choice @returns {Choice[]} */
  const once = (choice) => {
    const { selector, label, items } = choice;
    if (!items) return [choice];
    const held = items.map(({ id }) => id).join(" ");
    if (known.has(held)) return [];
    known.add(held);
    const told = labels.has(label) ? `${label} (${items.length})` : label;
    labels.add(label);
    return [{ selector, label: told }];
  };
  return groups.map(({ heading, choices: all }) => ({ heading, choices: all.flatMap(once) }));
}

/** @param {Store} store @param {string} typed */
function found(store, typed) {
  return suggestions(store, typed, MOST_ITEMS).found.map(({ item }) => ({
    selector: item.layer === "units" ? `unit=${item.id}` : `sel=${item.id}`,
    label: store.name(item),
  }));
}

/** @param {PlanMap} map @returns {Choice[]} */
function present({ store }) {
  const { selection } = store.state;
  const item = store.byId.get(selection ?? "");
  const filter = store.isFiltered()
    ? encodeView(store.doc, { ...defaults(store.doc), filters: store.state.filters }, null)
    : "";
  return [
    ...(item ? [{ selector: `sel=${item.id}`, label: store.t("ask.chosen", { name: store.name(item) }) }] : []),
    ...(filter
      ? [{ selector: decodeURIComponent(filter), label: store.t("ask.filtered", { count: store.matching.length }) }]
      : []),
    { selector: "", label: store.t("ask.wholePlan") },
  ];
}

/**
 * Areas of the drawing in hand.
 * @param {PlanMap} map
 * @returns {Choice[]}
 */
function drawn({ draw, store }) {
  const areas = draw?.drawings.current.features.filter(({ kind }) => kind === "area") ?? [];
  return areas.map(({ path, text }) => ({
    selector: `area=${areaSelector(path)}`,
    label: text || store.t("ask.drawnArea", { size: areaText(geodesicAreaM2(path)) }),
  }));
}

/**
 * The corners of an area as a selector has them; of one with too many for a link those that matter least are left out.
 * @param {Place[]} path
 */
export function areaSelector(path) {
  const corners = path.map(([x, y]) => [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))]);
  let written = corners.join();
  while (written.length > MOST_AREA && corners.length > 3) {
    corners.splice(leastOf(corners), 1);
    written = corners.join();
  }
  return written;
}

/** @param {Place[]} corners */
function leastOf(corners) {
  const { length } = corners;
  const sizes = corners.map(([x, y], at) => {
    const [x1, y1] = corners[(at + length - 1) % length];
    const [x2, y2] = corners[(at + 1) % length];
    return Math.abs((x - x1) * (y2 - y1) - (x2 - x1) * (y - y1));
  });
  return sizes.indexOf(Math.min(...sizes));
}

/** @param {Store} store @returns {Choice[]} */
function units(store) {
  return store.doc.units.map((unit) => ({ selector: `unit=${unit.id}`, label: store.name(store.item(unit.id)) }));
}

/**
 * @param {Store} store
 * @param {string} name
 * @param {(item: ItemRecord) => string} [partOf] where its values part the plan
 * @returns {Choice[]}
 */
function facet(store, name, partOf) {
  const { parameter } = store.facet(name);
  const slugs = slugsOf(store, name);
  return presentValues(store, name).map((value) => ({
    selector: `${parameter}=${slugs.get(value)}`,
    label: valueLabel(store, name, value),
    ...(partOf ? { items: store.doc.items.filter((item) => partOf(item) === value) } : {}),
  }));
}

/** @param {Store} store @param {string} name @returns {Map<string, string>} id of a value -> its name in links */
function slugsOf(store, name) {
  return new Map([...(vocabulary(store.doc).get(name) ?? [])].map(([slug, id]) => [id, slug]));
}

/**
 * A layer is what its items' theme and categories are.
 * @param {Store} store
 * @returns {Choice[]}
 */
function layers(store) {
  const themes = slugsOf(store, "theme");
  const categories = slugsOf(store, "category");
  return store.doc.catalogue.layers.flatMap((layer) => {
    const items = store.doc.items.filter((item) => item.layer === layer.id);
    const of = new Set(items.map((item) => categories.get(item.category)));
    if (!items.length || layer.id === "units") return [];
    return [
      { selector: `theme=${themes.get(items[0].theme)}&cat=${[...of].join()}`, label: store.label(layer), items },
    ];
  });
}
