// Where the map is looked at from. The only place that moves the camera, and the only one that works it out from the
// canvas's size: what is asked for while the canvas has none (a parked map, a hidden iframe, a window still to be laid
// out) is done once it has one.

import { LATER } from "../base/later.js";
import { fitCamera } from "../base/mercator.js";

const FLIGHT_MS = 1200;
// Cameras less apart than that (degrees, zoom steps) are one; and a move that is more, yet invisible.
const THERE = 1e-7;
const NUDGE_DEG = 1e-6;
/** @type {(keyof Camera)[]} */
const NUMBERS = ["longitude", "latitude", "zoom", "pitch", "bearing"];

export class Viewpoint {
  // Of the renderer on a canvas; the simple one has its own size(), sized and setCamera().
  /** @type {DeckGl.WithOwn} */
  D = LATER;
  /** @type {DeckGl.Deck} */
  deck = LATER;
  /** The node that the canvas fills. @type {HTMLElement | undefined} */
  stage = undefined;

  /** @param {CameraRules} rules */
  constructor(rules) {
    // Where a camera may stand: the contract's.
    this.rules = rules;
    this.zooms = { minZoom: rules.minZoom, maxZoom: rules.maxZoom };
    /** @type {Camera} */
    this.camera = startOf(rules);
    /** Where the camera stands, or is flying to; null until it is first placed. @type {Camera | null} */
    this.target = null;
    this.flight = false;
    /** What was asked for while the canvas had no size, in order. @type {(() => void)[]} */
    this.pending = [];
    // Who hears what happens on the map.
    this.onCamera = () => {};
    /** @type {Renderer["onFrame"]} */
    this.onFrame = undefined;
    /** @type {Renderer["onHover"]} */
    this.onHover = undefined;
  }

  size() {
    return { width: this.deck.width, height: this.deck.height };
  }

  // Whether the canvas has a size, and that of its stage, which the browser gives without fractions.
  get sized() {
    const { width, height } = this.size();
    const [wide, high] = [this.stage?.clientWidth ?? 0, this.stage?.clientHeight ?? 0];
    return wide > 0 && high > 0 && Math.abs(width - wide) < 1 && Math.abs(height - high) < 1;
  }

  // Whether the camera does not say yet what was asked for: no address is written from it.
  get waits() {
    return this.pending.length > 0 || !this.target;
  }

  /**
   * Acts now, or once there is a size. What names a whole camera takes the place of all that was asked before.
   * @param {() => void} act
   * @param {boolean} [whole]
   */
  whenSized(act, whole) {
    if (whole) this.pending = [];
    if (this.sized) act();
    else this.pending.push(act);
  }

  // The canvas has another size, or its first.
  resized() {
    if (this.pending.length && this.sized) for (const act of this.pending.splice(0)) act();
    this.onCamera();
  }

  /**
   * deck.gl's own moves: by hand, or a step of a flight.
   * @param {Camera} viewState
   */
  moved(viewState, flying = false) {
    const { width, height } = this.size();
    // A flight without a window has no way to be drawn on: it is ended when the map has its size again.
    if (!(width > 0 && height > 0) || !NUMBERS.every((name) => Number.isFinite(viewState[name] ?? 0))) {
      if (this.flight && this.target && !this.pending.length)
        this.pending = [() => this.setCamera(this.target ?? {}, 0)];
      return this.camera;
    }
    // Where deck.gl begins is no place that was asked for: no address may name it.
    if (!this.target) return this.camera;
    // A hand takes over from a flight; what its push has left to go is no flight to a place that was named.
    if (!flying) this.flight = false;
    return this.stand(viewState);
  }

  /** @param {Camera} viewState */
  stand(viewState) {
    const { reach } = this.rules;
    const longitude = Math.min(Math.max(viewState.longitude, reach.west), reach.east);
    const latitude = Math.min(Math.max(viewState.latitude, reach.south), reach.north);
    this.camera = { ...viewState, longitude, latitude };
    if (!this.flight) this.target = this.camera;
    this.onCamera();
    return this.camera;
  }

