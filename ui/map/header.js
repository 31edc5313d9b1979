// The header: the product's name, language and ground.

import { h } from "./dom.js";

export function buildHeader(store, actions, pages) {
  const node = h("header", { class: "top" });
  const render = () => {
    const { state } = store;
    const otherGround = state.ground === "light" ? "dark" : "light";
    const otherLanguage = state.language === "zh" ? "en" : "zh";
    const panelKey = state.panelOpen ? "panel.hide" : "panel.show";
    node.replaceChildren(
      h("button", { class: "icon", title: store.t(panelKey), "aria-label": store.t(panelKey), "aria-expanded": String(state.panelOpen), onclick: () => store.set({ panelOpen: !state.panelOpen }) }, "☰"),
      h("h1", {}, store.t("app.name")),
      h("nav", {}, pages.map((page) => pageButton(store, actions, page))),
      h("p", { class: "tagline" }, store.t("app.tagline")),
      h("button", { class: "text", onclick: () => actions.ground(otherGround) }, store.t(`ground.${otherGround}`)),
      h("button", { class: "text", onclick: () => actions.language(otherLanguage) }, store.t("language.switch")),
    );
  };
  store.subscribe((state, changed) => ["language", "ground", "panelOpen", "page"].some((key) => changed.has(key)) && render());
  render();
  return node;
}

function pageButton(store, actions, { id, own }) {
  const current = own && store.state.page === id;
  return h("button", { class: "page", "data-page": id, "aria-current": current ? "page" : undefined, onclick: () => current || actions.page(id, own) }, store.t(`nav.${id}`));
}
