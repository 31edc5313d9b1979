// What follows when the camera or the state changes: names and scale at once, the address and the items in sight when all is quiet.

import { listenForSlash } from "./header.js";
import { listenToKeys } from "./keys.js";
import { listenToPointer } from "./pointer.js";

const SETTLED_MS = 250;
const REDRAWN_BY = ["layers", "filters", "opacity", "ground", "selection", "unit", "hover", "measure", "towers", "tiles"];

export function wire(map) {
  const { store } = map;
  const settle = settler(map);
  listenToScene(map, settle);
  const draw = (state, changed) => (REDRAWN_BY.some((key) => changed.has(key)) ? map.scene.draw() : changed.has("language") && map.labels.draw());
  store.subscribe(draw, { first: true });
  store.subscribe((state, changed) => {
    map.labels.moved ||= !changed.has("numbered");
    map.labels.settle();
    if (changed.has("ground")) map.paint();
    settle();
  });
  listenToPointer(map);
  listenToKeys(map);
  const unseen = () => document.hidden && map.tip.end();
  document.addEventListener("visibilitychange", unseen);
  const stopSlash = listenForSlash(map);
  map.address.listen();
  map.scene.onCamera();
  return () => {
    document.removeEventListener("visibilitychange", unseen);
    stopSlash();
  };
}

// The scene tells what happens on it; another scene in its place does the same.
export function listenToScene(map, settle = settler(map)) {
  const { scene } = map;
  let frame = 0;
  scene.onCamera = () => {
    map.labels.moved = true;
    map.scale.update(scene.camera);
    map.controls.turn(scene.camera.bearing ?? 0);
    map.presenter.moved();
    map.tip.moved();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => map.labels.draw());
    settle();
  };
  scene.onFrame = () => map.labels.draw();
  scene.onHover = (object, x, y) => map.hover(object?.id ?? null, x, y);
}

function settler(map) {
  let settled = 0;
  return () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      map.items.refresh();
      map.accuracy.update(map.scene.viewport() && map.scene.camera, map.scene.size());
      if (map.labels.numbered) map.store.set({ numbered: map.labels.numbered });
      map.address.write();
    }, SETTLED_MS);
  };
}
