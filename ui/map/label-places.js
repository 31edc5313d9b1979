// Where a label finds room: on or beside its place, else at the end of a thin line, else as a number.

export const SYMBOL_HALF_PX = 11;
const POINT_OFFSET_PX = 15;
// Where a district's name moves for a symbol: shares of the way across and down, the nearest first.
const ASIDE = [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0], [-1, -0.5], [1, -0.5], [-1, 0.5], [1, 0.5], [-1, -1], [1, -1], [-1, 1], [1, 1], [0, -1.6], [0, 1.6], [-1.6, 0], [1.6, 0]];
const MAX_ACROSS_PX = 32;
// How far a name may move up or down from its place without a line to it, in halves of its height.
const SHIFTS = [0, 1.1, -1.1, 2, -2];
// Ends of thin lines: distances from the place, and directions, those to the sides first.
const LEADERS_PX = [16, 30, 46, 66, 90];
const NUMBER_LEADERS_PX = [...LEADERS_PX, 120, 160];
const DIRECTIONS = [0, 180, 30, 150, 210, 330, 60, 120, 240, 300, 90, 270].map((degrees) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);

export function meet(one, other) {
  return one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
}

export function boxAt(x, y, half) {
  return { x, y, west: x - half.x, east: x + half.x, north: y - half.y, south: y + half.y };
}

// Room on a canvas: what is taken already, and the symbols that no name may hide.
export class Room {
  constructor({ taken, symbols, width, height }) {
    Object.assign(this, { taken, symbols, width, height });
  }

  holds(box) {
    return box.west >= 0 && box.east <= this.width && box.north >= 0 && box.south <= this.height;
  }

  isFree(box) {
    return this.holds(box) && !this.taken.some((other) => meet(box, other));
  }

  hides(box) {
    return this.symbols.some((other) => meet(box, other));
  }

  // The first free box among the spots; where every one hides a symbol, the first of those for what is named all the same.
  first(spots, half, insists = false) {
    let second = null;
    for (const [x, y] of spots) {
      const box = boxAt(x, y, half);
      if (!this.isFree(box)) continue;
      if (!this.hides(box)) return box;
      second ??= box;
    }
    return insists ? second : null;
  }

  // A free box at the end of a thin line from a place.
  led([x, y], half, distances) {
    for (const distance of distances) {
      for (const [east, south] of DIRECTIONS) {
        const box = boxAt(x + east * (distance + half.x), y + south * (distance + half.y), half);
        if (this.isFree(box) && !this.hides(box)) return { ...box, from: [x, y] };
      }
    }
    return null;
  }
}

// A point's name stands beside its symbol, any other on its place; a district's moves a little aside where it must.
export function spotsOf(row, [x, y], half, { scale, symbolScale, all }) {
  const offset = POINT_OFFSET_PX * scale;
  if (row.below) return [[x, y + offset + half.y], [x, y - offset - half.y], [x + offset + half.x, y], [x - offset - half.x, y]];
  if (row.kind === "item" && all) return SHIFTS.map((down) => [x, y + down * half.y]);
  if (row.kind !== "unit") return [[x, y]];
  const down = half.y + SYMBOL_HALF_PX * symbolScale;
  const across = Math.min(half.x, MAX_ACROSS_PX * scale);
  return ASIDE.map(([east, south]) => [x + east * across, y + south * down]);
}

// Room for one of the forms of a name (halves of its width and height), or for a number: { form, box }, form -1 for the number.
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
      const box = room.led(anchor, forms[form], LEADERS_PX);
      if (box) return { form, box };
    }
  }
  for (const anchor of number ? anchors : []) {
    const box = room.first([anchor], number) ?? room.led(anchor, number, NUMBER_LEADERS_PX);
    if (box) return { form: -1, box };
  }
  return null;
}
