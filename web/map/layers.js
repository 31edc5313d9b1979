// All layers of the map in drawing order: the basemap, the city, the plan, and what is pointed at, chosen or measured.

import { numbers } from "../base/colour.js";
import { isTinted } from "../progress/colouring.js";
import { towerLayer, towerRows } from "../gpu/towers.js";
import { measureLayers } from "./measure.js";

/**
 * Those that are made of the same as before are the same.
 * @param {DeckRenderer} renderer
 * @param {State} state
 * @returns {DeckGl.Layer[]}
 */
export function mapLayers(renderer, state) {
  const { D, rows, store, memo, highlight, city, own, answer, symbolScale } = renderer;
  const { hover, selection, unit, measure, towers, filters, layers: on, appearance, tiles } = state;
  const standing = memo.part("towers", [towers, store.flags, towers && on, appearance], () =>
    towers ? towerRows(store, renderer.units) : { rows: [], tops: new Map() },
  );
  renderer.towerTops = standing.tops;
  const marked = [answer, ...(answer?.keys(state) ?? []), appearance, symbolScale];
  return [
    ...memo.part("basemap", [appearance, tiles], () => renderer.basemap.layers(rows, rows.firstRows[0])),
    ...memo.part("city", [city, appearance, symbolScale], () => city?.layers(D, rows, symbolScale) ?? []),
    ...memo.part("answer:below", marked, () => answer?.below(renderer, state, symbolScale) ?? []),
    ...renderer.planLayers.layers(appearance, symbolScale),
    ...memo.part("own", [own?.stamp, symbolScale], () => own?.layers(D, symbolScale) ?? []),
    ...memo.part("unit", [unit, filters.district, appearance, symbolScale], () => highlight.units(state, symbolScale)),
    ...memo.part("hover", [hover, appearance], () => highlight.hovered(hover)),
    ...memo.part("answer:above", marked, () => answer?.above(renderer, state, symbolScale) ?? []),
    ...memo.part("selection", [selection, appearance, symbolScale, isTinted(store) && store.standings], () =>
      highlight.chosen(selection, symbolScale),
    ),
    ...memo.part("measure", [measure, appearance], () =>
      measureLayers(D, measure, numbers(store.colors().highlight), rows),
    ),
    ...memo.part("towerLayer", [standing], () => (standing.rows.length ? [towerLayer(D, standing.rows, numbers)] : [])),
  ];
}
