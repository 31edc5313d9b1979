// All scenes of a briefing as pictures, to go to one of them.

import { inLanguage } from "./briefings.js";
import { h } from "../base/dom.js";
import { drawPicture } from "./scene-picture.js";

// For so many scenes at most: columns of pictures, so that they fill the screen.
const COLUMNS = [
  [6, 3],
  [12, 4],
  [Infinity, 5],
];
export const PICTURE = { width: 480, height: 270 };

/** @param {Presenter} presenter */
export function buildOverview(presenter) {
  const { store } = presenter;
  const grid = h("ol", {});
  const title = h("h2", {});
  const node = h("section", { class: "p-overview", hidden: true, role: "dialog" }, title, grid);
  let at = 0;
  let shown = "";

  const cards = () => [...grid.querySelectorAll("button")];
  const light = () => {
    cards().forEach((card, index) => {
      if (index === at) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    });
    cards()[at]?.scrollIntoView({ block: "nearest" });
  };
  const columns = () => {
    const [first, ...rest] = cards();
    const below = rest.findIndex((card) => card.offsetTop > first.offsetTop);
    return below < 0 ? cards().length : below + 1;
  };

  presenter.overview = {
    /** @param {number | string} by */
    move: (by) => {
      const last = cards().length - 1;
      /** @type {Record<string, number>} */
      const named = { first: 0, last, row: at + columns(), "-row": at - columns() };
      const wanted = typeof by === "number" ? at + by : named[by];
      at = Math.min(Math.max(wanted, 0), last);
      light();
    },
    choose: () => presenter.go(at),
  };

  /** @param {Briefing} briefing */
  const build = (briefing) => {
    const { language } = store.state;
    title.textContent = inLanguage(briefing, "title", language);
    const rows = briefing.scenes.map((scene, index) => {
      const canvas = h("canvas", { width: PICTURE.width, height: PICTURE.height });
      const card = h(
        "button",
        { "data-scene": index + 1, onclick: () => presenter.go(index) },
        canvas,
        h("span", {}, h("b", {}, String(index + 1)), inLanguage(scene, "title", language)),
      );
      return { scene, canvas, card: h("li", {}, card) };
    });
    grid.style.setProperty("--columns", String(COLUMNS.find(([most]) => rows.length <= most)?.[1]));
    grid.replaceChildren(...rows.map((row) => row.card));
    // One picture a frame: the keys stay alive while many are drawn.
    const draw = () => {
      const row = rows.shift();
      if (!row) return;
      drawPicture(row.canvas, presenter.map, row.scene);
      requestAnimationFrame(draw);
    };
    draw();
  };

  /** @param {boolean | null} open */
  const render = (open) => {
    const opening = open && node.hidden;
    node.hidden = !open;
    const { briefing } = presenter;
    if (!open || !briefing) return;
    const state = `${briefing.id} ${store.state.language} ${store.state.appearance}`;
    if (state !== shown) {
      shown = state;
      build(briefing);
    }
    if (opening) {
      at = presenter.index;
      light();
    }
  };
  return { node, render };
}
