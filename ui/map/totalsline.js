// What matches, in one line that adds up: on the map of all, then the rest by name. Whoever clicks on a rest gets to see it.

import { h, keepingFocus } from "./dom.js";
import { partsOf, placeOf } from "./tally.js";

// The parts of the line; mark: name of the attribute that tests and styles know them by; unplaced: shows what has no place.
export function totalsParts(store, mark, unplaced) {
  const { matching } = store;
  const parts = partsOf(store, matching);
  const layers = matching.filter((item) => placeOf(store, item) === "closed").map((item) => item.layer);
  const open = () => store.set({ layers: new Set([...store.state.layers, ...layers]) });
  const rest = (name, act, title) => (parts[name] ? h("button", { class: "link", [mark]: name, "data-focus": `${mark}:${name}`, title, onclick: act }, store.t(`tally.${name}`, { count: parts[name] })) : null);
  const names = [...new Set(layers)].map((id) => store.label(store.layerById.get(id)));
  return [
    h("span", {}, h("b", { [mark]: "shown" }, store.t("strip.shown", { shown: parts.shown })), h("span", { class: "slash" }, " / "), h("span", { [mark]: "total" }, store.t("strip.total", { total: parts.all }))),
    rest("closed", open, `${store.t("tally.open")}${store.state.language === "zh" ? "：" : ": "}${names.join(store.state.language === "zh" ? "、" : ", ")}`),
    rest("unplaced", unplaced, store.t("tally.list")),
  ].filter(Boolean);
}

export function buildTotalsLine(store, unplaced) {
  const node = h("p", { class: "totals-line", role: "status" });
  const render = () => keepingFocus(node, () => node.replaceChildren(...totalsParts(store, "data-totals", unplaced)));
  return { node, render };
}
