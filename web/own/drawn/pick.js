// What of layers lies under the pointer: looked for in the arrays themselves, which is quicker than to have the GPU
// draw a million points once more, and sees what the filter lets through.

const SLACK_PX = 4;

/** @typedef {{ shapes: OwnShapes, rows: OwnRowsSeen, size: number, boxes?: Float32Array }} Pickable */
/** @typedef {{ isShown: (row: number) => boolean }} OwnRowsSeen */

/**
 * The row of a layer that lies at a place on the plane; -1 where none does.
 * @param {Pickable} layer
 * @param {number[]} place on the plane
 * @param {number} unit length of a pixel there
 */
export function rowAt(layer, place, unit) {
  const { shapes } = layer;
  const [x, y] = [place[0] - shapes.origin[0], place[1] - shapes.origin[1]];
  const point = nearestPoint(layer, x, y, (layer.size / 2 + SLACK_PX) * unit);
  if (point >= 0) return point;
  const line = nearestLine(layer, x, y, (layer.size / 8 + SLACK_PX) * unit);
  return line >= 0 ? line : areaAt(layer, x, y);
}

/**
 * @param {Pickable} layer
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function nearestPoint({ shapes, rows }, x, y, reach) {
  const { places, rows: owners } = shapes.points;
  let [found, best] = [-1, reach * reach];
  for (let at = 0; at < owners.length; at += 1) {
    const [right, up] = [places[2 * at] - x, places[2 * at + 1] - y];
    const away = right * right + up * up;
    // Of several in one place the last is on top.
    if (away <= best && rows.isShown(owners[at])) [found, best] = [owners[at], away];
  }
  return found;
}

/**
 * @param {Pickable} layer
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function nearestLine({ shapes, rows }, x, y, reach) {
  const { places, rows: owners } = shapes.lines;
  let [found, best] = [-1, reach * reach];
  for (let at = 0; at < owners.length; at += 1) {
    const away = awayFrom(places, 4 * at, x, y);
    if (away <= best && rows.isShown(owners[at])) [found, best] = [owners[at], away];
  }
  return found;
}

/**
 * Square of the distance from a segment.
 * @param {Float32Array} places
 * @param {number} at
 * @param {number} x
 * @param {number} y
 */
function awayFrom(places, at, x, y) {
  const [wide, high] = [places[at + 2] - places[at], places[at + 3] - places[at + 1]];
  const [right, up] = [x - places[at], y - places[at + 1]];
  const square = wide * wide + high * high;
  const share = square ? Math.min(Math.max((right * wide + up * high) / square, 0), 1) : 0;
  return (right - share * wide) ** 2 + (up - share * high) ** 2;
}

/**
 * The last area, which is drawn on top.
 * @param {Pickable} layer
 * @param {number} x
 * @param {number} y
 */
function areaAt(layer, x, y) {
  const { shapes, rows } = layer;
  const { areaRows } = shapes;
  layer.boxes ??= boxesOf(shapes);
  const { boxes } = layer;
  for (let area = areaRows.length - 1; area >= 0; area -= 1) {
    const at = 4 * area;
    if (x < boxes[at] || y < boxes[at + 1] || x > boxes[at + 2] || y > boxes[at + 3]) continue;
    if (rows.isShown(areaRows[area]) && isInside(shapes, area, x, y)) return areaRows[area];
  }
  return -1;
}

/** @param {OwnShapes} shapes */
function boxesOf({ areas, areaStarts, ringStarts, areaRows }) {
  const boxes = new Float32Array(4 * areaRows.length);
  for (let area = 0; area < areaRows.length; area += 1) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    // Holes lie inside of the first ring.
    const ring = areaStarts[area];
    for (let corner = ringStarts[ring]; corner < ringStarts[ring + 1]; corner += 1) {
      const [x, y] = [areas.places[2 * corner], areas.places[2 * corner + 1]];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    boxes.set(box, 4 * area);
  }
  return boxes;
}

/**
 * @param {OwnShapes} shapes
 * @param {number} area
 * @param {number} x
 * @param {number} y
 */
function isInside({ areas, areaStarts, ringStarts }, area, x, y) {
  const { places } = areas;
  let inside = false;
  for (let ring = areaStarts[area]; ring < areaStarts[area + 1]; ring += 1)
    for (let corner = ringStarts[ring]; corner + 1 < ringStarts[ring + 1]; corner += 1) {
      const [x0, y0, x1, y1] = places.subarray(2 * corner, 2 * corner + 4);
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
    }
  return inside;
}

/**
 * A place of a row on the plane, and the box round all of it: of each kind the places that are the row's.
 * @param {OwnShapes} shapes
 * @param {number} row
 * @returns {number[] | null} west, south, east, north from the layer's origin; null where it has none
 */
export function boxOf(shapes, row) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (/** @type {Float32Array} */ places, /** @type {number} */ at) => {
    box[0] = Math.min(box[0], places[at]);
    box[1] = Math.min(box[1], places[at + 1]);
    box[2] = Math.max(box[2], places[at]);
    box[3] = Math.max(box[3], places[at + 1]);
  };
  const { points, lines, areas } = shapes;
  /**
   * @param {{ places: Float32Array, rows: Float32Array }} part
   * @param {number} corners of each of its places
   */
  const look = ({ places, rows }, corners) => {
    for (let at = rows.indexOf(row); at >= 0; at = rows.indexOf(row, at + 1))
      for (let corner = 0; corner < corners; corner += 1) take(places, 2 * (at * corners + corner));
  };
  look(points, 1);
  look(areas, 1);
  look(lines, 2);
  return box[0] <= box[2] ? box : null;
}
