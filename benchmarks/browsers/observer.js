// Runs before every page's own scripts: tells when a WebGL frame was drawn and how much was in it, and when the first
// map or text stood. `bench.total` is the sum of what one frame drew (instances x vertices) and of the bytes that say
// which rows are shown where a map keeps them in a one-channel texture, so it tells which state a frame shows.

globalThis.bench = (() => {
  const TIMEOUT_MS = 240_000;
  const STABLE_MS = 1500;
  const LOOK_AGAIN_MS = 2;
  const bench = { total: 0, rows: 0, at: 0, frames: 0, first: {} };
  const listeners = new Set();
  let open = null;

  const note = (amount) => {
    if (open === null) {
      open = 0;
      queueMicrotask(() => {
        Object.assign(bench, { total: open + bench.rows, at: performance.now(), frames: bench.frames + 1 });
        open = null;
        for (const listener of listeners) listener();
      });
    }
    open += amount;
  };
  const amounts = {
    drawArrays: (mode, first, count) => count,
    drawElements: (mode, count) => count,
    drawArraysInstanced: (mode, first, count, instances) => count * instances,
    drawElementsInstanced: (mode, count, type, offset, instances) => count * instances,
  };
  for (const [name, amount] of Object.entries(amounts)) {
    const original = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...args) {
      bench.gl = this;
      note(amount(...args));
      return original.apply(this, args);
    };
  }

  const upload = WebGL2RenderingContext.prototype.texSubImage2D;
  WebGL2RenderingContext.prototype.texSubImage2D = function (...args) {
    const [format, , bytes] = args.slice(6);
    if (format === this.RED && bytes instanceof Uint8Array) {
      bench.rows = 0;
      for (const byte of bytes) bench.rows += byte;
    }
    return upload.apply(this, args);
  };

  // Leaflet draws into the DOM of the component's frame: what stands there is counted.
  const leafletTotal = () => {
    const frames = [...document.querySelectorAll("iframe")];
    return frames.reduce(
      (sum, frame) => sum + (frame.contentDocument?.querySelectorAll(".leaflet-interactive").length ?? 0),
      0,
    );
  };
  const marker = () => document.querySelector("[data-testid=stCaptionContainer]")?.textContent.trim();
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));

  bench.now = (kind) => (kind === "leaflet" ? leafletTotal() : bench.total);

  // Waits until everything drawn so far is rasterised: reading a pixel makes the (software) GPU finish.
  const drained = () => {
    bench.gl?.readPixels(0, 0, 1, 1, bench.gl.RGBA, bench.gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now();
  };

  // Acts, then waits for a frame of the wanted total (null: any new frame) and the wanted marker: milliseconds until
  // its last draw call was in the GPU's hands, until the next animation frame, and until the GPU had finished it.
  bench.time = (act, { kind = "webgl", total = null, text = null }) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      let done = false;
      const check = () => {
        if (done) return;
        const fresh = kind === "leaflet" || bench.at > start;
        if (!fresh || (total !== null && bench.now(kind) !== total) || (text !== null && marker() !== text)) return;
        done = true;
        listeners.delete(check);
        const handed = performance.now();
        frame().then((end) => resolve([handed - start, end - start, drained() - start]));
      };
      const poll = () => {
        if (performance.now() - start > TIMEOUT_MS)
          reject(new Error(`no frame of ${total} (${text}); last: ${bench.now(kind)} (${marker()})`));
        check();
        if (!done) requestAnimationFrame(poll);
      };
      listeners.add(check);
      act();
      poll();
    });

  // The total of the present state, once the marker stands and nothing has changed for a while.
  bench.settled = async ({ kind = "webgl", text = null }) => {
    const start = performance.now();
    let since = start;
    let last = bench.now(kind);
    while (performance.now() - since < STABLE_MS || !last || (text !== null && marker() !== text)) {
      if (performance.now() - start > TIMEOUT_MS) throw new Error(`not settled: ${last} (${marker()}), wanted ${text}`);
      const now = await frame();
      if (bench.now(kind) !== last || (text !== null && marker() !== text)) [last, since] = [bench.now(kind), now];
    }
    return last;
  };

  bench.choose = (text) => {
    const options = [...document.querySelectorAll("[data-testid=stRadio] label")];
    options
      .find((label) => label.textContent.trim() === text)
      .querySelector("input")
      .click();
  };

  const watch = () => {
    const map = globalThis.planMaps?.get("explore");
    if (map?.node?.dataset.state === "ready") bench.first.ready ??= performance.now();
    if (bench.first.ready && bench.total && !bench.first.frame) {
      bench.first.frame = bench.at;
      frame().then(() => (bench.first.map = drained()));
    }
    if (document.querySelector("[data-testid=stMarkdownContainer] p")) bench.first.text ??= performance.now();
    if (!bench.first.frame) setTimeout(watch, LOOK_AGAIN_MS);
  };
  // Not by animation frames: the browser would draw one each time, on the same processors.
  if (globalThis === globalThis.top) setTimeout(watch);
  return bench;
})();
