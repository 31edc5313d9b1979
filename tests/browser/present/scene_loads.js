// Loads of the map whose clock and answers the test holds: whatever may come in any order comes in an order that a seed
// chooses. All is the app's own but the GPU. `loads(settings)` gives what went wrong, one entry a load.
async ({ modules, seeds, way }) => {
  const at = (name) => `/modules/${modules}/${name}.js`;
  const real = {
    ResizeObserver,
    setTimeout: setTimeout.bind(globalThis),
    clearTimeout,
    requestAnimationFrame,
    cancelAnimationFrame,
    fetch: fetch.bind(globalThis),
  };
  // Promises that were settled have been heard. Nothing is painted in between: it would take most of the time.
  const turn = async () => {
    for (let depth = 0; depth < 20; depth += 1) await null;
  };

  const [{ PlanMap }, { PresentDoor }, { Presenter }, data] = await Promise.all([
    import(at("start/planmap")),
    import(at("present/door")),
    import(at("present/presenter")),
    real.fetch("/early.json").then((response) => response.json()),
  ]);
  const answers = new Map();
  for (const url of [data.documentUrl, data.basemapUrl, data.briefingsUrl])
    answers.set(url, await (await real.fetch(`/${url}`)).json());
  const briefing = answers.get(data.briefingsUrl).briefings.find(({ id }) => id === "transport");
  // Pictures of symbols come from the browser itself, at a time that nobody holds: they are made beforehand.
  const { buildAtlas } = await import(at("gpu/icons"));
  for (const drawing of Object.values(answers.get(data.documentUrl).icons)) await buildAtlas(drawing);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync((await (await real.fetch(`/modules/${modules}/all.css`)).text()).replaceAll(":host", ":root"));
  document.adoptedStyleSheets = [sheet];

  // What outlives a load: the world of now, whose turn the sizes are told in, and the one map that briefings are
  // started on.
  const kept = { observed: new Set() };

  // Numbers from 0 to 1 by a seed (mulberry32).
  const random = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  // What is waited for: timers in the order of their times, everything else in any order.
  class World {
    constructor(seed) {
      Object.assign(this, {
        chance: random(seed),
        observed: kept.observed,
        now: 0,
        number: 0,
        timers: new Map(),
        events: new Map(),
      });
      globalThis.setTimeout = (act, after = 0, ...told) =>
        this.add(this.timers, { act: () => act(...told), due: this.now + after });
      globalThis.clearTimeout = (id) => this.timers.delete(id);
      globalThis.requestAnimationFrame = (act) => this.add(this.events, { act: () => act(this.now) });
      globalThis.cancelAnimationFrame = (id) => this.events.delete(id);
      Object.assign(globalThis, { ResizeObserver: observer(this) });
      globalThis.fetch = (url) =>
        this.later(() => ({ ok: true, url: String(url), json: async () => answers.get(String(url)) }));
    }

    add(queue, entry) {
      queue.set((this.number += 1), entry);
      return this.number;
    }

    later(make) {
      return new Promise((resolve) => this.add(this.events, { act: () => resolve(make()) }));
    }

    next() {
      const [timer] = [...this.timers].sort(([, one], [, other]) => one.due - other.due);
      const events = [...this.events];
      const pick = Math.floor(this.chance() * (events.length + (timer ? 1 : 0)));
      const [id, entry] = events[pick] ?? timer;
      this.now = Math.max(this.now, entry.due ?? 0) + 1;
      this.timers.delete(id);
      this.events.delete(id);
      return entry.act;
    }

    async run(until = () => false) {
      for (let step = 0; this.waits() && !until(); step += 1) {
        if (step > 3000) throw new Error("no end");
        this.next()();
        await turn();
      }
    }

    // To look for other sizes makes the browser lay the page out, so that is done now and then, and before the end.
    waits() {
      const count = () => this.timers.size + this.events.size;
      if (this.chance() < 0.1 || !count()) for (const entry of this.observed) entry.look();
      return count() > 0;
    }
  }

  // Sizes are told when the world lets them be told, as all else.
  const observer = (world) =>
    class {
      constructor(tell) {
        Object.assign(this, { tell, nodes: new Map() });
        world.observed.add(this);
      }

      observe(node) {
        this.nodes.set(node, null);
      }

      disconnect() {
        world.observed.delete(this);
      }

      look() {
        for (const [node, told] of this.nodes) {
          const { clientWidth: width, clientHeight: height } = node;
          if (told === `${width} ${height}`) continue;
          this.nodes.set(node, `${width} ${height}`);
          kept.world.add(kept.world.events, {
            act: () => this.tell([{ target: node, contentRect: { width, height } }]),
          });
        }
      }
    };

  class Layer {
    constructor(props) {
      Object.assign(this, props);
    }

    clone(props) {
      return new Layer({ ...this, ...props });
    }
  }
  const D = {
    ShapeLayer: Layer,
    SymbolLayer: Layer,
    ScatterplotLayer: Layer,
    SolidPolygonLayer: Layer,
    ColumnLayer: Layer,
    FlyToInterpolator: class {},
    MapView: class {},
  };

  // A GPU that draws nothing and is through whenever the world lets it; its canvas has the stage's size when it is
  // told.
  class Deck {
    constructor(world, holder, canvas) {
      Object.assign(this, { world, holder, canvas, props: {}, width: 0, height: 0, isInitialized: false });
      const gl = {
        isContextLost: () => false,
        fenceSync: () => ({}),
        flush() {},
        deleteSync() {},
        getExtension: () => null,
        SIGNALED: 1,
        getSyncParameter: () => (world.chance() < 0.5 ? 1 : 0),
      };
      this.device = { gl };
    }

    setProps(props) {
      Object.assign(this.props, props);
      const { initialViewState } = props;
      if (initialViewState?.transitionDuration) {
        const { transitionDuration, transitionInterpolator, stamp, ...viewState } = initialViewState;
        this.flight = viewState;
        this.world.later(
          () =>
            this.flight === viewState &&
            this.props.onViewStateChange({ viewState, interactionState: { inTransition: true } }),
        );
      } else if (initialViewState) this.flight = null;
      if (initialViewState) this.viewState = initialViewState;
      if (props.layers) this.world.later(() => this.redraw());
    }

    redraw() {
      this.props.onAfterRender?.();
    }

    getCanvas() {
      return this.canvas;
    }

    getViewports() {
      return [];
    }

    grown() {
      const { clientWidth, clientHeight } = this.holder;
      if (clientWidth === this.width && clientHeight === this.height) return;
      Object.assign(this, { width: clientWidth, height: clientHeight });
      this.props.onResize?.();
      // As deck.gl does: it tells where it stands in its new size.
      if (!this.flight && this.viewState)
        this.props.onViewStateChange({ viewState: this.viewState, interactionState: {} });
    }

    finalize() {}
  }

  const opened = (world) => {
    const canvas = document.createElement("canvas");
    const holder = Object.assign(document.createElement("div"), { className: "canvas-holder" });
    holder.append(canvas);
    const deck = new Deck(world, holder, canvas);
    new ResizeObserver(() => deck.grown()).observe(holder);
    const rows = { firstRows: [0, 0, 0], take() {}, write() {}, tint() {} };
    return { D, holder, deck, rows, extensions: [] };
  };

  class TestMap extends PlanMap {
    furnish(received) {
      super.furnish(received);
      this.presenter = new PresentDoor(this, () => this.received.world.later(() => ({ Presenter })));
    }
  }

  const holder = document.createElement("div");
  holder.className = "plan-map-holder";
  document.body.replaceChildren(holder);

  const begin = (world, query) => {
    history.replaceState(null, "", `/early.json?${query}`);
    const map = new TestMap(
      { ...data, world },
      world.later(() => opened(world)),
    );
    map.leave = () => {};
    holder.replaceChildren(map.node);
    return map;
  };

  // What Streamlit does when it shows the map, at any moment: it hands it its data anew and puts it where it
  // belongs.
  const mount = (map) => {
    holder.replaceChildren(map.node);
    map.receive(map.received);
    map.returned();
  };

  const wrong = (map, scene, query) => {
    const {
      store,
      presenter,
      renderer: { target },
    } = map;
    const { state } = store;
    if (map.node.dataset.state !== "ready")
      return `state ${map.node.dataset.state}: ${map.node.textContent.slice(0, 80)}`;
    if (!presenter.on || state.briefing !== briefing.id) return "not presenting";
    if (state.scene !== scene || map.node.dataset.scene !== String(scene)) return `scene ${state.scene}`;
    if (presenter.paused || map.node.dataset.paused) return "paused";
    if (presenter.keyOf(state) !== presenter.baseOf(scene - 1).key) return "another view";
    const wanted = presenter.wantedCamera();
    if (["longitude", "latitude", "zoom"].some((name) => !(Math.abs(target[name] - wanted[name]) < 1e-6)))
      return `camera ${target.zoom} for ${wanted.zoom}`;
    if (location.search !== `?${query}`) return `address ${location.search}`;
    return null;
  };

  const queryOf = (scene) => `brief=${briefing.id}${scene > 1 ? `&scene=${scene}` : ""}`;

  // A link to a scene that is opened.
  const link = async (world, scene) => {
    const map = begin(world, queryOf(scene));
    world.add(world.events, { act: () => map.dock && mount(map) });
    await world.run();
    return map;
  };

  // The page of briefings starts the scene on a map whose layers, filters and camera somebody has touched, whatever of
  // that is not done yet; now and then the map is taken out of the page meanwhile.
  const page = async (world, scene) => {
    const map = (kept.map ??= begin(world, "theme=water"));
    if (!map.dock) await world.run();
    map.received.world = map.renderer.deck.world = world;
    const { store } = map;
    if (map.presenter.on) map.presenter.leave();
    const theme = new Set(["ecology"]);
    store.set({
      page: "briefings",
      layers: new Set([...store.state.layers].slice(world.chance() * 5)),
      filters: { ...store.state.filters, theme },
    });
    map.renderer.fly(
      { longitude: 114 + world.chance() / 10, latitude: 22.6, zoom: 11 + world.chance() },
      world.chance() < 0.5 ? 0 : 900,
    );
    const left = world.now + world.chance() * 600;
    await world.run(() => world.now > left);
    if (world.chance() < 0.5) {
      map.node.remove();
      await world.run(() => world.chance() < 0.3);
      mount(map);
    }
    map.presenter.start(briefing.id, scene);
    await world.run();
    return map;
  };

  const found = [];
  for (const seed of seeds) {
    // The browser takes its breath.
    await new Promise((resolve) => real.setTimeout(resolve));
    if (way === "link") kept.observed.clear();
    const world = (kept.world = new World(seed));
    const scene = 1 + (seed % briefing.scenes.length);
    const map = await { link, page }[way](world, scene).catch((error) => ({ error }));
    const fault = map.error ? map.error.stack : wrong(map, scene, queryOf(scene));
    if (fault) found.push([seed, fault]);
    if (way === "link") map.destroy?.();
  }
  Object.assign(globalThis, real);
  return found;
}
