// What stands on a comparison: the divider, over each half what it shows that the other does not, and the buttons.

import { h, keepingFocus } from "../base/dom.js";
import { MIDDLE } from "../state/link/encoding.js";
import { differences } from "./words.js";

const KEYS = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {Comparison} comparison */
export function buildFrame(comparison) {
  const { map, store } = comparison;
  const divider = h("div", {
    class: "compare-divider",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
  });
  const names = h("div", { class: "compare-names" });
  const bar = h("div", { class: "compare-bar obstacle", role: "group" });
  const node = h("div", { class: "compare", hidden: true }, divider, names, bar);
  listenToDivider(comparison, divider);
  const render = () => {
    const { compare, split, right } = store.state;
    node.hidden = compare === null;
    if (compare === null) return;
    const [least, most] = map.doc.contract.limits.swipe;
    const words = store.t("compare.divider");
    for (const [name, value] of Object.entries({
      "aria-label": words,
      title: split ? words : "",
      "aria-valuemin": least,
      "aria-valuemax": most,
      "aria-valuenow": split || MIDDLE,
      tabindex: split ? 0 : -1,
    }))
      divider.setAttribute(name, String(value));
    const { shown } = comparison.other;
    const [mine, theirs] = differences(store, store.state, shown);
    keepingFocus(node, () => {
      names.replaceChildren(
        ...(right ? [side(false, theirs), side(true, mine)] : [side(true, mine), side(false, theirs)]),
      );
      bar.setAttribute("aria-label", store.t("compare.title"));
      bar.replaceChildren(...buttons(mine.length === 0));
    });
  };
  /**
   * @param {boolean} active
   * @param {string[]} words
   */
  const side = (active, words) =>
    h(
      "button",
      {
        class: "compare-name obstacle",
        "data-focus": `side:${active !== store.state.right ? "left" : "right"}`,
        "aria-pressed": String(active),
        title: store.t(active ? "compare.edits" : "compare.edit"),
        onclick: () => active || comparison.swap(),
      },
      words.join(" · ") || store.t(active ? "compare.edits" : "compare.edit"),
    );
  /** @param {boolean} same */
  const buttons = (same) => {
    const { split } = store.state;
    const choice = (/** @type {string} */ key, /** @type {boolean} */ pressed, /** @type {() => void} */ onclick) =>
      h(
        "button",
        {
          class: "chip",
          "data-compare": key,
          "data-focus": `compare:${key}`,
          "aria-pressed": String(pressed),
          onclick,
        },
        store.t(`compare.${key}`),
      );
    const linked = !comparison.own;
    const exchange = store.t("compare.exchange");
    const end = store.t("compare.end");
    return [
      choice("swipe", split > 0, () => store.set({ split: split || MIDDLE })),
      choice("side", split === 0, () => store.set({ split: 0 })),
      split === 0 ? choice("link", linked, () => comparison.link(!linked)) : null,
      h(
        "button",
        {
          class: "icon",
          "data-compare": "exchange",
          "data-focus": "compare:exchange",
          title: exchange,
          "aria-label": exchange,
          onclick: () => store.set({ right: !store.state.right }),
        },
        "⇄",
      ),
      h(
        "button",
        {
          class: "icon",
          "data-compare": "end",
          "data-focus": "compare:end",
          title: end,
          "aria-label": end,
          onclick: () => store.set({ compare: null, right: false }),
        },
        "✕",
      ),
      same ? h("p", { class: "compare-hint" }, store.t("compare.same")) : null,
    ].filter((each) => each !== null);
  };
  /**
   * The words over both halves into a picture.
   * @param {CanvasRenderingContext2D} context
   * @param {number} at where the two meet
   */
  const write = (context, at) => {
    const [left, right] = [...names.querySelectorAll("button")].map((button) => button.textContent ?? "");
    const { ink, halo } = store.colors();
    context.font = "600 14px 'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.strokeStyle = halo;
    context.fillStyle = ink;
    for (const [words, align, x] of /** @type {[string, CanvasTextAlign, number][]} */ ([
      [left, "right", at - 14],
      [right, "left", at + 14],
    ])) {
      context.textAlign = align;
      context.strokeText(words, x, 70);
      context.fillText(words, x, 70);
    }
  };
  return { node, render, write };
}

/**
 * By the pointer, in steps of the contract; by the keyboard, one step each.
 * @param {Comparison} comparison
 * @param {HTMLElement} divider
 */
function listenToDivider({ map, store }, divider) {
  const [least, most, step] = map.doc.contract.limits.swipe;
  /** @param {number} percent */
  const turn = (percent) => {
    const split = Math.min(Math.max(Math.round(percent / step) * step, least), most);
    store.set({ split });
  };
  divider.addEventListener("pointerdown", (event) => {
    if (!store.state.split) return;
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
    divider.focus({ preventScroll: true });
  });
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const { left, width } = /** @type {HTMLElement} */ (map.stage.parentNode).getBoundingClientRect();
    turn(((event.clientX - left) / width) * 100);
  });
  divider.addEventListener("keydown", (event) => {
    const way = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!way || !store.state.split) return;
    event.preventDefault();
    // While presenting the arrow keys are those of the clicker.
    event.stopPropagation();
    turn(store.state.split + way * step);
  });
}
