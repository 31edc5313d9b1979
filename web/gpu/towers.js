// Towers: how many items of each district are on the map, stacked by theme, for the tilted view.

import { placeOf } from "../state/tally.js";

const TALLEST_M = 22000;
const RADIUS_M = 1500;

/** @typedef {{ position: number[], height: number, color: string }} TowerRow */

/**
 * @param {Store} store
 * @param {PlacedItem[]} units
 */
export function towerRows(store, units) {
  const { themes } = store.doc.catalogue;
  const perUnit = units.map((unit) => {
    const own = store.matching.filter((item) => item.districts.includes(unit.id));
    const items = own.filter((item) => placeOf(store, item) === "shown");
    return {
      unit,
      total: items.length,
      all: own.length,
      counts: Object.keys(themes).map((theme) => ({
        theme,
        count: items.filter((item) => item.theme === theme).length,
      })),
    };
  });
  const most = Math.max(1, ...perUnit.map((row) => row.total));
  const step = TALLEST_M / most;
  /** @type {TowerRow[]} */
  const rows = [];
  /** @type {Map<string, TowerTop>} */
  const tops = new Map();
  for (const { unit, total, all, counts } of perUnit) {
    let base = 0;
    const [longitude, latitude] = unit.anchors[0] ?? [];
    if (longitude === undefined) continue;
    for (const { theme, count } of counts) {
      if (!count) continue;
      rows.push({ position: [longitude, latitude, base], height: count * step, color: store.color(themes[theme]) });
      base += count * step;
    }
    tops.set(unit.id, { total, all, height: base });
  }
  return { rows, tops };
}

/**
 * @param {DeckGl.Library} D
 * @param {TowerRow[]} rows
 * @param {(color: string) => number[]} numbers
 */
export function towerLayer(D, rows, numbers) {
  return new D.ColumnLayer({
    id: "towers",
    data: rows,
    diskResolution: 24,
    radius: RADIUS_M,
    extruded: true,
    getPosition: (/** @type {TowerRow} */ row) => row.position,
    getElevation: (/** @type {TowerRow} */ row) => row.height,
    getFillColor: (/** @type {TowerRow} */ row) => numbers(row.color),
    material: { ambient: 0.7, diffuse: 0.4, shininess: 8 },
    parameters: { depthCompare: "less-equal" },
  });
}
