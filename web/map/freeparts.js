// The parts of a window that the panels on it leave free.

// Narrower parts of the window show nothing.
const LEAST_PX = 56;

/**
 * Parts of a window that boxes leave free: each box is passed on one of its sides.
 * @param {PixelSize} size
 * @param {Sides[]} boxes
 * @returns {Sides[]}
 */
export function freeParts({ width, height }, boxes) {
  let parts = [{ left: 0, top: 0, right: width, bottom: height }];
  for (const box of boxes) {
    const free = parts.flatMap((part) => (meet(part, box) ? beside(part, box) : [part]));
    if (free.length) parts = free;
  }
  return parts;
}

/**
 * @param {Sides} one
 * @param {Sides} other
 */
function meet(one, other) {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

/**
 * @param {Sides} part
 * @param {Sides} box
 */
function beside(part, box) {
  const cut = [
    { ...part, right: box.left },
    { ...part, left: box.right },
    { ...part, bottom: box.top },
    { ...part, top: box.bottom },
  ];
  return cut.filter(({ left, top, right, bottom }) => right - left >= LEAST_PX && bottom - top >= LEAST_PX);
}
