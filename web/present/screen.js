// What stands on the map while presenting: title, figures, words, legend, scale, north, source, progress; nothing else.

import { inLanguage } from "./briefings.js";
import { h, ownSvg } from "../base/dom.js";
import { asksLedger } from "../progress/colouring.js";
import { scaleBar, sourceLine } from "../panel/furniture.js";
import { answerFigures } from "../panel/legends/answer.js";
import { buildCovers } from "./covers.js";
import { heldRoom } from "./held/layout.js";
import { buildPresentLegend } from "./legend.js";

const MAX_FIGURES = 3;
const IDLE_MS = 3000;
const BAR_PX = 260;
const GAP_PX = 36;
const FOOT_PX = 118;
const HEAD_PX = 24;
const PEN = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"';
const NEEDLE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 36" aria-hidden="true">' +
  '<path d="M12 1 20 22 12 18 4 22z" fill="currentColor"/></svg>';
const SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"';
/** @type {Record<string, string>} */
const ICONS = {
  previous: "M15 5 8 12l7 7",
  next: "m9 5 7 7-7 7",
  overview: "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
  speaker: "M4 5h16v10H4zM9 20h6M12 15v5",
  side: "M4 5h16v14H4zM10 5v14",
  spotlight: "M12 3v3M12 18v3M3 12h3M18 12h3M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  draw: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  black: "M4 5h16v14H4zM4 19 20 5",
  fullscreen: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  keys: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v.5",
  leave: "m6 6 12 12M18 6 6 18",
};

/** @param {string} name */
export function icon(name) {
  return ownSvg(`<svg ${SHEET} ${PEN} aria-hidden="true"><path d="${ICONS[name]}"/></svg>`);
}

/** @param {Presenter} presenter */
export function buildScreen(presenter) {
  const { map, store } = presenter;
  const legend = buildPresentLegend(presenter);
  const covers = buildCovers(presenter);
  const words = h("section", { class: "p-words obstacle", "aria-live": "polite" });
  const column = h("aside", { class: "p-column" }, words, legend.node);
  const needle = h("span", { class: "p-north" }, ownSvg(NEEDLE), h("b", {}, "N"));
  const bar = h("span", { class: "p-bar" });
  const length = h("span", {});
  const source = h("p", { class: "p-source" });
  const foot = h(
    "footer",
    { class: "p-foot obstacle" },
    h("div", { class: "p-measure" }, needle, h("span", { class: "p-scale" }, length, bar)),
    source,
  );
  const progress = h("i", {});
  const hairline = h("div", { class: "p-hairline", role: "progressbar", "aria-valuemin": "1" }, progress);
  const back = h("button", { class: "p-back obstacle", onclick: () => presenter.back() });
  const note = h("p", { class: "p-note obstacle", role: "status" });
  const tools = h("nav", { class: "p-tools obstacle passing" });
  const node = h(
    "div",
    { class: "presenter" },
    column,
    foot,
    hairline,
    tools,
    h("div", { class: "p-top" }, back, note),
    covers.node,
  );
  words.addEventListener("click", () => (presenter.paused ? presenter.back() : presenter.next()));

  const render = () => {
    const { on, briefing } = presenter;
    if (on) map.node.dataset.presenting = "";
    const marks = {
      scene: on && store.state.scene,
      scenes: on && presenter.scenes.length,
      paused: on && presenter.paused,
      cover: on && presenter.cover,
      card: on && presenter.cardOpen,
      spotlight: on && presenter.spotlight,
    };
    for (const [name, value] of Object.entries(marks)) {
      if (value) map.node.dataset[name] = String(value);
      else delete map.node.dataset[name];
    }
    covers.render();
    const scene = presenter.scene();
    if (!briefing || !scene) return;
    node.dataset.side = presenter.side;
    words.replaceChildren(...wording(presenter, briefing, scene));
    legend.render();
    source.textContent = sourceLine(store);
    const { length: count } = briefing.scenes;
    progress.style.width = `${(store.state.scene / count) * 100}%`;
    const told = { label: store.t("present.place"), valuenow: store.state.scene, valuemax: count };
    for (const [name, value] of Object.entries(told)) hairline.setAttribute(`aria-${name}`, String(value));
    back.hidden = !presenter.paused;
    back.textContent = store.t("present.paused");
    note.textContent = noteOf(presenter);
    note.hidden = !note.textContent;
    tools.replaceChildren(...buttons(presenter));
    turn();
  };

  const turn = () => {
    const { target, camera } = map.renderer;
    if (!presenter.on || !target) return;
    const [metres, pixels] = scaleBar(camera.latitude, camera.zoom, BAR_PX * presenter.scale);
    bar.style.width = `${pixels}px`;
    length.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
    foot.dataset.metres = String(metres);
    foot.dataset.pixels = String(pixels);
    needle.style.transform = `rotate(${-(camera.bearing ?? 0)}deg)`;
  };

  /**
   * The parts of the window, one of which the scene is fitted in; the legend takes its left or its lower edge.
   * @param {PixelSize} size
   * @returns {Box[]}
   */
  const room = ({ width, height }) => {
    if (presenter.held) return [heldRoom(presenter.held, { width, height }, { words, foot, tools })];
    const k = presenter.scale;
    const taken = words.offsetWidth + 2 * GAP_PX * k;
    const free = {
      left: taken,
      top: HEAD_PX * k,
      width: width - taken - GAP_PX * k,
      height: height - (HEAD_PX + FOOT_PX) * k,
    };
    if (presenter.side === "left") return [free];
    const beside = { ...free, left: GAP_PX * k };
    const [wide, high] = [legend.node.offsetWidth + GAP_PX * k, legend.node.offsetHeight];
    return [
      { ...beside, left: beside.left + wide, width: beside.width - wide },
      { ...beside, height: height - HEAD_PX * k - Math.max(high, FOOT_PX * k) - GAP_PX * k },
    ];
  };

  let idle = 0;
  const wake = () => {
    node.dataset.awake = "";
    map.node.dataset.awake = "";
    clearTimeout(idle);
    idle = setTimeout(() => {
      delete node.dataset.awake;
      delete map.node.dataset.awake;
    }, IDLE_MS);
  };
  map.node.addEventListener("pointermove", () => presenter.on && wake());
  render();
  return { node, render, turn, room, wake };
}

