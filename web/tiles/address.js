// Addresses of tiles that somebody types: XYZ, WMTS and WMS. Each becomes a function of a tile, or a word says what it
// lacks.

const MOST = 1000;
const MOST_HOSTS = 10;
const EDGE_M = 20037508.342789244;
const MOST_ZOOM = 20;

const WMTS = {
  SERVICE: "WMTS",
  REQUEST: "GetTile",
  VERSION: "1.0.0",
  STYLE: "default",
  FORMAT: "image/png",
  TILEMATRIX: "{z}",
  TILEROW: "{y}",
  TILECOL: "{x}",
};
const WMS = {
  SERVICE: "WMS",
  REQUEST: "GetMap",
  VERSION: "1.1.1",
  STYLES: "",
  FORMAT: "image/png",
  WIDTH: 256,
  HEIGHT: 256,
  BBOX: "{bbox}",
};

/** @typedef {{ addressOf: (tile: TileIndex) => string, origins: string[], maxZoom: number }} TileAddress */
/** @typedef {{ fault: string }} AddressFault the end of a wording's key: `basemap.address.<fault>` */

/**
 * Hosts that take turns: {s}, {a-d}, {1-4}, {switch:a,b,c}. Each with what stands in its place.
 * @param {string} text
 * @returns {string[]}
 */
export function turns(text) {
  const range = text.match(/\{(?:([a-z])-([a-z])|(\d)-(\d))\}/i);
  const listed = text.match(/\{switch:([^{}]+)\}/i);
  if (range) {
    const [first, last] = [range[1] ?? range[3], range[2] ?? range[4]].map((end) => end.charCodeAt(0));
    const letters = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => String.fromCharCode(first + at));
    return letters.map((letter) => text.replace(range[0], letter));
  }
  if (listed) return listed[1].split(",").map((part) => text.replace(listed[0], part.trim()));
  if (/\{s\}/i.test(text)) return ["a", "b", "c"].map((letter) => text.replace(/\{s\}/gi, letter));
  return [text];
}

/** @param {TileIndex} tile */
export function metres({ x, y, z }) {
  const side = (2 * EDGE_M) / 2 ** z;
  return [x * side - EDGE_M, EDGE_M - (y + 1) * side, (x + 1) * side - EDGE_M, EDGE_M - y * side];
}

/**
 * A query's parameter, whatever its letters' case.
 * @param {string} address
 * @param {string} name
 */
function parameter(address, name) {
  const query = new URLSearchParams(address.split("?").slice(1).join("?"));
  return [...query].find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}

/**
 * @param {string} address
 * @param {Record<string, string | number>} values those that it does not name yet are added
 */
function completed(address, values) {
  const missing = Object.entries(values).filter(([name]) => !parameter(address, name.toLowerCase()));
  const query = missing.map(([name, value]) => `${name}=${value}`).join("&");
  return query ? `${address}${address.includes("?") ? (/[?&]$/.test(address) ? "" : "&") : "?"}${query}` : address;
}

/**
 * The address with places for z, x, y or bbox.
 * @param {string} text
 * @returns {string | AddressFault}
 */
function template(text) {
  const named = text
    .replace(/\{TileMatrix\}/gi, "{z}")
    .replace(/\{TileRow\}/gi, "{y}")
    .replace(/\{TileCol\}/gi, "{x}");
  if (/\{z\}/.test(named) && /\{x\}/.test(named) && /\{-?y\}/.test(named)) return named;
  const service = parameter(named, "service").toUpperCase();
  if (service === "WMTS" || /\/wmts(?:[/?]|$)/i.test(named)) {
    if (!parameter(named, "layer") || !parameter(named, "tilematrixset")) return { fault: "wmts" };
    const plain = named.replace(/([?&])(?:tilematrix|tilerow|tilecol|request)=[^&]*/gi, "$1").replace(/&{2,}/g, "&");
    return completed(plain.replace("?&", "?"), WMTS);
  }
  if (service === "WMS" || /\{bbox/.test(named) || /\/wms(?:[/?]|$)/i.test(named)) {
    if (!parameter(named, "layers")) return { fault: "wms" };
    const plain = named
      .replace(/\{bbox[^{}]*\}/gi, "{bbox}")
      .replace(/([?&])(?:width|height|srs|crs|request)=[^&]*/gi, "$1")
      .replace(/([?&])bbox=(?!\{bbox\})[^&]*/gi, "$1")
      .replace(/&{2,}/g, "&");
    const system = parameter(plain, "version").startsWith("1.3") ? "CRS" : "SRS";
    return completed(plain.replace("?&", "?"), { ...WMS, [system]: "EPSG:3857" });
  }
  return { fault: "template" };
}

/**
 * @param {string} text as it was typed
 * @returns {TileAddress | AddressFault}
 */
export function tileAddress(text) {
  const typed = text.trim();
  if (!typed || typed.length > MOST) return { fault: "template" };
  const made = template(typed);
  if (typeof made !== "string") return made;
  const each = turns(made);
  if (!each.length || each.length > MOST_HOSTS) return { fault: "hosts" };
  /** @param {string} address
   * @param {TileIndex} tile */
  const filled = (address, tile) =>
    address
      .replaceAll("{z}", String(tile.z))
      .replaceAll("{x}", String(tile.x))
      .replaceAll("{y}", String(tile.y))
      .replaceAll("{-y}", String(2 ** tile.z - 1 - tile.y))
      .replaceAll("{bbox}", metres(tile).join(","));
  /** @type {Set<string>} */
  const origins = new Set();
  for (const address of each) {
    const sample = filled(address, { x: 0, y: 0, z: 0 });
    const url = URL.canParse(sample) ? new URL(sample) : null;
    if (!url || !["http:", "https:"].includes(url.protocol)) return { fault: "protocol" };
    if (url.username || url.password) return { fault: "password" };
    if (/[{}]/.test(sample)) return { fault: "braces" };
    origins.add(url.origin);
  }
  const addressOf = (/** @type {TileIndex} */ tile) => filled(each[(tile.x + tile.y) % each.length], tile);
  return { addressOf, origins: [...origins], maxZoom: MOST_ZOOM };
}
