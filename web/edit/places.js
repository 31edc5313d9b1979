// The place of an item as the pen holds it, ring by ring and line by line, and back as the plan's files have it.

import { geodesicAreaM2 } from "../map/measure.js";
import { lengthM, newId } from "../draw/features.js";

const DECIMALS = 6;
/** @type {Record<string, DrawnKind>} */
const KIND_OF_TYPE = {
  Point: "point",
  MultiPoint: "point",
  LineString: "line",
  MultiLineString: "line",
  Polygon: "area",
  MultiPolygon: "area",
};
const PART = /^p(\d+)r(\d+)$/;

/** @param {PlanGeometry | null} geometry */
export const kindOf = (geometry) => (geometry ? (KIND_OF_TYPE[geometry.type] ?? null) : null);

/**
 * Its points, lines or rings; an area's holes are rings of their own. An id says which ring of which part it is.
 * @param {PlanGeometry | null} geometry
 * @param {string} color
 * @returns {DrawnFeature[]}
 */
export function partsOf(geometry, color) {
  const kind = kindOf(geometry);
  if (!geometry || !kind) return [];
  const { type, coordinates } = geometry;
  const parts = type.startsWith("Multi") ? coordinates : [coordinates];
  return parts.flatMap((part, at) => {
    const rings = kind === "area" ? part : [kind === "point" ? [part] : part];
    return rings.map((/** @type {Place[]} */ ring, /** @type {number} */ number) => ({
      id: `p${at}r${number}`,
      kind,
      color,
      text: "",
      number: 0,
      measured: false,
      path: kind === "area" ? ring.slice(0, -1) : ring,
    }));
  });
}

/**
 * The place that parts make together; null for none. A number that the file has stays as it is.
 * @param {DrawnFeature[]} parts
 * @param {PlanGeometry | null} before
 * @returns {PlanGeometry | null}
 */
export function placeOf(parts, before) {
  if (!parts.length) return null;
  const [{ kind }] = parts;
  const known = knownOf(before);
  const path = (/** @type {DrawnFeature} */ part) =>
    part.path.map((place) => known.get(place.join()) ?? rounded(place));
  const shapes =
    kind === "area" ? areas(parts, path, before) : parts.map((part) => (kind === "point" ? path(part)[0] : path(part)));
  const single = { point: "Point", line: "LineString", area: "Polygon" }[/** @type {"point"} */ (kind)];
  return shapes.length === 1
    ? { type: single, coordinates: shapes[0] }
    : { type: `Multi${single}`, coordinates: shapes };
}

/**
 * Rings of one part stay together; a ring without an outer one is a part of its own.
 * @param {DrawnFeature[]} parts
 * @param {(part: DrawnFeature) => Place[]} path
 * @param {PlanGeometry | null} before
 */
function areas(parts, path, before) {
  /** @type {Map<string, Place[][]>} */
  const made = new Map();
  const there = new Set(parts.map(({ id }) => id));
  const unchanged = new Map(partsOf(before, "").map(({ id, path: ring }) => [id, ring.join(";")]));
  for (const part of parts) {
    const [, at, ring] = PART.exec(part.id) ?? [];
    const inner = ring !== undefined && ring !== "0" && there.has(`p${at}r0`);
    const key = inner || ring === "0" ? `p${at}` : part.id;
    const places = path(part);
    const turned = part.path.join(";") === unchanged.get(part.id) ? places : wound(places, inner);
    made.set(key, [...(made.get(key) ?? []), [...turned, turned[0]]]);
  }
  return [...made.values()];
}

/**
 * Outer rings run against the clock, holes with it (RFC 7946).
 * @param {Place[]} ring
 * @param {boolean} inner
 */
function wound(ring, inner) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length];
    return sum + (x - ring[0][0]) * (ny - ring[0][1]) - (nx - ring[0][0]) * (y - ring[0][1]);
  }, 0);
  return twice > 0 === inner ? [ring[0], ...ring.slice(1).reverse()] : ring;
}

/** @param {PlanGeometry | null} geometry */
function knownOf(geometry) {
  return new Map(
    partsOf(geometry, "").flatMap(({ path }) => path.map((place) => /** @type {const} */ ([place.join(), place]))),
  );
}

/** @param {Place} place */
const rounded = (place) => place.slice(0, 2).map((value) => +value.toFixed(DECIMALS));

/**
 * How much there is of it: metres, square metres, or how many points.
 * @param {DrawnFeature[]} parts
 */
export function amountOf(parts) {
  const sum = (/** @type {(part: DrawnFeature) => number} */ of) => parts.reduce((all, part) => all + of(part), 0);
  const kind = parts[0]?.kind;
  if (kind === "line") return sum(({ path }) => lengthM(path));
  const holes = (/** @type {DrawnFeature} */ { id }) => (PART.exec(id)?.[2] ?? "0") !== "0";
  if (kind === "area") return sum((part) => (holes(part) ? -1 : 1) * geodesicAreaM2(part.path));
  return parts.length;
}

/**
 * West, south, east, north of all places.
 * @param {(PlanGeometry | null)[]} geometries
 * @returns {Bounds | null}
 */
export function boundsOf(geometries) {
  const places = geometries.flatMap((geometry) => partsOf(geometry, "").flatMap(({ path }) => path));
  if (!places.length) return null;
  const [xs, ys] = [0, 1].map((side) => places.map((place) => place[side]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/**
 * A place that is typed as a part.
 * @param {Place} place
 * @param {string} color
 * @returns {DrawnFeature}
 */
export function pointAt(place, color) {
  return { id: newId(), kind: "point", color, text: "", number: 0, measured: false, path: [place] };
}
