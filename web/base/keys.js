// The map by keyboard: arrows pan, plus and minus zoom, Tab walks through the items in sight, Enter opens one.

import { focusedBeside, h } from "./dom.js";

const PAN_PX = 120;
// Nobody tabs through more; the table and the search reach the rest.
const MAX_ITEMS = 300;
/** @type {Record<string, number[]>} */
const PANS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {PlanMap} map */
export function listenToKeys(map) {
  const { stage, store } = map;
  stage.addEventListener("keydown", (event) => {
    const actions = map.actions();
    const pan = PANS[event.key];
    if (pan) {
      const viewport = map.renderer.viewport();
      if (!viewport) return;
      const [longitude, latitude] = viewport.unproject([
        viewport.width / 2 + pan[0] * PAN_PX,
        viewport.height / 2 + pan[1] * PAN_PX,
      ]);
      map.renderer.fly({ longitude, latitude }, 200);
    } else if (event.key === "+" || event.key === "=") actions.zoom(1);
    else if (event.key === "-") actions.zoom(-1);
    else if (event.key === "Backspace" && store.state.measure) map.measure.undo();
    else return;
    event.preventDefault();
  });
  map.node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (store.state.measure) map.measure.stop();
    else map.actions().close();
  });
}

/**
 * One button an item in sight, out of sight itself: what has the focus is lit up and named on the map.
 * @param {PlanMap} map
 */
export function buildItemList(map) {
  const { store } = map;
  const node = h("ul", { class: "item-list" });
  /**
   * @param {number[][] | undefined} anchors
   * @param {Viewport} viewport
   */
  const inSight = (anchors, viewport) =>
    anchors?.some((anchor) => {
      const [x, y] = viewport.project(anchor);
      return x > 0 && x < viewport.width && y > 0 && y < viewport.height;
    });
  /** @param {ItemRecord} item */
  const focus = (item) => {
    const viewport = map.renderer.viewport();
    const anchors = item.anchors ?? [];
    if (!viewport) return map.hover(item.id);
    const anchor = anchors.find((point) => inSight([point], viewport)) ?? anchors[0];
    const [x, y] = viewport.project(anchor);
    map.hover(item.id, x, y);
  };
  const refresh = () => {
    const viewport = map.renderer.viewport();
    if (!viewport || node.contains(focusedBeside(node) ?? null)) return;
    /** @param {ItemRecord} item */
    const rank = (item) => store.layerOf(item).rank;
    const items = store.matching
      .filter((item) => store.isShown(item) && inSight(item.anchors, viewport))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MAX_ITEMS);
    node.setAttribute("aria-label", store.t("map.items"));
    node.replaceChildren(
      ...items.map((item) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              "data-item": item.id,
              onfocus: () => focus(item),
              onblur: () => map.hover(null),
              onclick: () => map.choose([item.id]),
            },
            store.name(item),
          ),
        ),
      ),
    );
  };
  return { node, refresh };
}
