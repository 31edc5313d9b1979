// Forms of marks: dashes of one length whatever the width, and rings round points.

const TILE_PX = 512;
const CORNERS = 40;
// On and off in pixels; the round ends of what is on take a width from what is off.
const ON_PX = 4.5;
const OFF_PX = 5;
const RAD = Math.PI / 180;

/**
 * A dash in widths, as lines have it.
 * @param {number} width in pixels
 */
export function dashed(width) {
  return [Math.max(ON_PX / width, 1), (OFF_PX + width) / width, 0];
}

/**
 * A ring of so many pixels round a place at a zoom.
 * @param {Place} place
 * @param {number} radius in pixels
 * @param {number} zoom
 * @returns {Place[]}
 */
export function ringAround([longitude, latitude], radius, zoom) {
  const east = (radius * 360) / (TILE_PX * 2 ** zoom);
  const north = east * Math.cos(latitude * RAD);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    return [longitude + east * Math.cos(angle), latitude + north * Math.sin(angle)];
  });
}
