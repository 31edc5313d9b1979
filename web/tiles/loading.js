// Loads the tiles of one source: pictures as they are, vector tiles drawn. Counts what does not come, and gives up.

import { Fetcher, TileFailure } from "./fetching.js";
import { meshOf } from "./gcj.js";
import { decodeTile } from "./mvt.js";
import { NAMED_LAYERS, namesOf } from "./names.js";
import { layersOf, paintTile } from "./paint.js";
import { isBlank, pictureOf, Sameness, stacked } from "./pictures.js";

// So many in a row before any has come, or after some have.
const MOST_FIRST = 4;
const MOST_LATER = 16;
const KEPT_VECTORS = 12;

export class TileLoader {
  /**
   * @param {TileSource} source
   * @param {BasemapsDocument} list
   * @param {{ come: () => void, failed: (failure: TileFailure) => void }} hears come: of the first tile; failed: that
   * the source is given up
   */
  constructor(source, list, hears) {
    this.source = source;
    this.rules = list.rules;
    this.layers = new Set([...layersOf(list.rules), ...NAMED_LAYERS]);
    this.hears = hears;
    this.fetcher = new Fetcher(source.origins, list.frame);
    this.sameness = new Sameness();
    this.come = 0;
    this.failures = 0;
    /** @type {TileFailure | null} */
    this.last = null;
    this.ended = false;
    /**
     * Vector tiles as read, for their parts beyond the last zoom.
     * @type {Map<string, Promise<VectorLayer[] | null>>}
     */
    this.vectors = new Map();
  }

  /**
   * @param {TileIndex} tile
   * @param {AbortSignal} signal
   * @param {Appearance} appearance
   * @returns {Promise<TileContent | null>}
   */
  async load(tile, signal, appearance) {
    if (this.ended) return null;
    try {
      const drawn = await (this.source.kind === "vector"
        ? this.drawn(tile, signal, appearance)
        : this.picture(tile, signal).then((image) => image && { image }));
      this.failures = 0;
      this.last = null;
      if (drawn && !this.ended) {
        this.come += 1;
        if (this.come === 1) this.hears.come();
      }
      return drawn && { ...drawn, mesh: meshOf(tile, this.source.datum), bounds: [0, 0, 1, 1] };
    } catch (error) {
      if (signal.aborted) throw error;
      this.fail(error instanceof TileFailure ? error : new TileFailure("broken", { said: String(error) }));
      throw error;
    }
  }

  /** @param {TileFailure} failure */
  fail(failure) {
    this.failures += 1;
    this.last = failure;
    const most = failure.reason === "placeholder" ? 1 : this.come ? MOST_LATER : MOST_FIRST;
    if (this.ended || this.failures < most) return;
    this.ended = true;
    this.hears.failed(failure);
  }

  /**
   * @param {TileIndex} tile
   * @param {AbortSignal} signal
   */
  async picture(tile, signal) {
    const [address, ...over] = this.source.addressesOf(tile);
    const above = over.map((each) => this.fetcher.bytes(each, signal).then((bytes) => bytes && pictureOf(bytes)));
    // Names that do not come are not missed.
    const names = Promise.all(above.map((each) => each.catch(() => null)));
    const bytes = await this.fetcher.bytes(address, signal);
    if (!bytes) return null;
    const image = await pictureOf(bytes);
    if (this.source.origins.length && this.sameness.isSuspect(bytes) && !isBlank(image))
      throw new TileFailure("placeholder");
    return stacked([image, ...(await names).filter((each) => each !== null)]);
  }

  /**
   * @param {TileIndex} tile
   * @param {AbortSignal} signal
   * @param {Appearance} appearance
   */
  async drawn(tile, signal, appearance) {
    const { lastZoom } = this.source;
    const steps = Math.max(tile.z - lastZoom, 0);
    const scale = 2 ** steps;
    const whole = { x: Math.floor(tile.x / scale), y: Math.floor(tile.y / scale), z: tile.z - steps };
    const layers = await this.vector(whole);
    signal.throwIfAborted();
    const part = { x: tile.x / scale - whole.x, y: tile.y / scale - whole.y, scale };
    if (!layers) return null;
    const image = paintTile(layers, this.rules, { zoom: tile.z, dark: appearance === "dark", part });
    return { image, names: namesOf(layers, whole, this.source.datum) };
  }

  /**
   * Several may wait for one: it comes whole, whoever has left meanwhile.
   * @param {TileIndex} tile
   */
  vector(tile) {
    const key = `${tile.z}/${tile.x}/${tile.y}`;
    const kept = this.vectors.get(key);
    if (kept) return kept;
    const coming = this.fetcher
      .bytes(this.source.addressesOf(tile)[0], new AbortController().signal)
      .then((bytes) => bytes && decodeTile(bytes, this.layers));
    this.vectors.set(key, coming);
    coming.catch(() => this.vectors.delete(key));
    const oldest = this.vectors.keys().next().value;
    if (this.vectors.size > KEPT_VECTORS && oldest !== undefined) this.vectors.delete(oldest);
    return coming;
  }

  close() {
    this.ended = true;
    this.fetcher.close();
  }
}
