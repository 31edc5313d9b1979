// The layers of deck.gl that draw what people brought: of each layer its areas, their edges, its lines and its points.

import { numbers } from "../../base/colour.js";
import { aheadLayers } from "./ahead.js";
import { previewLayers } from "./preview.js";

/** So many points are drawn as dots, where they are as small as this in pixels (shaders.js). */
const MANY = 20_000;
const SMALL_PX = 8;
const OVER = { parameters: { depthCompare: "always" } };

/**
 * The lowest first; over all of them what is looked at before it is taken.
 * @param {Pick<Own, "store" | "loaded" | "chosen" | "preview"> & Partial<Pick<Own, "uploads">>} own
 * @param {DeckGl.LayerClass} Marks
 * @param {number} scale
 * @returns {DeckGl.Layer[]}
 */
export function ownLayers({ store, loaded, chosen, preview, uploads }, Marks, scale) {
  const { own, appearance } = store.state;
  const paper = numbers(store.doc.catalogue.appearances[appearance].halo)
    .slice(0, 3)
    .map((part) => part / 255);
  const drawn = [...own].reverse().flatMap((id) => {
    const layer = loaded.get(id);
    return layer ? marksOf(Marks, id, layer, { paper, scale, chosen: chosen?.id === id ? chosen.row : -1 }) : [];
  });
  const previewed = preview ? previewLayers(Marks, preview, store, paper) : [];
  const looked = uploads?.shown?.proposal;
  return [...drawn, ...(looked ? aheadLayers(Marks, looked, paper) : []), ...previewed];
}

/**
 * @param {DeckGl.LayerClass} Marks
 * @param {string} id
 * @param {import("../loading.js").Loaded} layer
 * @param {{ paper: number[], scale: number, chosen: number }} how
 */
function marksOf(Marks, id, { shapes, rows, head, size }, { paper, scale, chosen }) {
  const shared = { ...OVER, colors: rows, origin: shapes.origin, opacityOf: head.style.opacity, paper, chosen };
  const wide = size * scale;
  const thin = Math.max(1, wide / 4);
  const points = shapes.points.rows.length >= MANY && wide <= SMALL_PX ? "dots" : "points";
  const parts = [
    { part: "areas", kind: "areas", size: wide, content: shapes.areas },
    { part: "edges", kind: "lines", size: thin, content: shapes.edges },
    // Edges seen from afar (outlines.js) have no width of the chosen one's own.
    ...(chosen >= 0 ? [{ part: "chosen", kind: "lines", size: thin, content: shapes.edges.of(chosen) }] : []),
    { part: "lines", kind: "lines", size: thin, content: shapes.lines },
    { part: "points", kind: points, size: wide, content: shapes.points },
  ];
  return parts
    .filter(({ content }) => ("count" in content ? content.count : content.rows.length))
    .map(({ part, ...own }) => new Marks({ ...shared, ...own, id: `own:${id}:${part}` }));
}
