// What follows when the camera or the state changes: names and scale at once, the address and the items in sight when
// all is quiet.

import { listenForSlash } from "../panel/header.js";
import { listenToKeys } from "../base/keys.js";
import { listenToPointer } from "../map/pointer.js";

const SETTLED_MS = 250;
/** @type {StateKey[]} */
const REDRAWN_BY = [
  "layers",
  "filters",
  "tint",
  "day",
  "ledger",
  "opacity",
  "appearance",
  "selection",
  "unit",
  "hover",
  "measure",
  "answer",
  "pair",
  "towers",
  "tiles",
  "base",
];

/**
 * Returns what takes the page's listeners off again.
 * @param {PlanMap} map
 */
export function wire(map) {
  const { store } = map;
  const settle = settler(map);
  listenToRenderer(map, settle);
  const draw = (/** @type {State} */ _state, /** @type {Set<StateKey>} */ changed) =>
    REDRAWN_BY.some((key) => changed.has(key))
      ? map.renderer.draw()
      : (changed.has("language") || changed.has("spot")) && map.labels.draw();
  store.subscribe(draw, { first: true });
  store.subscribe((_state, changed) => {
    map.labels.moved ||= !changed.has("numbered");
    map.labels.settle();
    if (changed.has("appearance")) map.paint();
    settle();
  });
  listenToPointer(map);
  listenToKeys(map);
  const unseen = () => document.hidden && map.tip.end();
  document.addEventListener("visibilitychange", unseen);
  const stopSlash = listenForSlash(map);
  map.address.listen();
  map.renderer.onCamera();
  return () => {
    document.removeEventListener("visibilitychange", unseen);
    stopSlash();
  };
}

/**
 * The renderer tells what happens on it; another one in its place does the same.
 * @param {PlanMap} map
 */
export function listenToRenderer(map, settle = settler(map)) {
  const { renderer } = map;
  let frame = 0;
  // Names make way for words that are drawn by hand.
  const over = () => {
    map.own?.names.paint();
    map.draw?.paint();
    map.notes?.paint();
    map.answers?.caption.place();
    map.labels.draw();
  };
  renderer.onCamera = () => {
    map.labels.moved = true;
    // What of the city is drawn depends on the zoom.
    renderer.sift?.(map.store.state);
    map.scale.update(renderer.camera);
    map.controls.turn(renderer.camera.bearing ?? 0);
    map.presenter.moved();
    map.answers?.marks.moved();
    map.comparison?.moved();
    map.tip.moved();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(over);
    settle();
  };
  renderer.onFrame = over;
  renderer.onHover = (object, x, y) => map.hover(object?.id ?? null, x, y);
}

/** @param {PlanMap} map */
function settler(map) {
  let settled = 0;
  return () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      map.items.refresh();
      map.accuracy.update(map.renderer.viewport() && map.renderer.camera, map.renderer.size());
      if (map.labels.numbered) map.store.set({ numbered: map.labels.numbered });
      map.address.write();
      map.embed?.moved();
    }, SETTLED_MS);
  };
}
