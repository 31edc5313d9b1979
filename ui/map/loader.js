// Loads deck.gl from the installed pydeck wheel without letting it meet Streamlit's own copy.

const SHARED_GLOBALS = ["deck", "luma", "loaders", "mathgl", "_loadersgl_", "probe"];
let deckPromise = null;

export function loadDeck(url) {
  deckPromise ??= fetch(url)
    .then((response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.text();
    })
    .then(runIsolated);
  return deckPromise;
}

// Two deck.gl versions on one global object refuse to work: set the present one aside, take ours, put the other back.
function runIsolated(code) {
  const aside = {};
  for (const name of SHARED_GLOBALS) {
    aside[name] = globalThis[name];
    delete globalThis[name];
  }
  const script = document.createElement("script");
  script.textContent = code;
  document.head.append(script);
  script.remove();
  const own = globalThis.deck;
  for (const name of SHARED_GLOBALS) {
    if (aside[name] === undefined) delete globalThis[name];
    else globalThis[name] = aside[name];
  }
  if (!own?.Deck) throw new Error("deck.gl did not start");
  return own;
}

export async function loadJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export function hasWebGl() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}
