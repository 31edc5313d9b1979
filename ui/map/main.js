// Puts the map on the page and keeps it alive across Streamlit's reruns and page switches.

import { PlanMap } from "./planmap.js";

// Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context.
const parked = (globalThis.planMaps ??= new Map());

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
  map.tell = setTriggerValue;
  const holder = parentElement.querySelector(".plan-map-holder") ?? parentElement;
  if (map.node.parentNode !== holder) holder.append(map.node);
  map.receive(data);
  return () => map.node.isConnected && map.node.remove();
}
