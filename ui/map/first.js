// In the start page itself, while deck.gl is still coming: holds the framework's start back, and asks for the map's data and
// documents. Written into the page by ui/early.py, so that it waits for nothing.
(() => {
  const LATEST_START_MS = 15_000;
  let here, failed;

  globalThis.earlyDeck = new Promise((resolve, reject) => ([here, failed] = [resolve, reject]));
  earlyDeck.catch(() => {});
  globalThis.deckHere = here;
  globalThis.deckFailed = failed;

  globalThis.beginFramework = () => {
    const held = document.getElementById("framework-start");
    if (!held) return;
    held.remove();
    document.head.append(document.importNode(held.content, true));
  };
  globalThis.earlyFailed = () => {
    document.getElementById("plan-map-early").remove();
    beginFramework();
  };
  setTimeout(beginFramework, LATEST_START_MS);

  const ahead = (href) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
  globalThis.earlyData = fetch("early.json").then(async (response) => {
    if (!response.ok) throw new Error(`early.json: ${response.status}`);
    const data = await response.json();
    for (const address of [data.documentUrl, data.groundUrl]) ahead(address);
    return data;
  });
  earlyData.catch(() => {});
})();
