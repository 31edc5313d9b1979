// GCJ-02, the shifted datum of Chinese web maps, as geo/crs.py has it; and the meshes that lay tiles of it on the map.

// Krasovsky's ellipsoid, which the published formulae use.
const SEMI_MAJOR_M = 6378245.0;
const ECCENTRICITY_SQUARED = 0.006693421622965943;
const STEPS = 6;
const { PI, sin, cos, sqrt, abs } = Math;
const RAD = PI / 180;
// A mesh has so many parts a side: between its corners the shift is taken for linear.
const PARTS = 4;

/**
 * Degrees that GCJ-02 adds to a WGS-84 position.
 * @param {number} longitude
 * @param {number} latitude
 */
function offset(longitude, latitude) {
  const x = longitude - 105;
  const y = latitude - 35;
  const root = sqrt(abs(x));
  const ripple = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  let north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple;
  north += ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  north += ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  let east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple;
  east += ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  east += ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  const curvature = 1 - ECCENTRICITY_SQUARED * sin(latitude * RAD) ** 2;
  const meridian = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / curvature ** 1.5;
  const parallel = (SEMI_MAJOR_M / sqrt(curvature)) * cos(latitude * RAD);
  return [east / parallel / RAD, north / meridian / RAD];
}

/**
 * @param {Place} place WGS-84
 * @returns {Place}
 */
export function toGcj([longitude, latitude]) {
  const [east, north] = offset(longitude, latitude);
  return [longitude + east, latitude + north];
}

/**
 * @param {Place} place GCJ-02
 * @returns {Place}
 */
export function toWgs([longitude, latitude]) {
  let [x, y] = [longitude, latitude];
  for (let step = 0; step < STEPS; step += 1) {
    const [east, north] = offset(x, y);
    x = longitude - east;
    y = latitude - north;
  }
  return [x, y];
}

/**
 * A place of a tile's square in degrees of the tile's own datum; u and v are 0 to 1 from its north-west.
 * @param {TileIndex} tile
 * @param {number} u
 * @param {number} v
 * @returns {Place}
 */
export function placeIn({ x, y, z }, u, v) {
  const side = 2 ** z;
  return [((x + u) / side) * 360 - 180, (Math.atan(Math.sinh(PI * (1 - (2 * (y + v)) / side))) * 180) / PI];
}

/**
 * A tile as triangles on the map: places in WGS-84 with the pixels of its picture that lie there. Points lie at equal
 * distances on the picture, so that what is between them is where Mercator has it.
 * @param {TileIndex} tile
 * @param {Datum} datum of the tile
 * @returns {TileMesh}
 */
export function meshOf(tile, datum) {
  const parts = datum === "gcj02" ? PARTS : 1;
  const side = parts + 1;
  const positions = new Float64Array(side * side * 3);
  const texCoords = new Float32Array(side * side * 2);
  const indices = new Uint32Array(parts * parts * 6);
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      const own = placeIn(tile, column / parts, row / parts);
      positions.set(datum === "gcj02" ? toWgs(own) : own, at * 3);
      texCoords.set([column / parts, row / parts], at * 2);
    }
  for (let row = 0; row < parts; row += 1)
    for (let column = 0; column < parts; column += 1) {
      const at = row * side + column;
      indices.set([at, at + side, at + 1, at + 1, at + side, at + side + 1], (row * parts + column) * 6);
    }
  return { vertexCount: indices.length, positions, indices, texCoords };
}
