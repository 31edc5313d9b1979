// Light or dark for the whole page: the map's ground, and with it the pages that Streamlit draws.

export const DARK = "(prefers-color-scheme: dark)";

// The ground that goes with the page's scheme.
export function schemeGround() {
  return matchMedia(DARK).matches ? "dark" : "light";
}

// Streamlit's pages follow the map (see first.js). In a kit there are none.
export function setScheme(ground) {
  globalThis.setPageScheme?.(ground === "dark");
}
