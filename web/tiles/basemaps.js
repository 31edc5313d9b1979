// Basemaps of tiles: follows what is chosen, shows it, and puts our own back with a word where it does not come.

import { loadJson } from "../gpu/loader.js";
import { TileLoader } from "./loading.js";
import { tileLayer } from "./layer.js";
import { keepSettings, readSettings } from "./settings.js";
import { OWN, sourceOf } from "./sources.js";
import { together } from "./names.js";
import { buildChooser } from "./chooser.js";

/** @typedef {import("./settings.js").BasemapSettings} BasemapSettings */
/** @typedef {import("./fetching.js").TileFailure} TileFailure */

export class Basemaps {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.settings = readSettings();
    /** @type {BasemapsDocument | null} */
    this.list = null;
    /** @type {TileLoader | null} */
    this.loader = null;
    // Each attempt is a layer of its own: what failed before is asked for again.
    this.attempt = 0;
    this.opacity = 1;
    /** @type {ReturnType<typeof buildChooser> | null} */
    this.panel = null;
    this.store.subscribe((_state, changed) => changed.has("base") && this.follow());
  }

  /** The list as it is now; packages may have come or gone. */
  async refresh() {
    const { basemapsUrl = "" } = this.map.received;
    this.list = /** @type {BasemapsDocument} */ (await loadJson(basemapsUrl));
    return this.list;
  }

  /** The chooser, built when it is first opened. */
  chooser() {
    if (!this.panel) {
      this.panel = buildChooser(this.map, this);
      this.map.controls.node.after(this.panel.node);
    }
    return this.panel;
  }

  // Whether the present choice is one of tiles.
  get on() {
    const { base } = this.store.state;
    return base !== "city" && base !== "none";
  }

  /** Shows what is chosen. */
  async follow() {
    const { base } = this.store.state;
    this.stop();
    if (!this.on) return this.store.set({ tiles: null, basemapNote: null });
    this.store.set({ tiles: null });
    try {
      this.list ??= await this.refresh();
    } catch (error) {
      console.warn(error);
      return this.note("basemap.failed", { name: base, reason: this.store.t("tiles.failed.network") }, true);
    }
    if (this.store.state.base !== base) return;
    const known = { list: this.list, settings: this.settings, online: this.map.received.tiles, store: this.store };
    const source = sourceOf(base, known);
    // A file may be put there, or a better one.
    if ("fault" in source) this.note(source.fault, source.values ?? {}, "values" in source);
    else this.begin(source, this.list);
  }

  /**
   * @param {TileSource} source
   * @param {BasemapsDocument} list
   */
  begin(source, list) {
    this.attempt += 1;
    const id = `basemap:tiles:${source.id}:${this.attempt}`;
    const loader = new TileLoader(source, list, {
      come: () => this.loader === loader && this.change({ ready: true }),
      failed: (failure) => this.loader === loader && this.fail(source, failure),
    });
    this.loader = loader;
    const { store } = this;
    /** @type {ShownTiles} */
    const tiles = {
      id: source.id,
      credit: source.credit,
      kind: source.kind,
      ready: false,
      opacity: this.opacity,
      names: [],
      layer: (D, opacity) => {
        const { appearance } = store.state;
        const drawnFor = source.kind === "vector" ? appearance : "any";
        return tileLayer(D, source, {
          id,
          opacity,
          appearance: drawnFor,
          load: (tile, signal) => loader.load(tile, signal, appearance),
          loaded: (contents) => this.loader === loader && this.seen(source, contents),
        });
      },
    };
    store.set({ tiles, basemapNote: null });
  }

  /** @param {Partial<ShownTiles>} changed */
  change(changed) {
    const { tiles } = this.store.state;
    if (tiles) this.store.set({ tiles: { ...tiles, ...changed } });
  }

  /**
   * A window in which the source has nothing says so; one in which it has something no longer does. A small window may
   * show fewer tiles than it takes to give a source up.
   * @param {TileSource} source
   * @param {(TileContent | null)[]} contents
   */
  seen(source, contents) {
    const { basemapNote, tiles } = this.store.state;
    const empty = !contents.some(Boolean);
    const failure = this.loader?.last;
    if (empty && failure && !tiles?.ready) return this.fail(source, failure);
    if (empty && !basemapNote) this.note("basemap.nothingHere", { name: source.name }, false);
    if (!empty && basemapNote?.key === "basemap.nothingHere") this.store.set({ basemapNote: null });
    if (source.kind === "vector" && tiles) this.named(together(contents), tiles.names);
  }

  /**
   * @param {TileName[]} names
   * @param {TileName[]} before
   */
  named(names, before) {
    const key = (/** @type {TileName[]} */ list) => list.map(({ zh, place }) => `${zh} ${place}`).join();
    if (key(names) !== key(before)) this.change({ names });
  }

  /**
   * @param {TileSource} source
   * @param {TileFailure} failure
   */
  fail(source, { key, values }) {
    const { store } = this;
    this.stop();
    store.set({ tiles: null });
    // Our server says it in both languages.
    const parts = String(values.said ?? "").split(" / ");
    const said = parts.length === 2 ? parts[store.state.language === "zh" ? 0 : 1] : parts.join(" / ");
    const why = store.t(key, { ...values, said });
    this.note("basemap.failed", { name: source.name, reason: why }, true);
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} values
   * @param {boolean} again whether trying again may help
   */
  note(key, values, again) {
    this.store.set({ basemapNote: { key, values, again } });
  }

  stop() {
    this.loader?.close();
    this.loader = null;
  }

  /** Tries again, with the folder as it is now. */
  retry() {
    this.list = null;
    return this.follow();
  }

  /** @param {string} base */
  choose(base) {
    this.settings = keepSettings({ own: base === OWN });
    if (base === this.store.state.base) return this.retry();
    this.store.set({ base });
  }

  /**
   * What was typed, kept in this browser, and shown.
   * @param {Partial<BasemapSettings>} typed
   * @param {string} base
   */
  use(typed, base) {
    this.settings = keepSettings({ ...typed, own: base === OWN });
    this.choose(base);
  }

  /** @param {number} opacity 0 to 1 */
  fade(opacity) {
    this.opacity = opacity;
    this.change({ opacity });
  }
}
