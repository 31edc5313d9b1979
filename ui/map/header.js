// The header: the product's name, the pages, the search, ground and language.

import { activeFilters } from "./active.js";
import { h, keepingFocus, ownSvg } from "./dom.js";
import { isNarrow } from "./room.js";
import { buildSearch, isTyping } from "./searchbox.js";

const REDRAWN_BY = ["language", "ground", "panelOpen", "page", "filters"];
const MOON = "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z";
const SUN = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2";

// Three parts, so that whoever adds a tool beside the search finds it there after each change.
export function buildHeader(store, actions, pages) {
  const start = h("div", { class: "start" });
  const end = h("div", { class: "end" });
  const node = h("header", { class: "top" }, skipLink(), start, buildSearch(store, actions), h("div", { class: "tools" }), end);
  const render = () => {
    const { state } = store;
    node.lang = state.language;
    node.querySelector(".skip").textContent = store.t("map.skip");
    const otherGround = state.ground === "light" ? "dark" : "light";
    const otherLanguage = state.language === "zh" ? "en" : "zh";
    const ground = store.t(`ground.${otherGround}`);
    const scrolled = start.querySelector("nav")?.scrollLeft;
    keepingFocus(start, () => start.replaceChildren(panelButton(store), h("h1", {}, store.t("app.name")), h("nav", { "aria-label": store.t("search.pages") }, pages.map((page) => pageButton(store, actions, page)))));
    // In a narrow window the row of pages scrolls.
    if (isNarrow()) start.querySelector("nav").scrollLeft = scrolled ?? 0;
    if (isNarrow()) start.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    keepingFocus(end, () =>
      end.replaceChildren(
        h("button", { class: "icon", "data-focus": "ground", title: ground, "aria-label": ground, onclick: () => actions.ground(otherGround) }, glyph(state.ground === "light" ? MOON : SUN)),
        h("button", { class: "text", "data-focus": "language", lang: otherLanguage, onclick: () => actions.language(otherLanguage) }, store.t("language.switch")),
      ),
    );
  };
  store.subscribe((state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  return node;
}

// The first stop of the Tab key: past the header and the panel, to the map.
function skipLink() {
  const toMap = (event) => {
    event.preventDefault();
    event.target.closest(".plan-map").querySelector(".stage").focus();
  };
  return h("a", { class: "skip", href: "#map", onclick: toMap });
}

// "/" goes to the search from anywhere but a field. Returns what takes it off again.
export function listenForSlash(map) {
  const key = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !map.header.offsetParent) return;
    event.preventDefault();
    const field = map.header.querySelector(".find");
    field.focus();
    field.select();
  };
  addEventListener("keydown", key);
  return () => removeEventListener("keydown", key);
}

// The panel's button tells of the filters that are on while the panel is away.
function panelButton(store) {
  const { panelOpen } = store.state;
  const active = activeFilters(store).length;
  const words = store.t(panelOpen ? "panel.hide" : "panel.show");
  const label = active ? `${words} · ${store.t("search.activeCount", { count: active })}` : words;
  return h("button", { class: "icon panel-button", "data-focus": "panel", title: label, "aria-label": label, "aria-expanded": String(panelOpen), onclick: () => store.set({ panelOpen: !panelOpen }) }, "☰", active && !panelOpen ? h("span", { class: "badge" }, String(active)) : null);
}

function pageButton(store, actions, { id }) {
  const current = store.state.page === id;
  return h("button", { class: "page", "data-page": id, "data-focus": `page:${id}`, "aria-current": current ? "page" : undefined, onclick: () => current || actions.page(id) }, store.t(`nav.${id}`));
}

function glyph(path) {
  return ownSvg(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="${path}"/></svg>`);
}
