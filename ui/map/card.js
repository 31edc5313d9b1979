// The card of the chosen item: its names, the plan's own words, how sure the place is and why.

import { coordinates, precisionWords, sizeFact } from "./card-place.js";
import { copyButton } from "./copy.js";
import { folding } from "./card-folds.js";
import { h } from "./dom.js";
import { swatch } from "./swatch.js";
import { listed, valueLabel } from "./values.js";

const UNITS = "units";
// As the data write it: 现状：2021-12-07 启用。
const STATE_FIRST = /^现状：([^。]*。)(.*)$/s;
const REDRAWN_BY = ["selection", "candidates", "language", "ground"];

export function buildCard(store, actions) {
  const title = h("p", { class: "unseen", role: "status" });
  const body = h("div", {});
  const node = h("aside", { class: "card", hidden: true, tabindex: "-1" }, title, body);
  let opener = null;
  const focused = () => node.getRootNode().activeElement;
  // A list may have been built anew since: the same item's entry stands for the old one.
  const comesFrom = () => {
    if (opener?.isConnected) return opener;
    const id = opener?.closest("[data-item]")?.dataset.item;
    return (id && node.parentNode.querySelector(`.item-list [data-item="${CSS.escape(id)}"]`)) || node.parentNode.querySelector(".stage");
  };
  const render = (state, changed) => {
    const { selection, candidates } = store.state;
    const item = store.byId.get(selection);
    const content = item ? card(store, item, actions) : candidates.length > 1 ? chooser(store, candidates, actions) : null;
    const active = focused();
    const inside = node.contains(active);
    const chosen = changed?.has("selection") || changed?.has("candidates");
    if (content && !inside && chosen) opener = active;
    node.hidden = !content;
    node.setAttribute("aria-label", store.t("card.label"));
    title.textContent = item ? store.name(item) : "";
    body.replaceChildren(...(content ?? []));
    if (chosen) node.scrollTop = 0;
    // Whoever opens a card reads on in it, and goes back to where it was opened from. A link, or a scene, takes the focus from nobody.
    if (inside && !content) comesFrom().focus({ preventScroll: true });
    else if (inside || (content && chosen && active && !store.state.briefing)) node.focus({ preventScroll: true });
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
  const other = store.state.language === "zh" ? item.name_en : item.name;
  const { state, rest } = noteParts(item.note);
  const back = store.state.candidates.length > 1 ? h("button", { class: "link", onclick: actions.back }, `‹ ${store.t("card.back")}`) : null;
  return [
    head(store, store.name(item), other, actions),
    back,
    tags(store, item),
    item.bounds ? null : h("p", { class: "warning" }, store.t("card.unplaced")),
    ...words(store, "card.state", state),
    h("h3", {}, store.t("card.clause")),
    h("blockquote", { lang: "zh" }, item.clause.join("")),
    h("p", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${item.section}`),
    tools(store, item, actions),
    surrounding(store, item, actions),
    h("dl", {}, facts(store, item)),
    ...related(store, item, actions),
    ...words(store, "card.note", rest),
    place(store, item),
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

// A note that begins with the state of affairs: that sentence, and what else there is to say.
function noteParts(note) {
  const [, state = "", rest = ""] = STATE_FIRST.exec(note) ?? [];
  return state ? { state, rest } : { state: "", rest: note };
}

function words(store, key, text) {
  return text ? [h("h3", {}, store.t(key)), h("p", { lang: "zh" }, text)] : [];
}

function place(store, item) {
  const content = coordinates(store, item);
  return content.length ? folding("place", store.t("card.coordinates"), content) : null;
}

function evidence(store, item) {
  const row = (entry) => {
    const source = store.doc.sources[entry.source];
    const words = source ? [source.title, source.licence, source.date].filter((part) => part && part !== "—").join(" · ") : "";
    return h("li", {}, h("span", { lang: "zh" }, entry.says), h("small", { lang: "zh" }, words || entry.source));
  };
  return folding("evidence", `${store.t("card.evidence")} (${item.evidence.length})`, [h("ul", {}, item.evidence.map(row))]);
}
