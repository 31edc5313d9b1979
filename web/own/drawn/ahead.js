// What will draw a file's features is compiled while somebody still reads how they may lie: without a GPU that takes as
// long as several frames. Each kind is drawn once where nobody looks.

import { OwnRows } from "./rows.js";

/** On the plane: no map of a city shows its corner. */
const NOWHERE = [0, 0];
/** A ring that is larger than a pixel, and one that is not. */
const LARGE = [0, 0, 64, 0, 0, 64, 0, 0];
const SMALL = LARGE.map((at) => at * 1e-9);
const CORNERS = LARGE.length / 2;
/** So many points are dots (layers.js), and so many segments outlines of one pixel (outlines.js). */
const MANY = 20_000;
/** So many areas have as many segments. */
const MANY_AREAS = 1000;

const colors = new OwnRows(1);
const places = Float32Array.from([...LARGE, ...SMALL]);
const owners = new Float32Array(2 * CORNERS);
const one = { places: places.slice(0, 4), rows: new Float32Array(1) };
const areas = { places, rows: owners, indicesAt: () => Uint32Array.of(0, 1, 2) };
const starts = Uint32Array.of(0, CORNERS, 2 * CORNERS);
const corners = { places, rows: owners, starts, owners: new Uint32Array(2) };
const outlines = { places: one.places, rows: new Float32Array(MANY), count: MANY, corners };
const edges = { ...one, count: 1 };

/**
 * @param {DeckGl.LayerClass} Marks
 * @param {OwnProposal} proposal
 * @param {number[]} paper
 * @returns {DeckGl.Layer[]}
 */
export function aheadLayers(Marks, { kinds, count }, paper) {
  /** @type {Record<string, { kind: string, content: object }[]>} */
  const parts = {
    area: [
      { kind: "areas", content: areas },
      { kind: "lines", content: count >= MANY_AREAS ? outlines : edges },
    ],
    line: [{ kind: "lines", content: one }],
    // Where they would lie is shown by discs already.
    point: count >= MANY ? [{ kind: "dots", content: one }] : [],
  };
  return kinds
    .flatMap((kind) => parts[kind] ?? [])
    .map(
      (part, index) =>
        new Marks({
          ...part,
          id: `own:ahead:${index}:${part.kind}`,
          colors,
          origin: NOWHERE,
          size: 1,
          opacityOf: 0,
          paper,
          chosen: -1,
          parameters: { depthCompare: "always" },
        }),
    );
}
