// Where a scene's camera stands in a window, and how large things are drawn in it.

import { boundsOf, fitCamera, worldPx } from "./mercator.js";
import { decodeView } from "./view.js";

const ZOOMS = [7, 14];
const OWN_ZOOMS = [7, 18];
const TILT_DEG = 52;
// The window that a scene's own camera was chosen in: what it showed is shown, whatever the present window.
export const CAMERA_WINDOW = { width: 1140, height: 820 };
const DESIGNED_FOR = { width: 1920, height: 1080 };
const LABEL_SCALE = 24 / 13;
const SYMBOL_SCALE = 1.5;
// Few items are all named, from so many zoom steps earlier than in the explorer.
const NAMED_EARLY = [[25, 4], [70, 0.8]];
// Less than that is no move: the map stands where the scene put it.
const STILL = { px: 0.5, zoom: 0.001, deg: 0.01 };

// What a scene frames: west, south, east, north, and its own camera where it has one.
export function frameOf(doc, scene) {
  const { camera, state } = decodeView(doc, scene.view);
  return { camera, state, bounds: camera ? boundsOf(camera, CAMERA_WINDOW) : scene.bounds };
}

// The scene's frame in one of the parts of a window that the words leave free, the one that shows it largest.
export function cameraOf(doc, scene, parts, size) {
  const { camera, state, bounds } = frameOf(doc, scene);
  const options = { zooms: camera ? OWN_ZOOMS : ZOOMS, pitch: camera?.pitch ?? (state.towers ? TILT_DEG : 0), bearing: camera?.bearing ?? 0 };
  const fitted = parts.map((part) => fitCamera(bounds, part, size, options));
  return fitted.reduce((best, next) => (next.zoom > best.zoom ? next : best));
}

export function differs(camera, wanted) {
  if (!camera || !wanted) return false;
  const px = worldPx(wanted.zoom) / 360;
  const far = Math.max(Math.abs(camera.longitude - wanted.longitude), Math.abs(camera.latitude - wanted.latitude)) * px;
  const turned = Math.max(...["pitch", "bearing"].map((name) => Math.abs((camera[name] ?? 0) - (wanted[name] ?? 0))));
  return far > STILL.px || turned > STILL.deg || Math.abs(camera.zoom - wanted.zoom) > STILL.zoom;
}

export function namedEarly(count) {
  return NAMED_EARLY.find(([most]) => count <= most)?.[1] ?? 0;
}

// Type, labels and symbols grow with the window: the proportions of 1920 × 1080 on every projector. Returns the factor.
export function fitType(map, presenting) {
  const { clientWidth: width, clientHeight: height } = map.node;
  const scale = Math.min(width / DESIGNED_FOR.width, height / DESIGNED_FOR.height);
  map.node.style.setProperty("--k", scale);
  // A presentation shows no key to numbers.
  map.labels.numbers = !presenting;
  map.labels.scale = presenting ? Math.max(LABEL_SCALE * scale, 1) : 1;
  map.scene.symbolScale = presenting ? Math.max(SYMBOL_SCALE * scale, 1) : 1;
  map.scene.draw();
  map.labels.draw();
  return scale;
}
