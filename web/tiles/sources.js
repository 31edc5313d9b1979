// Where tiles come from: every choice of a basemap as a source, or why there is none.

import { tileAddress } from "./address.js";

export const OWN = "own";
export const ONLINE = "online";
export const TIANDITU = ["tianditu-vec", "tianditu-img", "tianditu-ter"];
const TIANDITU_HOSTS = ["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"];
const TIANDITU_ZOOM = 18;
// Each map of Tianditu has its names in another layer.
/** @type {Record<string, string>} */
const TIANDITU_NAMES = { vec: "cva", img: "cia", ter: "cta" };
const PICTURE_PX = 256;
const VECTOR_PX = 512;
// Vector tiles are drawn anew beyond their last zoom.
const VECTOR_ZOOM = 18;

/** @typedef {import("./settings.js").BasemapSettings} BasemapSettings */
/** @typedef {{ fault: string, values?: Record<string, string> }} NoSource a wording's key, and what stands in it */

/**
 * @param {string} base what was chosen
 * @param {{ list: BasemapsDocument, settings: BasemapSettings, online: Tiles | null, store: Store }} known
 * @returns {TileSource | NoSource}
 */
export function sourceOf(base, { list, settings, online, store }) {
  if (TIANDITU.includes(base)) return tianditu(base, settings.key || list.tiandituKey, store);
  if (base === OWN) return own(settings, store);
  if (base === ONLINE) return online ? configured(online, store) : { fault: "basemap.noOnline" };
  const found = list.packages.find(({ id }) => id === base);
  if (!found) return { fault: "basemap.noPackage", values: { id: base, folder: list.folder } };
  if (found.fault) return { fault: `tiles.fault.${found.fault}`, values: { file: found.file } };
  return ofPackage(found);
}

/**
 * @param {PackageRecord} found
 * @returns {TileSource}
 */
function ofPackage({ id, name, credit, url, kind, datum, minZoom, maxZoom, tilePx, bounds }) {
  const vector = kind === "vector";
  return {
    id,
    name,
    credit: credit || name,
    kind: vector ? "vector" : "raster",
    datum: datum === "gcj02" ? "gcj02" : "wgs84",
    minZoom,
    maxZoom: vector ? Math.max(VECTOR_ZOOM, maxZoom) : maxZoom,
    lastZoom: maxZoom,
    tileSize: vector ? VECTOR_PX : tilePx >= VECTOR_PX ? VECTOR_PX : PICTURE_PX,
    bounds,
    origins: [],
    addressesOf: (tile) => [filled(url, tile)],
  };
}

/**
 * @param {string} base
 * @param {string} key
 * @param {Store} store
 * @returns {TileSource | NoSource}
 */
function tianditu(base, key, store) {
  if (!key) return { fault: "basemap.noKey" };
  const kind = base.slice(-3);
  /**
   * @param {string} layer
   * @param {TileIndex} tile
   */
  const address = (layer, { x, y, z }) =>
    `https://${TIANDITU_HOSTS[(x + y) % TIANDITU_HOSTS.length]}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS` +
    `&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles` +
    `&TILEMATRIX=${z}&TILEROW=${y}&TILECOL=${x}&tk=${encodeURIComponent(key)}`;
  return {
    ...OUTSIDE,
    id: base,
    name: store.t(`basemap.${base}`),
    credit: store.t("basemap.tiandituCredit"),
    minZoom: 1,
    maxZoom: TIANDITU_ZOOM,
    lastZoom: TIANDITU_ZOOM,
    origins: TIANDITU_HOSTS.map((host) => `https://${host}.tianditu.gov.cn`),
    addressesOf: (tile) => [address(kind, tile), address(TIANDITU_NAMES[kind], tile)],
  };
}

/** @type {Pick<TileSource, "kind" | "datum" | "minZoom" | "tileSize" | "bounds">} */
const OUTSIDE = { kind: "raster", datum: "wgs84", minZoom: 0, tileSize: PICTURE_PX, bounds: null };

/**
 * @param {BasemapSettings} settings
 * @param {Store} store
 * @returns {TileSource | NoSource}
 */
function own({ address, datum, credit }, store) {
  const read = tileAddress(address);
  if ("fault" in read) return { fault: `basemap.address.${read.fault}` };
  return {
    ...OUTSIDE,
    id: OWN,
    name: store.t("basemap.own"),
    credit: credit || new URL(read.origins[0]).host,
    datum,
    maxZoom: read.maxZoom,
    lastZoom: read.maxZoom,
    origins: read.origins,
    addressesOf: (tile) => [read.addressOf(tile)],
  };
}

/**
 * The server's own, of PLAN_MAP_TILES.
 * @param {Tiles} tiles
 * @param {Store} store
 * @returns {TileSource | NoSource}
 */
function configured({ url, credit, maxZoom, datum }, store) {
  const read = tileAddress(url);
  if ("fault" in read) return { fault: `basemap.address.${read.fault}` };
  return {
    ...OUTSIDE,
    id: ONLINE,
    name: credit || store.t("basemap.online"),
    credit: credit || new URL(read.origins[0]).host,
    datum,
    maxZoom,
    lastZoom: maxZoom,
    origins: read.origins,
    addressesOf: (tile) => [read.addressOf(tile)],
  };
}

/**
 * @param {string} template
 * @param {TileIndex} tile
 */
function filled(template, { x, y, z }) {
  return template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
}
