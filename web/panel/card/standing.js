// What the ledger says of an item in a few words: its state beside the plan's promise, how old that is, what slipped.

import { valueLabel } from "../../state/values.js";

const MOST_PARTS = 4;
// A title this long says less than its publisher.
const LONG_TITLE = 24;

/**
 * The plan's own verb; in English, and where it has none, its stage.
 * @param {Store} store
 * @param {ItemRecord} item
 */
export function promised(store, item) {
  const verb = store.state.language === "zh" && item.plan_verb;
  return store.t("progress.promise", { verb: verb || valueLabel(store, "stage", item.stage) });
}

/**
 * Since when it is so, and how old the newest evidence is; of a search in vain, when it was made.
 * @param {Store} store
 * @param {ItemProgress} known
 */
export function asOf(store, known) {
  const since = known.since ? `${store.t("progress.since", { date: known.since })} · ` : "";
  if (known.as_of) return since + store.t("progress.asOf", { date: known.as_of });
  return known.looked_for ? store.t("progress.searched", { date: known.looked_for }) : store.t("progress.undated");
}

/**
 * The short name of a source: its title, or who published it.
 * @param {ProgressSource | undefined} source
 */
export function shortSource(source) {
  if (!source) return "";
  return source.title.length > LONG_TITLE && source.publisher ? source.publisher : source.title;
}

/**
 * What the document has under an id, which may be any word of a file.
 * @template T
 * @param {Record<string, T>} table
 * @param {string} id
 * @returns {T | undefined}
 */
export function under(table, id) {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/**
 * What there is to say beside the state, a line each.
 * @param {Store} store
 * @param {ItemProgress} known
 */
export function remarks(store, known) {
  const { done, of, state } = known;
  const weak = known.confidence === "low" ? store.t("progress.weak") : "";
  const doubts = [weak, known.conflicts.length ? store.t("progress.conflict") : ""].filter(Boolean);
  return [
    ...(of && state !== "unknown" ? [store.t("progress.children", { done, of })] : []),
    ...slipped(store, known),
    ...(doubts.length ? [doubts.join(" · ")] : []),
  ];
}

/**
 * The parts that events name, each with its state: names as the sources have them.
 * @param {Store} store
 * @param {ItemProgress} known
 */
export function partWords(store, { parts, of }) {
  // Those of a parent are items, which the card lists.
  if (!parts.length || of) return "";
  const named = parts
    .slice(0, MOST_PARTS)
    .map(({ name, state }) => store.t("progress.part", { name, state: store.t(`state.${state}`) }));
  const rest = parts.length - named.length;
  if (rest) named.push(store.t("progress.more", { count: rest }));
  return store.t("progress.parts", { parts: named.join(store.state.language === "zh" ? "；" : "; ") });
}

/**
 * How often a start or an end was announced in vain, and for when it was promised first.
 * @param {Store} store
 * @param {ItemProgress} known
 * @returns {string[]}
 */
export function slipped(store, { slips, start_announced }) {
  /** @type {Map<string, { goal: string, part: string, years: number[] }>} */
  const groups = new Map();
  for (const { goal, part, year } of slips) {
    const key = `${goal} ${part}`;
    const group = groups.get(key) ?? { goal, part, years: [] };
    group.years.push(year);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ goal, part, years }) => {
    // The year in which it began at last was announced as well.
    const all = goal === "start" && !part ? [...new Set([...years, ...start_announced])].sort((a, b) => a - b) : years;
    const what = announced(store, goal, all);
    return part ? store.t("progress.ofPart", { part, what }) : what;
  });
}

/**
 * @param {Store} store
 * @param {string} goal
 * @param {number[]} years
 */
function announced(store, goal, years) {
  const given = { count: years.length, year: years[0] };
  if (goal === "start") return store.t(years.length > 1 ? "progress.startOften" : "progress.startOnce", given);
  return store.t(years.length > 1 ? "progress.openOften" : "progress.openOnce", given);
}
