// Puts the map on the page and keeps it alive across Streamlit's reruns and page switches.

import { EARLY_ID, keepCompiled } from "./loader.js";
import { PlanMap } from "./planmap.js";

// Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context.
const parked = (globalThis.planMaps ??= new Map());

const now = () => performance.timeOrigin + performance.now();

// What was asked for before Streamlit was there.
function doLater(map) {
  const [deed, told] = map.later ?? [];
  map.later = null;
  delete map.node.dataset.waiting;
  if (deed) setTimeout(() => map[deed](...told));
}

// Whoever is typing already goes on typing where the map has moved to, in a dialog as well, which would fall out of its place.
function moveInto(holder, node) {
  const focused = node.getRootNode().activeElement;
  const dialogs = [...node.querySelectorAll("dialog:modal")];
  holder.replaceChildren(node);
  for (const dialog of dialogs) {
    dialog.removeAttribute("open");
    dialog.showModal();
  }
  if (node.contains(focused)) focused.focus({ preventScroll: true });
}

export function mount(component) {
  const { data, parentElement, setTriggerValue } = component;
  let map = parked.get(data.instance);
  if (map && map.documentUrl !== data.documentUrl) {
    map.destroy();
    map = undefined;
  }
  if (!map) {
    map = new PlanMap(data);
    parked.set(data.instance, map);
  }
  // Streamlit remembers the address it started with: the state is told along with the page.
  map.leave = (page) => {
    map.address.write();
    setTriggerValue("page", { value: page, query: map.address.query(), at: now() });
  };
  map.saveScene = (scene) => setTriggerValue("scene", { value: scene, at: now() });
  const holder = parentElement.querySelector(".plan-map-holder") ?? parentElement;
  if (map.node.parentNode !== holder) moveInto(holder, map.node);
  const early = document.getElementById(EARLY_ID);
  if (early) {
    early.remove();
    keepCompiled(early.dataset.deck).catch(console.warn);
  }
  map.receive(data);
  map.returned();
  doLater(map);
  // A cleanup that comes late must not take the map out of the page that has it by now.
  return () => map.node.parentNode === holder && map.node.remove();
}
