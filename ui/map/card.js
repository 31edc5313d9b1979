// The card of the chosen item: its names, the plan's own words, how sure the place is and why.

import { coordinates, precisionWords, sizeFact } from "./card-place.js";
import { copyButton } from "./copy.js";
import { h } from "./dom.js";
import { swatch } from "./swatch.js";
import { listed, valueLabel } from "./values.js";

const UNITS = "units";
const REDRAWN_BY = ["selection", "candidates", "language", "ground"];

export function buildCard(store, actions) {
  const title = h("p", { class: "unseen", role: "status" });
  const body = h("div", {});
  const node = h("aside", { class: "card", hidden: true, tabindex: "-1" }, title, body);
  let opener = null;
  const focused = () => node.getRootNode().activeElement;
  const render = (state, changed) => {
    const { selection, candidates } = store.state;
    const item = store.byId.get(selection);
    const content = item ? card(store, item, actions) : candidates.length > 1 ? chooser(store, candidates, actions) : null;
    const inside = node.contains(focused());
    if (content && node.hidden) opener = focused();
    node.hidden = !content;
    node.setAttribute("aria-label", store.t("card.label"));
    title.textContent = item ? store.name(item) : "";
    body.replaceChildren(...(content ?? []));
    if (changed?.has("selection") || changed?.has("candidates")) node.scrollTop = 0;
    // Whoever was reading the card by keyboard stays in it, or goes back to where it was opened from.
    if (inside) (content ? node : opener?.isConnected ? opener : node.parentNode?.querySelector(".stage"))?.focus({ preventScroll: true });
  };
  store.subscribe((state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render(state, changed));
  render();
  return node;
}

function head(store, title, subtitle, actions) {
  const close = store.t("card.close");
  return h("header", {}, h("div", {}, h("h2", {}, title), subtitle ? h("p", { class: "subtitle" }, subtitle) : null), h("button", { class: "icon", title: close, "aria-label": close, onclick: actions.close }, "✕"));
}

function chooser(store, ids, actions) {
  const items = ids.map((id) => store.byId.get(id)).filter(Boolean);
  const placed = items.some((item) => item.anchors);
  const title = placed ? store.t("card.several", { count: items.length }) : store.t("unplaced.title");
  return [head(store, title, placed ? "" : store.t("unplaced.hint"), actions), h("ul", { class: "choices" }, items.map((item) => choice(store, item, actions)))];
}

export function choice(store, item, actions) {
  const detail = `${valueLabel(store, "category", item.category)} · ${valueLabel(store, "stage", item.stage)}`;
  return h("li", {}, h("button", { onclick: () => actions.select(item.id) }, swatch(store, store.layerById.get(item.layer)), h("span", {}, h("b", {}, store.name(item)), h("small", {}, detail))));
}

function card(store, item, actions) {
  const { state } = store;
  const other = state.language === "zh" ? item.name_en : item.name;
  const back = state.candidates.length > 1 ? h("button", { class: "link", onclick: actions.back }, `‹ ${store.t("card.back")}`) : null;
  return [
    head(store, store.name(item), other, actions),
    back,
    tags(store, item),
    tools(store, item, actions),
    item.bounds ? null : h("p", { class: "warning" }, store.t("card.unplaced")),
    h("h3", {}, store.t("card.clause")),
    h("blockquote", { lang: "zh" }, item.clause.join("")),
    h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
    surrounding(store, item, actions),
    h("dl", {}, facts(store, item)),
    ...coordinates(store, item),
    ...related(store, item, actions),
    ...note(store, item),
    evidence(store, item),
  ].filter(Boolean);
}

function tags(store, item) {
  const layer = store.layerById.get(item.layer);
  const theme = valueLabel(store, "theme", item.theme);
  const category = valueLabel(store, "category", item.category);
  return h("p", { class: "tags" }, h("span", { class: "tag", style: { borderColor: store.color(layer) } }, theme === category ? theme : `${theme} · ${category}`), h("span", { class: "tag" }, valueLabel(store, "stage", item.stage)));
}

function tools(store, item, actions) {
  const go = item.bounds ? h("button", { class: "link", "data-tool": "fly", onclick: () => actions.find(item.id) }, store.t("card.fly")) : null;
  const read = h("button", { class: "link", "data-tool": "read", onclick: () => actions.read(item.id) }, store.t("card.read"));
  const profile = item.layer === UNITS ? h("button", { class: "link", "data-tool": "profile", onclick: () => store.set({ page: "districts", unit: item.id }) }, store.t("card.profile")) : null;
  return h("div", { class: "card-tools" }, go, read, profile, copyButton(store, { label: store.t("card.linkLabel"), content: store.t("card.link"), text: actions.link, focus: "link" }));
}

// The column or paragraph that the clause stands in: fetched when it is asked for.
function surrounding(store, item, actions) {
  const place = h("p", { lang: "zh", class: "passage" }, store.t("card.fetching"));
  const show = async (event) => {
    if (!event.target.open || place.dataset.shown) return;
    place.dataset.shown = "yes";
    const text = await actions.surrounding(item.id).catch((error) => console.warn(error));
    place.replaceChildren(...(text ? marked(text, item.clause) : [store.t("card.noContext")]));
  };
  return h("details", { class: "evidence context", ontoggle: show }, h("summary", {}, store.t("card.context")), place);
}

// The text with the clause's own part marked.
function marked(text, clause) {
  const whole = clause.join("");
  const at = text.indexOf(whole);
  return at < 0 ? [text] : [text.slice(0, at), h("mark", {}, whole), text.slice(at + whole.length)];
}

function facts(store, item) {
  const rows = [];
  const add = (key, value) => value && rows.push(h("dt", {}, store.t(key)), h("dd", {}, value));
  add("card.verb", `${item.plan_verb}${store.state.language === "zh" ? "（" : " ("}${valueLabel(store, "stage", item.stage)}${store.state.language === "zh" ? "）" : ")"}`);
  add("card.districts", listed(store, item.districts.map((id) => valueLabel(store, "district", id))));
  add("card.precision", precisionWords(store, item));
  add(item.located === "line" ? "card.length" : "card.area", sizeFact(store, item));
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

function note(store, item) {
  return item.note ? [h("h3", {}, store.t("card.note")), h("p", { lang: "zh" }, item.note)] : [];
}

function evidence(store, item) {
  const row = (entry) => {
    const source = store.doc.sources[entry.source];
    const words = source ? [source.title, source.licence, source.date].filter((part) => part && part !== "—").join(" · ") : "";
    return h("li", {}, h("span", { lang: "zh" }, entry.says), h("small", { lang: "zh" }, words), h("code", {}, entry.source));
  };
  return h("details", { class: "evidence" }, h("summary", {}, `${store.t("card.evidence")} (${item.evidence.length})`), h("ul", {}, item.evidence.map(row)));
}
