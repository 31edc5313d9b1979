// Moving what is drawn: vertices, whole features, by hand and by keys.

import { Freehand } from "./free/freehand.js";
import { KINDS } from "./features.js";
import { middleOf } from "./forms.js";

const HANDLE_PX = { mouse: 9, touch: 20 };
const STEP_PX = 16;
const FINE_PX = 2;

export class Editing extends Freehand {
  /**
   * The pointer goes down: whether it takes hold of what is chosen.
   * @param {Pixel} pixel
   * @param {boolean} touch
   */
  grasp(pixel, touch) {
    this.dragged = false;
    if (this.tool === "free") return this.begin(pixel);
    const feature = this.feature();
    if (this.tool !== "select" || !feature) return false;
    const path = this.draw.project(feature.path);
    const near = (/** @type {Pixel} */ [x, y]) =>
      Math.hypot(x - pixel[0], y - pixel[1]) <= HANDLE_PX[touch ? "touch" : "mouse"];
    const place = this.placeAt(pixel, true)?.place;
    if (!place) return false;
    const vertex = path.findIndex(near);
    const middle = vertex < 0 ? middlesOf(feature, path).findIndex(near) : -1;
    const held = (/** @type {number | null} */ at, moved = feature.path) =>
      this.hold({ feature, path: moved, vertex: at, from: place });
    if (vertex >= 0) held(vertex);
    else if (middle >= 0 && feature.path.length < KINDS[feature.kind].most)
      held(middle + 1, feature.path.toSpliced(middle + 1, 0, place));
    else if (this.hit(pixel) === feature.id) held(null);
    this.vertex = this.moving?.vertex ?? null;
    return Boolean(this.moving);
  }

  /**
   * @param {Pixel} pixel
   * @param {boolean} free
   */
  drag(pixel, free) {
    const { moving } = this;
    if (!moving) return;
    this.dragged = true;
    const aim = this.placeAt(pixel, free || moving.vertex === null, moving.feature.id);
    if (!aim) return;
    const path =
      moving.vertex === null
        ? shifted(moving.feature.path, moving.from, aim.place)
        : moving.path.with(moving.vertex, aim.place);
    this.aim = moving.vertex === null ? null : aim;
    this.hold({ ...moving, path });
    this.draw.paint();
    this.draw.bar?.tell();
  }

  // The pointer is up.
  release() {
    if (this.stroke) {
      // The click after it is none.
      this.dragged = true;
      return this.finish();
    }
    const { moving } = this;
    this.hold(null);
    this.aim = null;
    if (moving && this.dragged)
      this.draw.edit([{ before: moving.feature, after: { ...moving.feature, path: moving.path } }]);
    // A tap on a handle chooses its vertex; the click after it is none.
    else if (moving?.vertex !== null) this.dragged = true;
    this.draw.changed();
  }

  /** The next vertex of what is chosen. */
  nextVertex() {
    const feature = this.feature();
    if (feature) this.vertex = ((this.vertex ?? -1) + 1) % feature.path.length;
    this.draw.changed();
  }

  removeVertex() {
    const before = this.feature();
    if (!before || this.vertex === null || before.path.length <= KINDS[before.kind].least) return;
    this.draw.edit([{ before, after: { ...before, path: before.path.toSpliced(this.vertex, 1) } }]);
    this.vertex = null;
    this.draw.changed();
  }

  remove() {
    const before = this.feature();
    if (!before) return;
    const at = this.draw.drawings.current.features.findIndex(({ id }) => id === before.id);
    this.choose(null);
    this.draw.edit([{ before, after: null, at }]);
  }

  /**
   * Moves the cross or, where one is chosen, a vertex.
   * @param {Pixel} way
   * @param {boolean} fine
   */
  nudge([x, y], fine) {
    const step = fine ? FINE_PX : STEP_PX;
    const { width, height } = this.map.renderer.size();
    const feature = this.feature();
    if (this.tool === "select" && feature) {
      const at = this.draw.project([feature.path[this.vertex ?? 0]])[0];
      const aim = this.placeAt([at[0] + x * step, at[1] + y * step], true);
      if (!aim) return;
      const path =
        this.vertex === null
          ? shifted(feature.path, feature.path[0], aim.place)
          : feature.path.with(this.vertex, aim.place);
      this.change({ path });
      return this.draw.changed();
    }
    const [cx, cy] = this.cross ?? [width / 2, height / 2];
    const bounded = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most);
    /** @type {Pixel} */
    const cross = [bounded(cx + x * step, width), bounded(cy + y * step, height)];
    this.point(cross);
    this.draw.changed();
  }
}

/**
 * The middles of a feature's edges, at which a vertex can be put in.
 * @param {Pick<DrawnFeature, "kind">} feature
 * @param {Pixel[]} path
 */
export function middlesOf({ kind }, path) {
  const closed = kind === "area" ? [...path, path[0]] : path;
  return closed.slice(1).map((place, at) => middleOf([closed[at], place]));
}

/**
 * @param {Place[]} path
 * @param {Place} from
 * @param {Place} to
 */
function shifted(path, from, to) {
  return path.map(([x, y]) => [x + to[0] - from[0], y + to[1] - from[1]]);
}
