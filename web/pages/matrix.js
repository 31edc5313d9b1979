// Theme × stage: how many items, each number a filter.

import { isPicked, lets, togglePick } from "../state/counting.js";
import { h } from "../base/dom.js";
import { stageMark } from "../panel/marks.js";
import { countBadge, partsBy, partsOf, partsWords } from "../state/tally.js";
import { valueLabel } from "../state/values.js";

// How strongly the theme's colour may fill a cell so that the number on it stays readable.
const STRONGEST = { light: 50, dark: 30 };
const FAINTEST = 10;

/**
 * items: what is counted; also: filters that every cell sets besides its own, such as the district of a profile.
 * @param {Store} store
 * @param {ItemRecord[]} items
 * @param {Picks} [also]
 */
export function buildMatrix(store, items, also = {}) {
  const { catalogue } = store.doc;
  const themes = Object.keys(catalogue.themes);
  const stages = Object.values(catalogue.stages);
  const cells = partsBy(store, items, (item) => [`${item.theme} ${item.stage}`]);
  const byTheme = partsBy(store, items, (item) => [item.theme]);
  const byStage = partsBy(store, items, (item) => [item.stage]);
  const most = mostOf(cells);
  const head = stages.map((stage) =>
    h(
      "th",
      { scope: "col" },
      pickButton(store, { stage: stage.id }, also, [stageMark(stage), store.label(stage)], store.label(stage)),
    ),
  );
  const rows = themes.map((theme) => {
    const label = valueLabel(store, "theme", theme);
    const dot = h("span", { class: "dot", style: { background: store.color(catalogue.themes[theme]) } });
    const row = stages.map((stage) =>
      cell(store, { theme, stage: stage.id }, also, cells.get(`${theme} ${stage.id}`), most),
    );
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, pickButton(store, { theme }, also, [dot, label], label)),
      ...row,
      total(store, byTheme.get(theme), mostOf(byTheme), store.color(catalogue.themes[theme])),
    );
  });
  const foot = h(
    "tr",
    {},
    h("th", { scope: "row" }, store.t("pages.total")),
    ...stages.map((stage) =>
      h("td", { class: "sum" }, countBadge(store, byStage.get(stage.id), { "data-stage-total": stage.id })),
    ),
    h("td", { class: "sum" }, h("b", {}, countBadge(store, partsOf(store, items), { "data-matrix-total": "all" }))),
  );
  return h(
    "table",
    { class: "matrix" },
    h("caption", { class: "unseen" }, store.t("pages.matrix")),
    h("thead", {}, h("tr", {}, h("td", {}), ...head, h("th", { scope: "col", class: "sum" }, store.t("pages.total")))),
    h("tbody", {}, rows),
    h("tfoot", {}, foot),
  );
}

/** @param {Map<string, Parts>} counts */
function mostOf(counts) {
  return Math.max(1, ...[...counts.values()].map(({ all }) => all));
}

/**
 * @param {Store} store
 * @param {{ theme: string, stage: string }} picks
 * @param {Picks} also
 * @param {Parts | undefined} parts
 * @param {number} most
 */
function cell(store, picks, also, parts, most) {
  if (!parts) return h("td", { class: "none" }, h("span", { "aria-label": "0" }, "·"));
  const color = store.color(store.doc.catalogue.themes[picks.theme]);
  const label = store.t("pages.cell", {
    theme: valueLabel(store, "theme", picks.theme),
    stage: valueLabel(store, "stage", picks.stage),
    count: partsWords(store, parts),
  });
  const button = pickButton(store, picks, also, [countBadge(store, parts, { title: undefined })], label);
  // What the filters leave out is as faint as it gets.
  const share = button.classList.contains("off")
    ? FAINTEST
    : FAINTEST + (STRONGEST[store.state.appearance] - FAINTEST) * (parts.all / most);
  button.style.background = `color-mix(in srgb, ${color} ${Math.round(share)}%, transparent)`;
  button.dataset.cell = `${picks.theme} ${picks.stage}`;
  return h("td", {}, button);
}

/**
 * A row's total with a bar of its share, in the theme's colour.
 * @param {Store} store
 * @param {Parts | undefined} parts
 * @param {number} most
 * @param {string} color
 */
function total(store, parts, most, color) {
  return h(
    "td",
    { class: "sum" },
    h(
      "span",
      { class: "bar-track" },
      h("span", { class: "bar", style: { width: `${(100 * (parts?.all ?? 0)) / most}%`, background: color } }),
    ),
    countBadge(store, parts),
  );
}

/**
 * A button that filters by what it names, and no longer where it is pressed already.
 * @param {Store} store
 * @param {Picks} picks
 * @param {Picks} also
 * @param {Child[]} content
 * @param {string} label
 */
export function pickButton(store, picks, also, content, label) {
  const key = Object.entries(picks).flat(2).join("+");
  const classes = `pick${lets(store, { ...picks, ...also }) ? "" : " off"}`;
  return h(
    "button",
    {
      class: classes,
      "data-focus": `pick:${key}`,
      "data-pick": key,
      "aria-pressed": String(isPicked(store, { ...picks, ...also })),
      "aria-label": label,
      title: label,
      onclick: () => togglePick(store, picks, also),
    },
    ...content,
  );
}
