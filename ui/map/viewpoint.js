// Where the map is looked at from. The only place that moves the camera, and the only one that works it out from the canvas's size:
// what is asked for while the canvas has none (a parked map, a hidden frame, a window still to be laid out) is done once it has one.

import { fitCamera } from "./mercator.js";

const FLIGHT_MS = 1200;
// How far the ground reaches: beyond it there is nothing to see.
const LIMITS = { west: 111.6, east: 117.1, south: 21.3, north: 25.2, minZoom: 7, maxZoom: 18 };
export const ZOOMS = { minZoom: LIMITS.minZoom, maxZoom: LIMITS.maxZoom };
const FIT_MAX_ZOOM = 14;
// Cameras less apart than that (degrees, zoom steps) are one; and a move that is more, yet invisible.
const THERE = 1e-7;
const NUDGE_DEG = 1e-6;
const TILT_DEG = 52;
const NUMBERS = ["longitude", "latitude", "zoom", "pitch", "bearing"];

// Of a scene, which has `deck`, `D` and `stage`, the node that its canvas fills.
export class Viewpoint {
  constructor(camera) {
    this.camera = camera;
    // Where the camera stands, or is flying to; null until it is first placed.
    this.target = null;
    this.flight = false;
    // What was asked for while the canvas had no size, in order.
    this.asked = [];
    this.onCamera = () => {};
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
    return this.asked.length > 0 || !this.target;
  }

  // Acts now, or once there is a size. What names a whole camera takes the place of all that was asked before.
  whenSized(act, whole) {
    if (whole) this.asked = [];
    if (this.sized) return act();
    this.asked.push(act);
  }

  // The canvas has another size, or its first.
  resized() {
    if (this.asked.length && this.sized) for (const act of this.asked.splice(0)) act();
    this.onCamera();
  }

  // deck.gl's own moves: by hand, or a step of a flight.
  moved(viewState, flying = false) {
    const { width, height } = this.size();
    // A flight without a window has no way to be drawn on: it is ended when the map has its size again.
    if (!(width > 0 && height > 0) || !NUMBERS.every((name) => Number.isFinite(viewState[name] ?? 0))) {
      if (this.flight && this.target && !this.asked.length) this.asked = [() => this.setCamera(this.target, 0)];
      return this.camera;
    }
    // Where deck.gl begins is no place that was asked for: no address may name it.
    if (!this.target) return this.camera;
    // A hand takes over from a flight; what its push has left to go is no flight to a place that was named.
    if (!flying) this.flight = false;
    return this.stand(viewState);
  }

  stand(viewState) {
    const longitude = Math.min(Math.max(viewState.longitude, LIMITS.west), LIMITS.east);
    const latitude = Math.min(Math.max(viewState.latitude, LIMITS.south), LIMITS.north);
    this.camera = { ...viewState, longitude, latitude };
    if (!this.flight) this.target = this.camera;
    this.onCamera();
    return this.camera;
  }

  // Fly to a camera, or to what a function makes of the size; without motion where the system asks for none.
  fly(camera, duration = FLIGHT_MS) {
    const whole = typeof camera === "function" || NUMBERS.slice(0, 3).every((name) => camera[name] !== undefined);
    this.whenSized(() => this.setCamera(typeof camera === "function" ? camera(this.size()) : camera, duration), whole);
  }

  // Fly to where bounds (west, south, east, north) fill one of the parts of the window that partsOf(size) gives, the one that shows
  // them largest; `done` hears of the camera.
  fit(bounds, { partsOf, maxZoom = FIT_MAX_ZOOM, duration, done } = {}) {
    const camera = (size) => {
      const parts = partsOf?.(size) ?? [{ left: 0, top: 0, ...size }];
      return largest(parts.map((part) => ({ part, camera: fitCamera(bounds, part, size, { zooms: [LIMITS.minZoom, maxZoom] }) })));
    };
    this.whenSized(() => {
      this.setCamera(camera(this.size()), duration);
      done?.(this.target);
    }, true);
  }

  setCamera(camera, duration = FLIGHT_MS) {
    const { longitude, latitude, zoom, pitch = 0, bearing = 0 } = { ...this.camera, ...camera };
    const target = { longitude, latitude, zoom: Math.min(Math.max(zoom, LIMITS.minZoom), LIMITS.maxZoom), pitch, bearing, ...ZOOMS };
    this.target = target;
    const there = isThere(this.camera, target);
    // deck.gl takes a camera that equals the present one for a step of the flight it is in, and flies on: that flight is ended first.
    if (there) this.deck.setProps({ initialViewState: { ...target, longitude: longitude + NUDGE_DEG, stamp: performance.now() } });
    const still = there || duration === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.flight = !still;
    const motion = still ? {} : { transitionDuration: duration, transitionInterpolator: new this.D.FlyToInterpolator() };
    this.deck.setProps({ initialViewState: { ...target, ...motion, stamp: performance.now() } });
    if (still) this.stand(target);
  }

  tilt(on) {
    this.fly({ pitch: on ? TILT_DEG : 0, bearing: on ? this.camera.bearing : 0 }, 600);
  }
}

function isThere(camera, target) {
  return NUMBERS.every((name) => Math.abs((camera[name] ?? 0) - target[name]) < THERE);
}

// Of cameras that show equally much the one in the largest part.
function largest(fitted) {
  const area = ({ part }) => part.width * part.height;
  const better = (one, other) => (other.camera.zoom - one.camera.zoom || area(other) - area(one)) > 0;
  return fitted.reduce((best, next) => (better(best, next) ? next : best)).camera;
}
