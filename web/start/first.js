// In the start page itself, before deck.gl and the modules: holds back the starts of map and framework, and asks for
// the map's data and documents. Written into the page by serve/start_page.py, so that it waits for nothing.
(() => {
  const LATEST_START_MS = 15_000;
  /** @type {(value?: unknown) => void} */
  let here = () => {};
  /** @type {(error: Error) => void} */
  let failed = () => {};

  globalThis.earlyDeck = new Promise((resolve, reject) => {
    here = resolve;
    failed = reject;
  });
  globalThis.earlyDeck.catch(() => {});

  /** @param {string} id */
  const begin = (id) => {
    const held = /** @type {HTMLTemplateElement | null} */ (document.getElementById(id));
    if (!held) return;
    held.remove();
    const started = document.importNode(held.content, true);
    /** @type {HTMLScriptElement | null} */
    const deck = started.querySelector("[data-start=deck]");
    deck?.addEventListener("load", here);
    deck?.addEventListener("error", () => failed(new Error(deck.src)));
    started.querySelector("[data-start=map]")?.addEventListener("error", () => earlyFailed());
    document.head.append(started);
  };
  globalThis.beginFramework = () => begin("framework-start");
  // The map alone in another page's frame (base/alone.js) needs no framework; where it cannot stand, that one says why.
  const alone = new URLSearchParams(location.search).get("embed") === "1";
  globalThis.earlyFailed = () => {
    /** @type {HTMLElement} */ (document.getElementById("plan-map-early")).remove();
    beginFramework();
  };
  // What starts before the page is loaded keeps the browser's sign of loading turning until it is through: on a machine
  // without a GPU one processor is busy with drawing that sign.
  addEventListener("load", () => begin("map-start"));
  if (!alone) setTimeout(beginFramework, LATEST_START_MS);

  // Errors of Streamlit's own are said by the map, in its language: its dialogs would dim the map and take the mouse.
  globalThis.__streamlit = {
    ...globalThis.__streamlit,
    HOST_CONFIG: { ...globalThis.__streamlit?.HOST_CONFIG, blockErrorDialogs: true },
  };

  // Streamlit colours its pages by the system's scheme, which it asks for as here; on this page the map's appearance is
  // that scheme.
  const DARK = "(prefers-color-scheme: dark)";
  const ask = globalThis.matchMedia.bind(globalThis);
  const chosen = new URLSearchParams(location.search).get("ground");
  const scheme = Object.assign(new EventTarget(), {
    media: DARK,
    matches: ["light", "dark"].includes(chosen ?? "") ? chosen === "dark" : ask(DARK).matches,
  });
  // Streamlit asks it for what it matches, and for its changes.
  globalThis.matchMedia = (query) => (query === DARK ? /** @type {any} */ (scheme) : ask(query));
  globalThis.setPageScheme = (dark) => {
    if (scheme.matches === dark) return;
    scheme.matches = dark;
    scheme.dispatchEvent(new Event("change"));
  };

  const ahead = (/** @type {string} */ href) =>
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }),
    );
  globalThis.earlyData = fetch("early.json").then(async (response) => {
    if (!response.ok) throw new Error(`early.json: ${response.status}`);
    const data = await response.json();
    for (const address of [data.documentUrl, data.basemapUrl]) ahead(address);
    return data;
  });
  earlyData.catch(() => {});
})();
