// A page on paper: a copy of it alone, in the light appearance and as long as it is. What stands round the map,
// Streamlit included, is as high as the window and would cut it off.

import { h } from "../../base/dom.js";

/** @typedef {() => void} Undo */

/**
 * @param {PlanMap} map
 * @param {string} page whose own print this is; other pages have none
 */
export function onPaper(map, page) {
  /** @type {Undo | null} */
  let undo = null;
  addEventListener("beforeprint", () => {
    if (map.store.state.page === page && !map.forms.page) undo ??= layOut(map);
  });
  addEventListener("afterprint", () => {
    undo?.();
    undo = null;
  });
}

/**
 * @param {PlanMap} map
 * @returns {Undo}
 */
function layOut(map) {
  const { store } = map;
  const { appearance } = store.state;
  store.set({ appearance: "light" });
  const frame = h("div", { class: "plan-map on-paper" }, /** @type {HTMLElement} */ (map.dock.node.cloneNode(true)));
  for (const name of map.node.style) frame.style.setProperty(name, map.node.style.getPropertyValue(name));
  const paper = h("div");
  const root = paper.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [styles(/** @type {Document | ShadowRoot} */ (map.node.getRootNode()))];
  root.append(frame);
  const { body, documentElement } = document;
  const others = /** @type {HTMLElement[]} */ ([...body.children]);
  const before = [documentElement, body, ...others].map((node) => ({ node, style: node.style.cssText }));
  for (const node of others) node.style.setProperty("display", "none", "important");
  for (const node of [documentElement, body]) {
    for (const [name, value] of Object.entries({ height: "auto", overflow: "visible", position: "static" }))
      node.style.setProperty(name, value, "important");
  }
  body.append(paper);
  return () => {
    paper.remove();
    for (const { node, style } of before) node.style.cssText = style;
    store.set({ appearance });
  };
}

/**
 * The map's styles once more: a sheet of its own is there at once, a link to one would come too late.
 * @param {Document | ShadowRoot} root
 */
function styles(root) {
  const copy = new CSSStyleSheet();
  const rules = [...root.styleSheets, ...root.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]);
  copy.replaceSync(rules.map(({ cssText }) => cssText).join("\n"));
  return copy;
}
