// The header: the product's name, the pages, the search, appearance and language.

import { activeFilters } from "../state/active.js";
import { h, keepingFocus, ownSvg } from "../base/dom.js";
import { isNarrow } from "../base/room.js";
import { buildSearch, isTyping } from "./searchbox.js";

/** @type {StateKey[]} */
const REDRAWN_BY = ["language", "appearance", "panelOpen", "page", "filters"];
const PEN = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"';
const SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"';
const ENTER = "M10 4h8v16h-8M4 12h10M10.500 8.500L14 12l-3.500 3.500";
const LEAVE = "M14 4H6v16h8M10 12h10M16.500 8.500L20 12l-3.500 3.500";
const MOON = "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z";
const SUN = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2";

/**
 * Three parts, so that whoever adds a tool beside the search finds it there after each change.
 * @param {Store} store
 * @param {Actions} actions
 * @param {{ id: string, listed?: boolean }[]} pages
 * @param {Person | undefined} person
 */
export function buildHeader(store, actions, pages, person) {
  const start = h("div", { class: "start" });
  const end = h("div", { class: "end" });
  const skip = skipLink();
  const node = h(
    "header",
    { class: "top" },
    skip,
    start,
    buildSearch(store, actions),
    h("div", { class: "tools" }),
    end,
  );
  const render = () => {
    const { state } = store;
    node.lang = state.language;
    skip.textContent = store.t("map.skip");
    /** @type {Appearance} */
    const otherAppearance = state.appearance === "light" ? "dark" : "light";
    /** @type {Language} */
    const otherLanguage = state.language === "zh" ? "en" : "zh";
    const label = store.t(`appearance.${otherAppearance}`);
    const scrolled = start.querySelector("nav")?.scrollLeft;
    const row = h(
      "nav",
      { "aria-label": store.t("search.pages") },
      pages.filter(({ listed }) => listed !== false).map((page) => pageButton(store, actions, page)),
    );
    keepingFocus(start, () => start.replaceChildren(panelButton(store), h("h1", {}, store.t("app.name")), row));
    // In a narrow window the row of pages scrolls.
    if (isNarrow()) row.scrollLeft = scrolled ?? 0;
    if (isNarrow()) start.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    keepingFocus(end, () =>
      end.replaceChildren(
        h(
          "button",
          {
            class: "icon",
            "data-focus": "appearance",
            title: label,
            "aria-label": label,
            onclick: () => actions.setAppearance(otherAppearance),
          },
          glyph(state.appearance === "light" ? MOON : SUN),
        ),
        h(
          "button",
          {
            class: "text",
            "data-focus": "language",
            lang: otherLanguage,
            onclick: () => actions.language(otherLanguage),
          },
          store.t("language.switch"),
        ),
        ...personLinks(store, actions, person),
      ),
    );
  };
  store.subscribe((_state, changed) => REDRAWN_BY.some((key) => changed.has(key)) && render());
  render();
  return node;
}

/**
 * The way in, or out with the name of whoever has signed in.
 * @param {Store} store
 * @param {Actions} actions
 * @param {Person | undefined} person
 */
function personLinks(store, actions, person) {
  const [href, label] = person?.signIn
    ? [person.signIn, store.t("who.signInButton")]
    : [person?.signOut, store.t("who.signOutButton")];
  if (!href) return [];
  const name = person?.name ?? "";
  const whole = name ? `${label} · ${name}` : label;
  const link = h(
    "a",
    { class: "text person", href, title: whole, "aria-label": whole, "data-focus": "person" },
    h("span", { class: "words" }, label),
    h("span", { class: "sign" }, glyph(person?.signIn ? ENTER : LEAVE)),
  );
  // What is shown when somebody goes to sign in is there again when they come back.
  const keep = () => link.setAttribute("href", href + new URL(actions.link()).search);
  if (person?.signIn) for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
  return [link];
}

// The first stop of the Tab key: past the header and the panel, to the map.
function skipLink() {
  /** @param {Event} event */
  const toMap = (event) => {
    event.preventDefault();
    // The link stands in the map's header, and the map has its stage.
    const stage = /** @type {HTMLElement} */ (link.closest(".plan-map")?.querySelector(".stage"));
    stage.focus();
  };
  const link = h("a", { class: "skip", href: "#map", onclick: toMap });
  return link;
}

/**
 * "/" goes to the search from anywhere but a field. Returns what takes it off again.
 * @param {PlanMap} map
 */
export function listenForSlash(map) {
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event) ||
      !map.header.offsetParent
    )
      return;
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (map.header.querySelector(".find"));
    field.focus();
    field.select();
  };
  addEventListener("keydown", key);
  return () => removeEventListener("keydown", key);
}

/**
 * The panel's button tells of the filters that are on while the panel is away.
 * @param {Store} store
 */
function panelButton(store) {
  const { panelOpen } = store.state;
  const active = activeFilters(store).length;
  const words = store.t(panelOpen ? "panel.hide" : "panel.show");
  const label = active ? `${words} · ${store.t("search.activeCount", { count: active })}` : words;
  return h(
    "button",
    {
      class: "icon panel-button",
      "data-focus": "panel",
      title: label,
      "aria-label": label,
      "aria-expanded": String(panelOpen),
      onclick: () => store.set({ panelOpen: !panelOpen }),
    },
    "☰",
    active && !panelOpen ? h("span", { class: "badge" }, String(active)) : null,
  );
}

/**
 * @param {Store} store
 * @param {Actions} actions
 * @param {{ id: string }} page
 */
function pageButton(store, actions, { id }) {
  const current = store.state.page === id;
  return h(
    "button",
    {
      class: "page",
      "data-page": id,
      "data-focus": `page:${id}`,
      "aria-current": current ? "page" : undefined,
      onclick: () => current || actions.page(id),
    },
    store.t(`nav.${id}`),
  );
}

/** @param {string} path */
function glyph(path) {
  return ownSvg(`<svg ${SHEET} width="20" height="20" ${PEN} aria-hidden="true"><path d="${path}"/></svg>`);
}
