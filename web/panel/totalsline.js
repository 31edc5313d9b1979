// What matches, in one line that adds up: on the map of all, then the rest by name. Whoever clicks on a rest gets to
// see it.

import { h, keepingFocus } from "../base/dom.js";
import { closedLayers, openClosed, partsOf } from "../state/tally.js";

/**
 * The parts of the line; mark: name of the attribute that tests and styles know them by; unplaced: shows what has no
 * place.
 * @param {Store} store
 * @param {string} mark
 * @param {() => void} unplaced
 */
export function totalsParts(store, mark, unplaced) {
  const parts = partsOf(store, store.matching);
  /**
   * @param {"closed" | "unplaced"} name
   * @param {() => void} act
   * @param {string} title
   */
  const rest = (name, act, title) =>
    parts[name]
      ? h(
          "button",
          { class: "link", [mark]: name, "data-focus": `${mark}:${name}`, title, onclick: act },
          store.t(`tally.${name}`, { count: parts[name] }),
        )
      : null;
  const [colon, comma] = store.state.language === "zh" ? ["：", "、"] : [": ", ", "];
  const names = [...closedLayers(store)].map((layer) => store.label(store.layerOf({ layer })));
  return [
    h(
      "span",
      {},
      h("b", { [mark]: "shown" }, store.t("strip.shown", { shown: parts.shown })),
      h("span", { class: "slash" }, " / "),
      h("span", { [mark]: "total" }, store.t("strip.total", { total: parts.all })),
    ),
    rest("closed", () => openClosed(store), `${store.t("tally.open")}${colon}${names.join(comma)}`),
    rest("unplaced", unplaced, store.t("tally.list")),
  ].filter((part) => part !== null);
}

/**
 * @param {Store} store
 * @param {() => void} unplaced
 */
export function buildTotalsLine(store, unplaced) {
  const node = h("p", { class: "totals-line", role: "status" });
  const render = () => keepingFocus(node, () => node.replaceChildren(...totalsParts(store, "data-totals", unplaced)));
  return { node, render };
}
