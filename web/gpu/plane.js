// deck.gl's plane - Web Mercator, 512 wide, y upwards - as the map's own layers draw on it. Places are counted from an
// origin beside them, so that single precision is enough at every zoom, and come to the screen by one matrix: the GPU
// need not project degrees, which is half of all that a machine without one has to compile before the first frame, and
// is worked through at every corner of every frame.

import { toPlane } from "../base/mercator.js";

// A layer that is drawn over what was drawn before, whatever the pitch.
export const FLAT = { parameters: { depthCompare: "always" } };

const BLOCK = `\
layout(std140) uniform planeUniforms {
  mat4 matrix;
  vec2 pixel;
  float unitsPerPixel;
  float unitsPerMetre;
} plane;
`;

// matrix: from the plane, counted from the layer's origin, to clip space; pixel: a pixel's width and height there;
// unitsPerPixel, unitsPerMetre: lengths on the plane in the middle of the view.
export const PLANE = {
  name: "plane",
  vs: BLOCK,
  uniformTypes: { matrix: "mat4x4<f32>", pixel: "vec2<f32>", unitsPerPixel: "f32", unitsPerMetre: "f32" },
};

/**
 * What the shaders ask for.
 * @param {DrawnViewport} viewport
 * @param {number[]} origin on the plane
 */
export function planeUniforms({ viewProjectionMatrix: own, width, height, scale, distanceScales }, [x, y]) {
  const matrix = Array.from(own);
  for (let row = 0; row < 4; row += 1) matrix[12 + row] += own[row] * x + own[4 + row] * y;
  const pixel = [2 / width, 2 / height];
  return { matrix, pixel, unitsPerPixel: 1 / scale, unitsPerMetre: distanceScales.unitsPerMeter[2] };
}

/**
 * The origin of a layer's places, and what counts a place from there.
 * @param {Place | undefined} first any of its places; none where it has none
 */
export function planeFrom(first) {
  const origin = first ? toPlane(first) : [0, 0];
  const project = (/** @type {Place} */ place) => {
    const [x, y] = toPlane(place);
    return [x - origin[0], y - origin[1]];
  };
  return { origin, project };
}
