// What a name of the city says and where it may stand beside its place.

import { boxAt } from "../labels/places.js";

const GAP_PX = 4;
// From a station's dot, or a peak's triangle, to its name.
const FROM_MARK_PX = 6;
const SHIELD = { across: 5, down: 3 };
const QUIET_WEIGHT = 400;
const THIN_SPACE = "\u2009";

/**
 * The name in full, as people call it: 福田 is 福田站.
 * @param {CityName} entry
 * @param {CityKind} kind
 * @param {Language} language
 */
export function fullName(entry, kind, language) {
  const name = language === "zh" ? entry.name : entry.name_en;
  const suffix = language === "zh" ? kind.suffix_zh : kind.suffix_en;
  return name.endsWith(suffix.trim()) ? name : name + suffix;
}

/**
 * A peak's height, the lines of a station, the number of a road.
 * @param {CityName} entry
 * @param {Language} language
 */
export function aboutOf({ kind, about = "" }, language) {
  if (kind === "peak" && about) return `${about} m`;
  // A railway's name is Chinese.
  if (kind === "rail-station" && language !== "zh") return "";
  if (kind !== "metro-station" || !about) return about;
  const lines = about.split(" ").map((line) => (/^\d+$/.test(line) && language === "zh" ? `${line}号线` : line));
  return language === "zh" ? lines.join("、") : `${lines.length > 1 ? "Lines" : "Line"} ${lines.join(", ")}`;
}

/**
 * What is written on the map.
 * @param {CityName} entry
 * @param {CityKind} kind
 * @param {Language} language
 */
export function textOf(entry, kind, language) {
  const name = language === "zh" ? entry.name : entry.name_en;
  const form = kind.lettering?.form;
  if (form === "shield") return kind.id === "metro-line" ? name : (entry.about ?? name);
  if (form === "peak") return entry.about ? `${name} ${entry.about}` : name;
  if (form === "spaced" && language === "zh") return [...name].join(THIN_SPACE);
  return name;
}

/**
 * How a name is marked; a road without a number is only named.
 * @param {CityNameRow} row
 */
export function markOf({ entry, kind }) {
  const form = kind.lettering?.form ?? "text";
  return form === "shield" && !entry.about ? "text" : form;
}

/**
 * A road without a number is written as quietly as any other name.
 * @param {CityNameRow} row
 * @param {number} scale
 * @returns {import("../labels/pen.js").Style}
 */
export function styleOf(row, scale) {
  const { size, weight: own, form } = /** @type {CityLettering} */ (row.kind.lettering);
  const weight = form === markOf(row) ? own : QUIET_WEIGHT;
  return { size: scale === 1 ? size : Math.round(size * scale), weight, italic: form === "water", color: "label" };
}

/**
 * Where the name may stand, best first: on its place, or round its mark.
 * @param {CityNameRow} row
 * @param {Pixel} at
 * @param {number} width of the text
 * @param {number} size of its letters
 */
export function boxesOf(row, [x, y], width, size) {
  const mark = markOf(row);
  if (mark === "shield") return [boxAt(x, y, { x: width / 2 + SHIELD.across, y: size / 2 + SHIELD.down })];
  const half = { x: width / 2 + GAP_PX, y: size / 2 + GAP_PX };
  if (mark !== "dot" && mark !== "peak") return [boxAt(x, y, half)];
  const [across, down] = [half.x + FROM_MARK_PX - GAP_PX + 2, half.y + FROM_MARK_PX - GAP_PX + 1];
  const spots = [
    [x + across, y],
    [x, y + down],
    [x - across, y],
    [x, y - down],
  ];
  return spots.map(([left, top]) => boxAt(left, top, half));
}
