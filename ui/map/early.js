// Starts the map with the page itself, while Streamlit's own frontend still boots: both need the same seconds. The map stands
// where the component will hold it, and moves into it when Streamlit asks for the component.

import { hasWebGl, loadDeck } from "./loader.js";

async function fetched(address, read) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response[read]();
}

// The ground that goes with the theme chosen on an earlier visit, or with the system's.
function themeGround() {
  const chosen = Object.entries(localStorage).find(([key]) => key.startsWith("stActiveTheme"))?.[1] ?? "";
  if (chosen.includes('"Dark"')) return "dark";
  return !chosen.includes('"Light"') && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

async function start() {
  // The simple map is a frame, which would load anew when it moves.
  if (!hasWebGl()) return;
  // deck.gl is evaluated while the modules come and the server still makes the documents. A failure is the map's to tell.
  const { deck } = document.querySelector("script[data-deck]").dataset;
  loadDeck(deck).catch(() => {});
  const parts = [fetched("early.json", "json"), fetched(new URL("all.css", import.meta.url), "text"), import("./main.js"), import("./planmap.js")];
  const [data, style, { EARLY_ID }, { PlanMap }] = await Promise.all(parts);
  const parked = (globalThis.planMaps ??= new Map());
  // Streamlit was faster.
  if (parked.has(data.instance)) return;
  const map = new PlanMap({ ...data, ground: themeGround() });
  map.leave = (page) => location.assign(page);
  parked.set(data.instance, map);
  const host = document.createElement("div");
  host.id = EARLY_ID;
  host.style.cssText = "position: fixed; inset: 0; z-index: 1; background: #fff";
  const sheet = document.createElement("style");
  sheet.textContent = style;
  const holder = document.createElement("div");
  holder.className = "plan-map-holder";
  holder.append(map.node);
  host.attachShadow({ mode: "open" }).append(sheet, holder);
  document.body.append(host);
}

// Where the early start fails, Streamlit's own comes and says why.
start().catch((error) => console.warn(error));
