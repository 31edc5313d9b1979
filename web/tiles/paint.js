// Draws a vector tile as a picture, in the colours and widths of the catalogue's [[tile]] rules.

// A tile is shown 362 to 724 pixels wide: its picture has enough for either, and for a fine screen.
const TILE_PX = 512;
const SHARP = (globalThis.devicePixelRatio ?? 1) > 1 ? 2 : 1.5;
const PICTURE_PX = TILE_PX * SHARP;

/**
 * The names of all layers that rules draw.
 * @param {TileRule[]} rules
 */
export const layersOf = (rules) => new Set(rules.flatMap(({ layers }) => layers));

/**
 * A value between those that hold at certain zooms.
 * @param {number[]} values
 * @param {number[]} zooms
 * @param {number} zoom
 */
export function between(values, zooms, zoom) {
  const next = zooms.findIndex((each) => each > zoom);
  if (next === 0) return values[0];
  if (next < 0) return values[values.length - 1];
  const share = (zoom - zooms[next - 1]) / (zooms[next] - zooms[next - 1]);
  return values[next - 1] + share * (values[next] - values[next - 1]);
}

/**
 * All that a rule draws of a tile, as one path; null for nothing.
 * @param {VectorLayer[]} layers
 * @param {TileRule} rule
 * @param {{ x: number, y: number, scale: number }} part what of the tile is drawn: its corner, and how much larger
 */
function pathOf(layers, rule, part) {
  const kinds = new Set(rule.kinds);
  const area = rule.shape === "area";
  const path = new Path2D();
  let drawn = false;
  for (const { name, extent, features } of layers) {
    if (!rule.layers.includes(name)) continue;
    const factor = (PICTURE_PX * part.scale) / extent;
    const [left, top] = [part.x * PICTURE_PX * part.scale, part.y * PICTURE_PX * part.scale];
    for (const feature of features) {
      if (feature.point || feature.area !== area || (kinds.size && !kinds.has(feature.kind))) continue;
      drawn = true;
      for (const points of feature.paths) {
        path.moveTo(points[0] * factor - left, points[1] * factor - top);
        for (let at = 2; at < points.length; at += 2)
          path.lineTo(points[at] * factor - left, points[at + 1] * factor - top);
        if (area) path.closePath();
      }
    }
  }
  return drawn ? path : null;
}

/**
 * @param {VectorLayer[]} layers
 * @param {TileRule[]} rules
 * @param {{ zoom: number, dark: boolean, part?: { x: number, y: number, scale: number } }} how zoom: of the tile
 * that is drawn; part: of the tile that there is, as shares of its side
 */
export function paintTile(layers, rules, { zoom, dark, part = { x: 0, y: 0, scale: 1 } }) {
  const canvas = new OffscreenCanvas(PICTURE_PX, PICTURE_PX);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.lineJoin = "round";
  context.lineCap = "butt";
  for (const rule of rules) {
    if (zoom + 0.5 < rule.min_zoom) continue;
    const color = dark ? rule.color_dark : rule.color;
    if (!rule.layers.length) {
      context.fillStyle = color;
      context.fillRect(0, 0, PICTURE_PX, PICTURE_PX);
      continue;
    }
    const path = pathOf(layers, rule, part);
    if (!path) continue;
    if (rule.shape === "area") {
      context.fillStyle = color;
      context.fill(path);
    } else {
      context.strokeStyle = color;
      context.lineWidth = between(rule.widths, rule.zooms, zoom) * SHARP;
      context.setLineDash(rule.dash.map((length) => length * SHARP));
      context.stroke(path);
    }
  }
  return canvas.transferToImageBitmap();
}
