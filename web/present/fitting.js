// Where a scene's camera stands in a window, and how large things are drawn in it.

import { boundsOf, fitCamera, worldPx } from "../base/mercator.js";
import { decodeView } from "../state/view.js";
import { layoutOf } from "./held/layout.js";

const LABEL_SCALE = 24 / 13;
const SYMBOL_SCALE = 1.5;
// Of up to so many items, more than are all named, names come so many zoom steps earlier than in the explorer.
const NAMED_EARLY = { most: 70, steps: 0.8 };
// Less than that is no move: the map stands where the scene put it.
const STILL = { px: 0.5, zoom: 0.001, deg: 0.01 };

/**
 * What a scene fits: west, south, east, north, and its own camera where it has one.
 * @param {PlanDocument} doc
 * @param {BriefingScene} scene
 */
export function extentOf(doc, scene) {
  const { camera, state } = decodeView(doc, scene.view);
  // A scene whose view has no camera has bounds.
  const bounds = camera ? boundsOf(camera, doc.contract.camera.window) : /** @type {Bounds} */ (scene.bounds);
  return { camera, state, bounds };
}

/**
 * The scene's extent in one of the parts of a window that the words leave free, the one that shows it largest.
 * @param {PlanDocument} doc
 * @param {BriefingScene} scene
 * @param {Box[]} parts
 * @param {PixelSize} size
 */
export function cameraOf(doc, scene, parts, size) {
  const { camera, state, bounds } = extentOf(doc, scene);
  const { minZoom, maxZoom, fitMaxZoom, tilt } = doc.contract.camera;
  const options = {
    zooms: [minZoom, camera ? maxZoom : fitMaxZoom],
    pitch: camera?.pitch ?? (state.towers ? tilt : 0),
    bearing: camera?.bearing ?? 0,
  };
  const fitted = parts.map((part) => fitCamera(bounds, part, size, options));
  return fitted.reduce((best, next) => (next.zoom > best.zoom ? next : best));
}

/**
 * @param {Camera | null | undefined} camera
 * @param {Camera | null | undefined} wanted
 */
export function differs(camera, wanted) {
  if (!camera || !wanted) return false;
  const px = worldPx(wanted.zoom) / 360;
  const far = Math.max(Math.abs(camera.longitude - wanted.longitude), Math.abs(camera.latitude - wanted.latitude)) * px;
  const pitched = Math.abs((camera.pitch ?? 0) - (wanted.pitch ?? 0));
  const turned = Math.abs((camera.bearing ?? 0) - (wanted.bearing ?? 0));
  return far > STILL.px || Math.max(pitched, turned) > STILL.deg || Math.abs(camera.zoom - wanted.zoom) > STILL.zoom;
}

/** @param {number} count */
export function namedEarly(count) {
  return count <= NAMED_EARLY.most ? NAMED_EARLY.steps : 0;
}

/**
 * Type, labels and symbols grow with the window: as on 1920 × 1080 on every projector. Returns the factor, and how the
 * parts stand in a window that one holds in the hand.
 * @param {PlanMap} map
 * @param {boolean} presenting
 */
export function fitType(map, presenting) {
  const { clientWidth: width, clientHeight: height } = map.node;
  const layout = layoutOf({ width, height });
  const { scale } = layout;
  if (layout.held) map.node.dataset.held = layout.held;
  else delete map.node.dataset.held;
  map.node.style.setProperty("--k", String(scale));
  map.labels.scale = presenting ? Math.max(LABEL_SCALE * scale, 1) : 1;
  map.renderer.symbolScale = presenting ? Math.max(SYMBOL_SCALE * scale, 1) : 1;
  map.renderer.draw();
  map.labels.draw();
  return layout;
}
