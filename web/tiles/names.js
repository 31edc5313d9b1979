// The names that vector tiles bring: places, and roads along themselves. They are written after our own, in the room
// that those leave (web/city/names.js).

import { placeIn, toWgs } from "./gcj.js";

// Names of layers in the schemas of Protomaps and OpenMapTiles.
const PLACES = new Set(["places", "place"]);
const ROADS = new Set(["roads", "transportation_name"]);
export const NAMED_LAYERS = [...PLACES, ...ROADS];
// Countries and provinces are no names for a city's map; streets come with their own zooms.
const FAR_KINDS = new Set(["country", "continent", "state", "province", "region"]);
const NO_ROADS = new Set(["path", "track", "other", "rail", "ferry", "service"]);
const ROADS_ZOOM = 13;
const MOST_LETTERS = 24;
const MOST_NAMES = 60;
const CONTROLS = /[\p{C}\p{Z}]+/gu;
// Which of a thing's names is written, the best first.
/** @type {Record<Language, string[]>} */
const ORDER = {
  zh: ["name:zh-Hans", "name:zh", "name", "name:en"],
  en: ["name:en", "name:latin", "name", "name:zh"],
};
export const NAME_KEYS = new Set(Object.values(ORDER).flat());

/**
 * A name as one line of words; too long a one is none.
 * @param {string | undefined} text
 */
function words(text = "") {
  const line = text.replace(CONTROLS, " ").trim();
  return line.length <= MOST_LETTERS ? line : "";
}

/**
 * @param {Record<string, string>} names
 * @param {Language} language
 */
const nameIn = (names, language) => ORDER[language].map((key) => words(names[key])).find(Boolean) ?? "";

/**
 * The names in a tile.
 * @param {VectorLayer[]} layers
 * @param {TileIndex} tile
 * @param {Datum} datum
 * @returns {TileName[]}
 */
export function namesOf(layers, tile, datum) {
  /** @type {TileName[]} */
  const found = [];
  for (const { name: layer, extent, features } of layers) {
    const road = ROADS.has(layer);
    if (!(road ? tile.z >= ROADS_ZOOM : PLACES.has(layer))) continue;
    /** @param {number[]} path
     * @returns {Place[]} */
    const course = (path) => {
      const places = [];
      for (let at = 0; at + 1 < path.length; at += 2)
        places.push(placeIn(tile, path[at] / extent, path[at + 1] / extent));
      return datum === "gcj02" ? places.map(toWgs) : places;
    };
    for (const { point, area, kind, names, paths } of features) {
      if (!paths.length || found.length >= MOST_NAMES) continue;
      if (road ? point || area || NO_ROADS.has(kind) : !point || FAR_KINDS.has(kind)) continue;
      const [zh, en] = [nameIn(names, "zh"), nameIn(names, "en")];
      if (!zh) continue;
      const courses = paths.map(course);
      const [middle] = courses.map((places) => places[places.length >> 1]);
      found.push({ zh, en: en || zh, kind: road ? "arterial" : "place", place: middle, ...(road ? { courses } : {}) });
    }
  }
  return found;
}

/**
 * Those of all tiles in sight, each once: a road goes from tile to tile, and a tile beyond the last zoom shows parts.
 * @param {(TileContent | null)[]} contents
 */
export function together(contents) {
  /** @type {Map<string, TileName>} */
  const found = new Map();
  for (const each of contents.flatMap((content) => content?.names ?? [])) {
    const known = found.get(`${each.kind} ${each.zh}`);
    if (!known) found.set(`${each.kind} ${each.zh}`, each);
    else if (each.courses && known.courses && known.place.join() !== each.place.join())
      found.set(`${each.kind} ${each.zh}`, { ...known, courses: [...known.courses, ...each.courses] });
  }
  return [...found.values()];
}
