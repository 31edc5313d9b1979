// The card of the chosen item: its names, the plan's own words, how sure the place is and why.

import { h, metres } from "./dom.js";
import { valueLabel } from "./tree.js";

export function buildCard(store, actions) {
  const node = h("aside", { class: "card", hidden: true, tabindex: "-1", "aria-live": "polite" });
  const render = () => {
    const { selection, candidates } = store.state;
    const item = store.byId.get(selection);
    const content = item ? card(store, item, actions) : candidates.length > 1 ? chooser(store, candidates, actions) : null;
    node.hidden = !content;
    node.replaceChildren(...(content ?? []));
    if (content) node.scrollTop = 0;
  };
  store.subscribe((state, changed) => {
    if (["selection", "candidates", "language", "ground"].some((key) => changed.has(key))) render();
  });
  render();
  return node;
}

function head(store, title, subtitle, actions) {
  return h("header", {}, h("div", {}, h("h2", {}, title), subtitle ? h("p", { class: "subtitle" }, subtitle) : null), h("button", { class: "icon", title: store.t("card.close"), "aria-label": store.t("card.close"), onclick: actions.close }, "✕"));
}

function chooser(store, ids, actions) {
  const items = ids.map((id) => store.byId.get(id)).filter(Boolean);
  const placed = items.some((item) => item.anchors);
  const title = placed ? store.t("card.several", { count: items.length }) : store.t("unplaced.title");
  return [head(store, title, placed ? "" : store.t("unplaced.hint"), actions), h("ul", { class: "choices" }, items.map((item) => choice(store, item, actions)))];
}

export function choice(store, item, actions) {
  const layer = store.layerById.get(item.layer);
  const detail = `${valueLabel(store, "category", item.category)} · ${valueLabel(store, "stage", item.stage)}`;
  return h("li", {}, h("button", { onclick: () => actions.select(item.id) }, h("span", { class: "dot", style: { background: store.color(layer) } }), h("span", {}, h("b", {}, store.name(item)), h("small", {}, detail))));
}

function card(store, item, actions) {
  const { state } = store;
  const other = state.language === "zh" ? item.name_en : item.name;
  const layer = store.layerById.get(item.layer);
  const theme = valueLabel(store, "theme", item.theme);
  const category = valueLabel(store, "category", item.category);
  const back = state.candidates.length > 1 ? h("button", { class: "link", onclick: actions.back }, `‹ ${store.t("card.back")}`) : null;
  return [
    head(store, store.name(item), other, actions),
    back,
    h("p", { class: "tags" }, h("span", { class: "tag", style: { borderColor: store.color(layer) } }, theme === category ? theme : `${theme} · ${category}`), h("span", { class: "tag" }, valueLabel(store, "stage", item.stage))),
    item.bounds ? null : h("p", { class: "warning" }, store.t("card.unplaced")),
    h("h3", {}, store.t("card.clause")),
    h("blockquote", { lang: "zh" }, item.clause.join("")),
    h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
    h("dl", {}, facts(store, item)),
    ...related(store, item, actions),
    item.note ? h("h3", {}, store.t("card.note")) : null,
    item.note ? h("p", { lang: "zh" }, item.note) : null,
    evidence(store, item),
  ].filter(Boolean);
}

function facts(store, item) {
  const rows = [];
  const add = (key, value) => value && rows.push(h("dt", {}, store.t(key)), h("dd", {}, value));
  add("card.verb", item.plan_verb);
  add("card.districts", item.districts.map((id) => valueLabel(store, "district", id)).join(store.state.language === "zh" ? "、" : ", "));
  const uncertainty = item.uncertainty_m ? `${store.state.language === "zh" ? "，" : ", "}${store.t("card.uncertainty", { metres: metres(item.uncertainty_m) })}` : "";
  add("card.precision", valueLabel(store, "precision", item.precision) + uncertainty + (item.inferred ? ` · ${store.t("card.inferred")}` : ""));
  add("card.aliases", item.aliases.join(" / "));
  return rows;
}

function related(store, item, actions) {
  const links = (key, items) =>
    items.length ? [h("h3", {}, store.t(key)), h("ul", { class: "choices" }, items.map((entry) => choice(store, entry, actions)))] : [];
  const byIds = (ids) => ids.map((id) => store.byId.get(id)).filter(Boolean);
  return [
    ...links("card.parent", byIds(item.parent ? [item.parent] : [])),
    ...links("card.children", store.doc.items.filter((entry) => entry.parent === item.id)),
    ...links("card.same", byIds(item.same_place_as)),
  ];
}

function evidence(store, item) {
  return h("details", { class: "evidence" }, h("summary", {}, `${store.t("card.evidence")} (${item.evidence.length})`), h("ul", {}, item.evidence.map((entry) => h("li", {}, h("span", { lang: "zh" }, entry.says), h("code", {}, entry.source)))));
}
