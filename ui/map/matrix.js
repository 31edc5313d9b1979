// Theme × stage: how many items, each number a filter.

import { isPicked, lets, togglePick } from "./counting.js";
import { h } from "./dom.js";
import { stageMark } from "./marks.js";
import { countBadge, partsBy, partsOf, partsWords } from "./tally.js";
import { valueLabel } from "./values.js";

// How strongly the theme's colour may fill a cell so that the number on it stays readable.
const STRONGEST = { light: 50, dark: 30 };
const FAINTEST = 10;

// items: what is counted; also: filters that every cell sets besides its own, such as the district of a profile.
export function buildMatrix(store, items, also = {}) {
  const { catalogue } = store.doc;
  const themes = Object.keys(catalogue.themes);
  const stages = Object.values(catalogue.stages);
  const cells = partsBy(store, items, (item) => [`${item.theme} ${item.stage}`]);
  const byTheme = partsBy(store, items, (item) => [item.theme]);
  const byStage = partsBy(store, items, (item) => [item.stage]);
  const most = mostOf(cells);
  const head = stages.map((stage) => h("th", { scope: "col" }, pickButton(store, { stage: stage.id }, also, [stageMark(stage), store.label(stage)], store.label(stage))));
  const rows = themes.map((theme) => {
    const label = valueLabel(store, "theme", theme);
    const dot = h("span", { class: "dot", style: { background: store.color(catalogue.themes[theme]) } });
    const row = stages.map((stage) => cell(store, { theme, stage: stage.id }, also, cells.get(`${theme} ${stage.id}`), most));
    return h("tr", {}, h("th", { scope: "row" }, pickButton(store, { theme }, also, [dot, label], label)), ...row, total(store, byTheme.get(theme), mostOf(byTheme), store.color(catalogue.themes[theme])));
  });
  const foot = h("tr", {}, h("th", { scope: "row" }, store.t("pages.total")), ...stages.map((stage) => h("td", { class: "sum" }, countBadge(store, byStage.get(stage.id), { "data-stage-total": stage.id }))), h("td", { class: "sum" }, h("b", {}, countBadge(store, partsOf(store, items), { "data-matrix-total": "all" }))));
  return h(
    "table",
    { class: "matrix" },
    h("caption", { class: "unseen" }, store.t("pages.matrix")),
    h("thead", {}, h("tr", {}, h("td", {}), ...head, h("th", { scope: "col", class: "sum" }, store.t("pages.total")))),
    h("tbody", {}, rows),
    h("tfoot", {}, foot),
  );
}

function mostOf(counts) {
  return Math.max(1, ...[...counts.values()].map(({ all }) => all));
}

function cell(store, wanted, also, parts, most) {
  if (!parts) return h("td", { class: "none" }, h("span", { "aria-label": "0" }, "·"));
  const color = store.color(store.doc.catalogue.themes[wanted.theme]);
  const label = store.t("pages.cell", { theme: valueLabel(store, "theme", wanted.theme), stage: valueLabel(store, "stage", wanted.stage), count: partsWords(store, parts) });
  const button = pickButton(store, wanted, also, [countBadge(store, parts, { title: undefined })], label);
  // What the filters leave out is as faint as it gets.
  const share = button.classList.contains("off") ? FAINTEST : FAINTEST + (STRONGEST[store.state.ground] - FAINTEST) * (parts.all / most);
  button.style.background = `color-mix(in srgb, ${color} ${Math.round(share)}%, transparent)`;
  button.dataset.cell = `${wanted.theme} ${wanted.stage}`;
  return h("td", {}, button);
}

// A row's total with a bar of its share, in the theme's colour.
function total(store, parts, most, color) {
  return h("td", { class: "sum" }, h("span", { class: "bar-track" }, h("span", { class: "bar", style: { width: `${(100 * (parts?.all ?? 0)) / most}%`, background: color } })), countBadge(store, parts));
}

// A button that filters by what it names, and no longer where it is pressed already.
export function pickButton(store, wanted, also, content, label) {
  const key = Object.entries(wanted).flat(2).join("+");
  const classes = `pick${lets(store, { ...wanted, ...also }) ? "" : " off"}`;
  return h("button", { class: classes, "data-focus": `pick:${key}`, "data-pick": key, "aria-pressed": String(isPicked(store, { ...wanted, ...also })), "aria-label": label, title: label, onclick: () => togglePick(store, wanted, also) }, ...content);
}
