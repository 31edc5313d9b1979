// Puts the map on the page and keeps it alive across Streamlit's reruns and page switches.

import { focusedBeside } from "../base/dom.js";
import { EARLY_ID, keepCompiled } from "../gpu/loader.js";
import { PlanMap } from "./planmap.js";
import { decodeView } from "../state/view.js";

// Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context.
globalThis.planMaps ??= new Map();
const parked = globalThis.planMaps;

const now = () => performance.timeOrigin + performance.now();

/**
 * What Streamlit gives a component: its data, the node that it may fill, and how to tell Python something.
 * @typedef {object} Component
 * @property {MapData} data
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: object) => void} setTriggerValue
 */

/**
 * What was asked for before Streamlit was there.
 * @param {PlanMap} map
 */
function doLater(map) {
  const scene = map.later;
  map.later = null;
  delete map.node.dataset.waiting;
  if (scene) setTimeout(() => map.saveScene?.(scene));
}

// Each wish of a page with forms (a briefing to present, a view to show) is obeyed once, whatever map is there by then.
let obeyedAt = 0;
/**
 * @param {PlanMap} map
 * @param {Wish | null | undefined} wish
 */
function obey(map, wish) {
  if (!wish || wish.at === obeyedAt) return;
  obeyedAt = wish.at;
  map.started.then(() =>
    wish.briefing ? map.presenter.start(wish.briefing) : map.show(decodeView(map.doc, wish.query ?? "")),
  );
}

/**
 * Whoever is typing already goes on typing where the map has moved to, in a dialog as well, which would fall out of its
 * place.
 * @param {Element} holder
 * @param {HTMLElement} node
 */
function moveInto(holder, node) {
  const focused = focusedBeside(node);
  const dialogs = /** @type {NodeListOf<HTMLDialogElement>} */ (node.querySelectorAll("dialog:modal"));
  holder.replaceChildren(node);
  for (const dialog of dialogs) {
    dialog.removeAttribute("open");
    dialog.showModal();
  }
  if (focused && node.contains(focused)) focused.focus({ preventScroll: true });
}

/** @param {Component} component */
export function mount({ data, parentElement, setTriggerValue }) {
  let map = parked.get(data.instance);
  if (map && map.received.moduleUrl !== data.moduleUrl) {
    map.away?.updated();
    return () => {};
  }
  if (map && map.documentUrl !== data.documentUrl) {
    // Streamlit may know of a newer plan, or not yet of the one that is shown.
    if (map.news) map.news.told(data.documentUrl);
    else {
      map.destroy();
      map = undefined;
    }
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
    keepCompiled(early.dataset.deck ?? "").catch(console.warn);
  }
  // Streamlit makes its scroller a stop of the Tab key, which would come before the link that skips into the map.
  document.getElementById("stMain")?.setAttribute("tabindex", "-1");
  map.receive(data);
  obey(map, data.wish);
  map.returned();
  doLater(map);
  map.started.then(() => map.away?.prepare());
  // A cleanup that comes late must not take the map out of the page that has it by now.
  const { node } = map;
  return () => node.parentNode === holder && node.remove();
}
