// Light or dark for the whole page: the map's appearance, and with it the pages that Streamlit draws.

export const DARK = "(prefers-color-scheme: dark)";

/**
 * The appearance that goes with the page's scheme.
 * @returns {Appearance}
 */
export function schemeAppearance() {
  return matchMedia(DARK).matches ? "dark" : "light";
}

/**
 * Streamlit's pages follow the map (see first.js). In a kit there are none.
 * @param {Appearance} appearance
 */
export function setScheme(appearance) {
  globalThis.setPageScheme?.(appearance === "dark");
}
