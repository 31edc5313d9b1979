// The header's way into a presentation: the briefings at hand, and keeping the present view as a scene of one.

import { inLanguage } from "./briefings.js";
import { h } from "../base/dom.js";
import { buildSaveScene } from "./save-scene.js";

/** @param {PlanMap} map */
export function buildPresentMenu(map) {
  const { store, briefings } = map;
  const list = h("div", { hidden: true });
  const button = h("button", {
    class: "text",
    "data-tool": "present",
    "aria-haspopup": "true",
    "aria-expanded": "false",
  });
  const dialog = buildSaveScene(map);
  const node = h("div", { class: "present-menu" }, button, list, dialog.node);

  /** @param {boolean} on */
  const open = async (on) => {
    list.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
    if (!on) return;
    list.replaceChildren(h("p", { class: "quiet", role: "status" }, store.t("present.loading")));
    const all = await briefings.all().catch((error) => console.warn(error));
    list.replaceChildren(...(all ? entries(all) : [h("p", { role: "alert" }, store.t("present.failed"))]));
    list.querySelector("button")?.focus();
  };

  /** @param {Briefing[]} all */
  const entries = (all) => {
    const { language } = store.state;
    /** @param {Briefing} briefing */
    const row = (briefing) =>
      h(
        "button",
        { "data-briefing": briefing.id, onclick: () => begin(briefing.id) },
        h("span", {}, inLanguage(briefing, "title", language)),
        h("span", { class: "count" }, store.t("present.scenes", { count: briefing.scenes.length })),
      );
    /** @param {Briefing["source"]} source */
    const group = (source) => {
      const own = all.filter((briefing) => briefing.source === source);
      return own.length ? [h("h3", {}, store.t(`present.${source}`)), ...own.map(row)] : [];
    };
    const save =
      map.saveScene &&
      map.received.person?.mayEdit &&
      h(
        "button",
        {
          "data-tool": "save-scene",
          onclick: () => {
            open(false);
            dialog.open(all.filter((briefing) => briefing.source === "own"));
          },
        },
        store.t("present.save"),
      );
    return [...group("shipped"), ...group("own"), ...(save ? [h("hr"), save] : [])];
  };

  /** @param {string} id */
  const begin = (id) => {
    open(false);
    map.presenter.start(id);
  };

  button.addEventListener("click", () => open(Boolean(list.hidden)));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  map.node.addEventListener(
    "pointerdown",
    (event) => list.hidden || event.composedPath().includes(node) || open(false),
  );
  const render = () => {
    node.hidden = !briefings.known;
    button.textContent = store.t("present.start");
    // A scene just saved comes into the open list too.
    if (!list.hidden && briefings.stale) open(true);
  };
  store.subscribe((_state, changed) => {
    if (changed.has("language")) render();
    if (changed.has("briefing")) open(false);
  });
  render();
  return { node, render };
}
