// Puts the map on the page and keeps it alive across Streamlit's reruns and page switches.

import { PlanMap } from "./planmap.js";

// Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context.
const parked = (globalThis.planMaps ??= new Map());

const now = () => performance.timeOrigin + performance.now();

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
  map.leave = (page) => {
    map.address.write();
    setTriggerValue("page", { value: page, at: now() });
  };
  const holder = parentElement.querySelector(".plan-map-holder") ?? parentElement;
  if (map.node.parentNode !== holder) holder.replaceChildren(map.node);
  map.receive(data);
  map.returned();
  // A cleanup that comes late must not take the map out of the page that has it by now.
  return () => map.node.parentNode === holder && map.node.remove();
}
