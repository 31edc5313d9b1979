// Web Mercator as deck.gl counts it, for cameras and pictures that are worked out before anything is drawn.

const TILE_PX = 512;
const RAD = Math.PI / 180;
const LEAST_PX = 40;

/**
 * A place as shares of the world's square, y downwards.
 * @param {Place} place
 * @returns {number[]}
 */
export function toWorld([longitude, latitude]) {
  return [longitude / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * RAD) / 2)) / (2 * Math.PI)];
}

/**
 * A place on deck.gl's plane, y upwards.
 * @param {Place} place
 */
export function toPlane(place) {
  const [x, y] = toWorld(place);
  return [TILE_PX * x, TILE_PX * (1 - y)];
}

/**
 * @param {number[]} world
 * @returns {Place}
 */
export function toLonLat([x, y]) {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 2 - Math.PI / 2) / RAD];
}

/** @param {number} zoom */
export function worldPx(zoom) {
  return TILE_PX * 2 ** zoom;
}

/**
 * West, south, east, north of what a camera that looks straight down shows in a window.
 * @param {Camera} camera
 * @param {PixelSize} size
 * @returns {Bounds}
 */
export function boundsOf({ longitude, latitude, zoom }, { width, height }) {
  const [x, y] = toWorld([longitude, latitude]);
  const half = [width / 2 / worldPx(zoom), height / 2 / worldPx(zoom)];
  const [west, north] = toLonLat([x - half[0], y - half[1]]);
  const [east, south] = toLonLat([x + half[0], y + half[1]]);
  return [west, south, east, north];
}

/**
 * The camera that shows bounds inside a part of a window (left, top, width, height in pixels) and, round it, the rest.
 * @param {Bounds} bounds
 * @param {Box} part
 * @param {PixelSize} size
 * @param {{ zooms: number[], pitch?: number, bearing?: number }} options zooms: the least and the most
 */
export function fitCamera([west, south, east, north], part, { width, height }, { zooms, pitch = 0, bearing = 0 }) {
  const [x0, y0] = toWorld([west, north]);
  const [x1, y1] = toWorld([east, south]);
  const wanted = Math.log2(
    Math.min(Math.max(part.width, LEAST_PX) / (x1 - x0), Math.max(part.height, LEAST_PX) / (y1 - y0)) / TILE_PX,
  );
  const zoom = Math.min(Math.max(wanted, zooms[0]), zooms[1]);
  const right = (width / 2 - part.left - part.width / 2) / worldPx(zoom);
  const down = (height / 2 - part.top - part.height / 2) / worldPx(zoom);
  const [sine, cosine] = [Math.sin(bearing * RAD), Math.cos(bearing * RAD)];
  const [longitude, latitude] = toLonLat([
    (x0 + x1) / 2 + right * cosine - down * sine,
    (y0 + y1) / 2 + right * sine + down * cosine,
  ]);
  return { longitude, latitude, zoom, pitch, bearing };
}
