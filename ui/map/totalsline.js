// What matches, in one line that adds up: shown on the map, in layers that are off, and without a place.

import { h, keepingFocus } from "./dom.js";

export function buildTotalsLine(store) {
  const node = h("p", { class: "totals-line", role: "status" });
  const say = (key, count) => h("span", { "data-totals": key }, store.t(`pages.${key}`, { count }));
  const turnOn = (items) => store.set({ layers: new Set([...store.state.layers, ...items.map((item) => item.layer)]) });
  const render = () => {
    const placed = store.matching.filter((item) => item.anchors);
    const hidden = placed.filter((item) => !store.state.layers.has(item.layer));
    const off = hidden.length ? [say("layerOff", hidden.length), h("button", { class: "link", "data-focus": "turnOn", "data-action": "turnOn", onclick: () => turnOn(hidden) }, store.t("pages.turnOn"))] : [];
    const parts = [h("b", { "data-totals": "all" }, store.t("strip.total", { total: store.matching.length })), say("shown", placed.length - hidden.length), say("noPlace", store.matching.length - placed.length), ...off];
    keepingFocus(node, () => node.replaceChildren(...parts));
  };
  return { node, render };
}
