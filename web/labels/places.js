// Where a label finds room: on or beside its place, else at the end of a thin line, else as a number.

/** Halves of a width and a height. @typedef {{ x: number, y: number }} Half */
/** @typedef {{ west: number, east: number, north: number, south: number }} Sides */
/**
 * A rectangle about x and y, in pixels; from: where the thin line to it begins.
 * @typedef {Sides & Half & { from?: Pixel }} LabelBox
 */
/** @typedef {"unit" | "neighbour" | "water" | "item"} Kind */
/**
 * A name that may be written, and where; rank: the lower, the sooner. two: it in two lines; below: its place has a
 * symbol.
 * @typedef {{ kind: Kind, text: string, anchors: Place[], rank: number, item?: ItemRecord, two?: string[] | null,
 *   below?: boolean, minZoom?: number, chosen?: boolean }} Row
 */
/** all: whether every item in sight is named. @typedef {{ scale: number, symbolScale: number, all: boolean }} Sizes */
/** form: index of the form that found room, -1 for the number. @typedef {{ form: number, box: LabelBox }} Found */

export const SYMBOL_HALF_PX = 11;
const POINT_OFFSET_PX = 15;
// Where a district's name moves for a symbol: shares of the way across and down, the nearest first.
const ASIDE = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [-1, -0.5],
  [1, -0.5],
  [-1, 0.5],
  [1, 0.5],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [0, -1.6],
  [0, 1.6],
  [-1.6, 0],
  [1.6, 0],
];
const MAX_ACROSS_PX = 32;
// How far a name may move up or down from its place without a line to it, in halves of its height.
const SHIFTS = [0, 1.1, -1.1, 2, -2];
// Ends of thin lines: distances from the place, and directions, those to the sides first.
const LEADERS_PX = [16, 30, 46, 66, 90];
const NUMBER_LEADERS_PX = [...LEADERS_PX, 120, 160];
const DIRECTIONS = [0, 180, 30, 150, 210, 330, 60, 120, 240, 300, 90, 270].map((degrees) => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
]);

/**
 * @param {Sides} one
 * @param {Sides} other
 */
export function meet(one, other) {
  return one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Half} half
 * @returns {LabelBox}
 */
export function boxAt(x, y, half) {
  return { x, y, west: x - half.x, east: x + half.x, north: y - half.y, south: y + half.y };
}

// Room on a canvas: what is taken already, and the symbols that no name may hide.
export class Room {
  /** @param {{ taken: Sides[], symbols: Sides[], width: number, height: number }} parts */
  constructor({ taken, symbols, width, height }) {
    this.taken = taken;
    this.symbols = symbols;
    this.width = width;
    this.height = height;
  }

  /** @param {Sides} box */
  holds(box) {
    return box.west >= 0 && box.east <= this.width && box.north >= 0 && box.south <= this.height;
  }

  /** @param {Sides} box */
  isFree(box) {
    return this.holds(box) && !this.taken.some((other) => meet(box, other));
  }

  /** @param {Sides} box */
  hides(box) {
    return this.symbols.some((other) => meet(box, other));
  }

  /**
   * The first free box among the spots; where every one hides a symbol, the first of those for what is named all the
   * same.
   * @param {Pixel[]} spots
   * @param {Half} half
   */
  first(spots, half, insists = false) {
    /** @type {LabelBox | null} */
    let second = null;
    for (const [x, y] of spots) {
      const box = boxAt(x, y, half);
      if (!this.isFree(box)) continue;
      if (!this.hides(box)) return box;
      second ??= box;
    }
    return insists ? second : null;
  }

  /**
   * A free box at the end of a thin line from a place.
   * @param {Pixel} place
   * @param {Half} half
   * @param {number[]} distances
   * @param {number} scale
   * @returns {LabelBox | null}
   */
  led([x, y], half, distances, scale) {
    for (const distance of distances.map((pixels) => pixels * scale)) {
      for (const [east, south] of DIRECTIONS) {
        const box = boxAt(x + east * (distance + half.x), y + south * (distance + half.y), half);
        if (this.isFree(box) && !this.hides(box)) return { ...box, from: [x, y] };
      }
    }
    return null;
  }
}

/**
 * A point's name stands beside its symbol, any other on its place; a district's moves a little aside where it must.
 * @param {Row} row
 * @param {Pixel} place
 * @param {Half} half
 * @param {Sizes} sizes
 * @returns {Pixel[]}
 */
export function spotsOf(row, [x, y], half, { scale, symbolScale, all }) {
  const offset = POINT_OFFSET_PX * scale;
  if (row.below)
    return [
      [x, y + offset + half.y],
      [x, y - offset - half.y],
      [x + offset + half.x, y],
      [x - offset - half.x, y],
    ];
  if (row.kind === "item" && all) return SHIFTS.map((down) => [x, y + down * half.y]);
  if (row.kind !== "unit") return [[x, y]];
  const down = half.y + SYMBOL_HALF_PX * symbolScale;
  const across = Math.min(half.x, MAX_ACROSS_PX * scale);
  return ASIDE.map(([east, south]) => [x + east * across, y + south * down]);
}

/**
 * Room for one of the forms of a name, or for a number.
 * @param {Room} room
 * @param {Row} row
 * @param {Pixel[]} anchors
 * @param {Half[]} forms
 * @param {Sizes} sizes
 * @param {{ all: boolean, number: Half | null }} options number: where one may stand for the name
 * @returns {Found | null}
 */
export function roomFor(room, row, anchors, forms, sizes, { all, number }) {
  for (let form = 0; form < forms.length; form += 1) {
    for (const anchor of anchors) {
      const box = room.first(spotsOf(row, anchor, forms[form], sizes), forms[form], row.kind === "unit" || row.chosen);
      if (box) return { form, box };
    }
  }
  if (!all) return null;
  for (let form = forms.length - 1; form >= 0; form -= 1) {
    for (const anchor of anchors) {
      const box = room.led(anchor, forms[form], LEADERS_PX, sizes.scale);
      if (box) return { form, box };
    }
  }
  if (!number) return null;
  for (const anchor of anchors) {
    const box = room.first([anchor], number) ?? room.led(anchor, number, NUMBER_LEADERS_PX, sizes.scale);
    if (box) return { form: -1, box };
  }
  return null;
}
