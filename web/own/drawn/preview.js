// Where the features of a file would lie: the reading that is looked at, and the next best one beside it.

import { numbers } from "../../base/colour.js";
import { toPlane } from "../../base/mercator.js";
import { OwnRows } from "./rows.js";

const SIZE_PX = 9;
const BESIDE_PX = 6;

/** @typedef {{ origin: number[], content: object, rows: Map<string, OwnRows> }} Made */
/** What was made of a reading. @type {WeakMap<OwnGuess, Made>} */
const made = new WeakMap();

/**
 * @param {OwnGuess} guess
 * @param {string} color
 */
function marksOf(guess, color) {
  let marks = made.get(guess);
  if (!marks) {
    const origin = toPlane(guess.places[0] ?? [0, 0]);
    const places = new Float32Array(2 * guess.places.length);
    guess.places.forEach((place, index) => {
      const [x, y] = toPlane(place);
      places[2 * index] = x - origin[0];
      places[2 * index + 1] = y - origin[1];
    });
    const rows = Float32Array.from(guess.places, (_place, index) => index);
    marks = { origin, content: { places, rows }, rows: new Map() };
    made.set(guess, marks);
  }
  let rows = marks.rows.get(color);
  if (!rows) {
    rows = new OwnRows(guess.places.length);
    rows.paint(new Uint8Array(guess.places.length), [numbers(color)]);
    marks.rows.set(color, rows);
  }
  return { origin: marks.origin, content: marks.content, colors: rows };
}

/**
 * The last of the readings is the one that is chosen.
 * @param {DeckGl.LayerClass} Marks
 * @param {OwnGuess[]} guesses
 * @param {Store} store
 * @param {number[]} paper
 */
export function previewLayers(Marks, guesses, store, paper) {
  const { highlight, label_quiet: quiet } = store.colors();
  const last = guesses.length - 1;
  return guesses.flatMap((guess, index) =>
    guess.places.length
      ? [
          new Marks({
            ...marksOf(guess, index === last ? highlight : quiet),
            id: `own:preview:${index === last ? "chosen" : index}`,
            kind: "points",
            size: index === last ? SIZE_PX : BESIDE_PX,
            opacityOf: index === last ? 0.9 : 0.6,
            paper,
            chosen: -1,
            parameters: { depthCompare: "always" },
          }),
        ]
      : [],
  );
}
