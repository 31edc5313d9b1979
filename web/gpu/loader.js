// Loads deck.gl from the installed pydeck wheel without letting it meet Streamlit's own copy.

// Where early.js puts the map until the component is there.
export const EARLY_ID = "plan-map-early";

const SHARED_GLOBALS = ["deck", "luma", "loaders", "mathgl", "_loadersgl_", "probe"];
/** @type {Promise<DeckGl.Library> | null} */
let deckPromise = null;
// Whatever stands there.
const shared = /** @type {Record<string, any>} */ (globalThis);

/**
 * A script of its own address: the browser compiles it while it comes, and keeps what it has compiled for the next
 * visit.
 * @param {string} url
 */
export function loadDeck(url) {
  deckPromise ??= globalThis.earlyDeck ? globalThis.earlyDeck.then(taken) : loadIsolated(url);
  return deckPromise;
}

/**
 * A browser keeps what it has compiled of a script from the script's second run on. Where this one has just come over
 * the wire it is run once more when there is nothing else to do, so that already the next visit begins with it
 * compiled.
 * @param {string} url
 */
export async function keepCompiled(url) {
  const { href } = new URL(url, document.baseURI);
  const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(href));
  if (!entries.some(({ transferSize }) => transferSize > 0)) return;
  await new Promise((resolve) => requestIdleCallback(resolve));
  await loadIsolated(href);
}

/**
 * Two deck.gl versions on one global object refuse to work: set the present one aside, take ours, put the other back.
 * @param {string} url
 */
async function loadIsolated(url) {
  /** @type {Record<string, any>} */
  const aside = {};
  for (const name of SHARED_GLOBALS) {
    aside[name] = shared[name];
    delete shared[name];
  }
  const script = document.createElement("script");
  script.src = url;
  document.head.append(script);
  try {
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = () => reject(new Error(url));
    });
    return taken();
  } finally {
    script.remove();
    for (const name of SHARED_GLOBALS) if (aside[name] !== undefined) shared[name] = aside[name];
  }
}

/**
 * Ours, and no trace of it where another version may come.
 * @returns {DeckGl.Library}
 */
function taken() {
  const { deck, luma } = shared;
  for (const name of SHARED_GLOBALS) delete shared[name];
  if (!deck?.Deck) throw new Error("deck.gl did not start");
  return { ...deck, Model: luma.Model, Geometry: luma.Geometry };
}

/** @type {Map<string, Promise<any>>} */
const ahead = new Map();

/**
 * Asks for a document that somebody will load soon: it is read while there is nothing else to do.
 * @param {string} url
 */
export function loadAhead(url) {
  const content = loadJson(url);
  ahead.set(url, content);
  return content;
}

/**
 * @param {string} url
 * @returns {Promise<any>} a document, of which the caller knows the type
 */
export async function loadJson(url) {
  const asked = ahead.get(url);
  ahead.delete(url);
  return asked ?? (await loaded(url)).json();
}

/** @param {string | URL} url */
export async function loadText(url) {
  return (await loaded(url)).text();
}

/** @param {string | URL} url */
async function loaded(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