/**
 * @param {Presenter} presenter
 * @param {Briefing} briefing
 * @param {BriefingScene} scene
 */
function wording(presenter, briefing, scene) {
  const { language, scene: number } = presenter.store.state;
  const figures = [...answerFigures(presenter.store), ...scene.figures].slice(0, MAX_FIGURES);
  const narrative = inLanguage(scene, "narrative", language);
  return [
    h(
      "p",
      { class: "p-progress" },
      h("span", {}, inLanguage(briefing, "title", language)),
      h("b", {}, `${number}/${briefing.scenes.length}`),
    ),
    h("h1", {}, inLanguage(scene, "title", language)),
    figures.length
      ? h(
          "dl",
          { class: "p-figures" },
          figures.map((figure) =>
            h(
              "div",
              {},
              h("dd", {}, ...valueParts(inLanguage(figure, "value", language))),
              h("dt", {}, inLanguage(figure, "label", language)),
            ),
          ),
        )
      : null,
    narrative ? h("p", { class: "p-narrative" }, narrative) : null,
  ].filter((part) => part !== null);
}

/**
 * A number stands larger than its unit.
 * @param {string} value
 * @returns {Child[]}
 */
function valueParts(value) {
  const [, number, unit] = value.match(/^([\d.,\s]*\d)\s*(.*)$/) ?? [null, value, ""];
  return unit ? [number, h("small", {}, ` ${unit}`)] : [number];
}

/** @param {Presenter} presenter */
function noteOf(presenter) {
  const { store } = presenter;
  if (presenter.digits) return store.t("present.jump", { number: presenter.digits, count: presenter.scenes.length });
  if (presenter.speaker.blocked) return store.t("present.blocked");
  if (store.state.ask && store.state.answer?.status === "failed") return store.state.answer.words;
  if (store.state.ledgerFailed && asksLedger(store)) return store.t("progress.noLedger");
  if (presenter.ended) return store.t("present.end");
  return "";
}

/** @param {Presenter} presenter */
function buttons(presenter) {
  const { store, map } = presenter;
  /** @param {string} name @param {() => void} onclick @param {boolean} [pressed] */
  const button = (name, onclick, pressed) => {
    const label = store.t(`present.${name}`);
    return h(
      "button",
      {
        "data-tool": name,
        title: label,
        "aria-label": label,
        "aria-pressed": pressed === undefined ? undefined : String(pressed),
        onclick,
      },
      icon(name),
    );
  };
  return [
    button("previous", () => presenter.previous()),
    button("next", () => presenter.next()),
    button("overview", () => presenter.show("overview")),
    button("speaker", () => presenter.speaker.open()),
    button("side", () => presenter.move()),
    button("draw", () => map.actions().draw(), store.state.drawing),
    button("spotlight", () => presenter.toggleSpotlight(), presenter.spotlight),
    button("black", () => presenter.show("black")),
    button("fullscreen", () => map.actions().fullscreen()),
    button("keys", () => presenter.show("keys")),
    button("leave", () => presenter.leave()),
  ];
}
