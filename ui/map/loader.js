// Loads deck.gl from the installed pydeck wheel without letting it meet Streamlit's own copy.

// Where early.js puts the map until the component is there.
export const EARLY_ID = "plan-map-early";

const SHARED_GLOBALS = ["deck", "luma", "loaders", "mathgl", "_loadersgl_", "probe"];
let deckPromise = null;

// A script of its own address: the browser compiles it while it comes, and keeps what it has compiled for the next visit.
export function loadDeck(url) {
  return (deckPromise ??= globalThis.earlyDeck ? globalThis.earlyDeck.then(taken) : loadIsolated(url));
}

// A browser keeps what it has compiled of a script from the script's second run on. Where this one has just come over the wire it is run
// once more when there is nothing else to do, so that already the next visit begins with it compiled.
export async function keepCompiled(url) {
  const { href } = new URL(url, document.baseURI);
  if (!performance.getEntriesByName(href).some(({ transferSize }) => transferSize > 0)) return;
  await new Promise((resolve) => requestIdleCallback(resolve));
  await loadIsolated(href);
}

// Two deck.gl versions on one global object refuse to work: set the present one aside, take ours, put the other back.
async function loadIsolated(url) {
  const aside = {};
  for (const name of SHARED_GLOBALS) {
    aside[name] = globalThis[name];
    delete globalThis[name];
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
    for (const name of SHARED_GLOBALS) if (aside[name] !== undefined) globalThis[name] = aside[name];
  }
}

// Ours, and no trace of it where another version may come.
function taken() {
  const own = globalThis.deck;
  for (const name of SHARED_GLOBALS) delete globalThis[name];
  if (!own?.Deck) throw new Error("deck.gl did not start");
  return own;
}

const ahead = new Map();

// Asks for a document that somebody will load soon: it is read while there is nothing else to do.
export function loadAhead(url) {
  const content = loadJson(url);
  ahead.set(url, content);
  return content;
}

export async function loadJson(url) {
  const asked = ahead.get(url);
  ahead.delete(url);
  return asked ?? (await loaded(url)).json();
}

export async function loadText(url) {
  return (await loaded(url)).text();
}

async function loaded(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