  /**
   * Fly to a camera, or to what a function makes of the size; without motion where the system asks for none.
   * @param {CameraAim} camera
   */
  fly(camera, duration = FLIGHT_MS) {
    const whole = typeof camera === "function" || NUMBERS.slice(0, 3).every((name) => camera[name] !== undefined);
    this.whenSized(() => this.setCamera(typeof camera === "function" ? camera(this.size()) : camera, duration), whole);
  }

  /**
   * Fly to where bounds fill one of the parts of the window that partsOf(size) gives, the one that shows them largest;
   * `done` hears of the camera.
   * @param {Bounds} bounds
   * @param {FitOptions} options
   */
  fit(bounds, { partsOf, maxZoom = this.rules.fitMaxZoom, duration, done } = {}) {
    const camera = (/** @type {PixelSize} */ size) => {
      const parts = partsOf?.(size) ?? [{ left: 0, top: 0, ...size }];
      return largest(
        parts.map((part) => ({
          part,
          camera: fitCamera(bounds, part, size, { zooms: [this.rules.minZoom, maxZoom] }),
        })),
      );
    };
    this.whenSized(() => {
      this.setCamera(camera(this.size()), duration);
      if (this.target) done?.(this.target);
    }, true);
  }

  // Ends a flight where it goes: its frames are dear where there is no GPU, and nobody waits for them any more.
  arrive() {
    if (this.flight && this.target) this.setCamera(this.target, 0);
  }

  /** @param {Partial<Camera>} camera */
  setCamera(camera, duration = FLIGHT_MS) {
    const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = { ...this.camera, ...camera };
    const target = { longitude, latitude, zoom: this.within(zoom), pitch, bearing, ...this.zooms };
    this.target = target;
    const there = isThere(this.camera, target);
    // deck.gl takes a camera that equals the present one for a step of the flight it is in, and flies on: that flight
    // is ended first.
    if (there)
      this.deck.setProps({
        initialViewState: { ...target, longitude: longitude + NUDGE_DEG, stamp: performance.now() },
      });
    const still = there || duration === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.flight = !still;
    const motion = still
      ? {}
      : { transitionDuration: duration, transitionInterpolator: new this.D.FlyToInterpolator() };
    this.deck.setProps({ initialViewState: { ...target, ...motion, stamp: performance.now() } });
    if (still) this.stand(target);
  }

  /**
   * The zoom itself, or the nearest that is allowed.
   * @param {number} zoom
   */
  within(zoom) {
    return Math.min(Math.max(zoom, this.rules.minZoom), this.rules.maxZoom);
  }

  /** @param {boolean} on */
  tilt(on) {
    this.fly({ pitch: on ? this.rules.tilt : 0, bearing: on ? this.camera.bearing : 0 }, 600);
  }
}

/**
 * Where the camera stands before the city's extent is known.
 * @param {{ start: number[] }} rules
 */
export function startOf({ start: [longitude, latitude, zoom] }) {
  return { longitude, latitude, zoom, pitch: 0, bearing: 0 };
}

/**
 * @param {Camera} camera
 * @param {Camera} target
 */
export function isThere(camera, target) {
  return NUMBERS.every((name) => Math.abs((camera[name] ?? 0) - (target[name] ?? 0)) < THERE);
}

/** @typedef {{ part: Box, camera: Camera }} Fitted */

/**
 * Of cameras that show equally much the one in the largest part.
 * @param {Fitted[]} fitted
 */
function largest(fitted) {
  const area = (/** @type {Fitted} */ { part }) => part.width * part.height;
  const better = (/** @type {Fitted} */ one, /** @type {Fitted} */ other) =>
    (other.camera.zoom - one.camera.zoom || area(other) - area(one)) > 0;
  return fitted.reduce((best, next) => (better(best, next) ? next : best)).camera;
}
