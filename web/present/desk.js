// What stands in the speaker's window: the time, this scene and the next one, the notes, and the buttons.

import { h } from "../base/dom.js";
import { icon } from "./screen.js";

/** @typedef {{ title: string, notes: string }} Words */

/**
 * @param {Presenter} presenter
 * @param {() => void} restart begins to count the time anew
 */
export function buildDesk(presenter, restart) {
  const { store } = presenter;
  const clock = h("b", { class: "s-clock" });
  const elapsed = h("b", { class: "s-elapsed" });
  const reset = h("button", { onclick: () => restart() });
  const status = h("p", { class: "s-status", role: "status" });
  const number = h("span", { class: "s-number" });
  const titles = { now: h("h1", {}), ahead: h("h2", {}) };
  const labels = {
    now: h("small", {}),
    ahead: h("small", {}),
    clock: h("small", {}),
    elapsed: h("small", {}),
    notes: h("small", {}),
  };
  const pictures = { now: h("div", { class: "s-picture" }), ahead: h("div", { class: "s-picture" }) };
  const notes = h("p", { class: "s-notes" });
  /**
   * @param {string} name
   * @param {() => void} onclick
   */
  const button = (name, onclick) => {
    const words = h("span", {});
    const node = h("button", { "data-tool": name, onclick: () => presenter.on && onclick() }, icon(name), words);
    return { node, words };
  };
  const buttons = {
    previous: button("previous", () => presenter.previous()),
    next: button("next", () => presenter.next()),
    black: button("black", () => presenter.show(presenter.cover === "black" ? null : "black")),
  };
  const back = h("button", { class: "s-back", hidden: true, onclick: () => presenter.on && presenter.back() });
  const node = h(
    "main",
    {},
    h(
      "header",
      {},
      h("div", {}, labels.clock, clock),
      h("div", {}, labels.elapsed, elapsed, reset),
      status,
      back,
      number,
    ),
    h("section", { class: "s-now" }, labels.now, pictures.now, titles.now),
    h("section", { class: "s-ahead" }, labels.ahead, pictures.ahead, titles.ahead),
    h("section", { class: "s-words" }, labels.notes, notes),
    h(
      "footer",
      {},
      Object.values(buttons).map((button) => button.node),
    ),
  );
  return {
    node,
    clock,
    elapsed,
    /** @param {string} words */
    say: (words) => {
      status.textContent = words;
    },
    relabel: () => {
      for (const [name, label] of Object.entries(labels)) label.textContent = store.t(`speaker.${name}`);
      for (const [name, entry] of Object.entries(buttons)) entry.words.textContent = store.t(`present.${name}`);
      reset.textContent = store.t("speaker.reset");
      back.textContent = store.t("present.back");
      back.hidden = !presenter.paused;
    },
    /**
     * @param {Words} now
     * @param {Words | undefined} ahead
     * @param {number} scene
     * @param {number} count
     */
    show: (now, ahead, scene, count) => {
      titles.now.textContent = now.title;
      titles.ahead.textContent = ahead?.title ?? store.t("speaker.last");
      notes.textContent = now.notes || store.t("speaker.none");
      notes.classList.toggle("quiet", !now.notes);
      number.textContent = `${scene}/${count}`;
    },
    /**
     * @param {"now" | "ahead"} slot
     * @param {HTMLCanvasElement | null} canvas
     */
    picture: (slot, canvas) => {
      if (!canvas) pictures[slot].replaceChildren();
      else if (pictures[slot].firstChild !== canvas) pictures[slot].replaceChildren(canvas);
    },
  };
}
