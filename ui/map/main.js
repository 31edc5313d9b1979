// Puts the map on the page and keeps it alive across Streamlit's reruns and page switches.

import { EARLY_ID, keepCompiled } from "./loader.js";
import { PlanMap } from "./planmap.js";
import { decodeView } from "./view.js";

// Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context.
const parked = (globalThis.planMaps ??= new Map());

const now = () => performance.timeOrigin + performance.now();

// What was asked for before Streamlit was there.
function doLater(map) {
  const scene = map.later;
  map.later = null;
  delete map.node.dataset.waiting;
  if (scene) setTimeout(() => map.saveScene(scene));
}

// Each wish of a page with forms (a briefing to present, a view to show) is obeyed once, whatever map is there by then.
let obeyedAt = 0;
function obey(map, wish) {
  if (!wish || wish.at === obeyedAt) return;
  obeyedAt = wish.at;
  map.started.then(() => (wish.briefing ? map.presenter.start(wish.briefing) : map.show(decodeView(map.doc, wish.query))));
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
  if (map && map.received.moduleUrl !== data.moduleUrl) {
    map.away?.updated();
    return () => {};
  }
  if (map && map.documentUrl !== data.documentUrl) {
    map.destroy();
    map = undefined;
  }
  if (!map) {
    map = new PlanMap(data);
    parked.set(data.instance, map);
  }
  // Streamlit knows the address only as it was when it started.
  map.sendPage = (query) => setTriggerValue("page", { value: { query }, at: now() });
  map.saveScene = (scene) => setTriggerValue("scene", { value: scene, at: now() });
  const holder = parentElement.querySelector(".plan-map-holder") ?? parentElement;
  if (map.node.parentNode !== holder) moveInto(holder, map.node);
  const early = document.getElementById(EARLY_ID);
  if (early) {
    early.remove();
    keepCompiled(early.dataset.deck).catch(console.warn);
  }
  // Streamlit makes its scroller a stop of the Tab key, which would come before the link that skips into the map.
  document.getElementById("stMain")?.setAttribute("tabindex", "-1");
  map.receive(data);
  obey(map, data.wish);
  map.returned();
  doLater(map);
  map.started.then(() => map.away?.prepare());
  // A cleanup that comes late must not take the map out of the page that has it by now.
  return () => map.node.parentNode === holder && map.node.remove();
}
