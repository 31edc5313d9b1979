// What may lie over a scene: black, the spotlight, the sheet of keys, the overview of all scenes.

import { h } from "../base/dom.js";
import { KEYS } from "./keys.js";
import { buildOverview } from "./overview.js";

/** @param {Presenter} presenter */
export function buildCovers(presenter) {
  const { map, store } = presenter;
  const overview = buildOverview(presenter);
  const black = h("button", { class: "p-black", hidden: true, onclick: () => presenter.show(null) });
  const sheet = h("section", { class: "p-keys", hidden: true, role: "dialog", tabindex: "-1" });
  const light = h("div", { class: "p-light", hidden: true });
  const node = h("div", { class: "p-covers" }, light, black, sheet, overview.node);
  map.node.addEventListener("pointermove", (event) => {
    const box = map.node.getBoundingClientRect();
    light.style.setProperty("--x", `${event.clientX - box.left}px`);
    light.style.setProperty("--y", `${event.clientY - box.top}px`);
  });

  const keys = () => [
    h(
      "header",
      {},
      h("h2", {}, store.t("present.keys")),
      h(
        "button",
        {
          class: "p-close",
          "aria-label": store.t("present.close"),
          title: store.t("present.close"),
          onclick: () => presenter.show(null),
        },
        "✕",
      ),
    ),
    h(
      "dl",
      {},
      KEYS.flatMap(([keys, name]) => [
        h(
          "dt",
          {},
          keys.map((key) => h("kbd", {}, key)),
        ),
        h("dd", {}, store.t(`present.key.${name}`)),
      ]),
    ),
    h("p", {}, store.t("present.pointer")),
  ];

  const render = () => {
    const cover = presenter.on ? presenter.cover : null;
    black.hidden = cover !== "black";
    black.setAttribute("aria-label", store.t("present.black"));
    light.hidden = !(presenter.on && presenter.spotlight);
    if (cover === "keys" && sheet.hidden) sheet.replaceChildren(...keys());
    sheet.hidden = cover !== "keys";
    overview.render(cover === "overview");
  };
  return { node, render };
}
