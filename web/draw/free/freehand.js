// Freehand: a stroke of mouse, pen or finger becomes a line, with as many places as one can tell apart on the screen.

import { worldPx } from "../../base/mercator.js";
import { Drafting } from "../drafting.js";
import { KINDS } from "../features.js";
import { simplifiedTo } from "./simplify.js";

const CIRCLE_M = 40_075_017;
/** So little between two places is none of a hand. */
const LEAST_PX = 2;
const TOLERANCE_PX = 0.7;
/** Of a stroke that goes on and on, now and then: no frame takes longer for it. */
const MOST_RAW = 3000;

export class Freehand extends Drafting {
  /** Where the stroke was last. @type {Pixel | null} */
  stroke = null;

  /** @param {Pixel} pixel */
  begin(pixel) {
    const place = this.placeAt(pixel, true)?.place;
    if (!place) return false;
    this.selected = null;
    this.vertex = null;
    this.aim = null;
    this.stroke = pixel;
    this.draft = [place];
    this.draw.changed();
    return true;
  }

  /** @param {Pixel[]} pixels where the pointer has been since */
  trace(pixels) {
    if (!this.stroke) return;
    const added = [];
    for (const pixel of pixels) {
      if (Math.hypot(pixel[0] - this.stroke[0], pixel[1] - this.stroke[1]) < LEAST_PX) continue;
      const place = this.placeAt(pixel, true)?.place;
      if (!place) continue;
      this.stroke = pixel;
      added.push(place);
    }
    if (!added.length) return;
    const draft = [...this.draft, ...added];
    this.draft = draft.length > MOST_RAW ? this.fewer(draft, MOST_RAW / 2) : draft;
    this.draw.paint();
    this.draw.bar?.tell();
  }

  /**
   * @param {Place[]} path
   * @param {number} most
   */
  fewer(path, most) {
    const [[, latitude]] = path;
    const pixelM = (CIRCLE_M * Math.cos((latitude * Math.PI) / 180)) / worldPx(this.map.renderer.camera.zoom);
    return simplifiedTo(path, TOLERANCE_PX * pixelM, most);
  }

  finish() {
    if (this.stroke) {
      this.stroke = null;
      this.draft = this.fewer(this.draft, KINDS.line.most);
    }
    super.finish();
  }

  forget() {
    super.forget();
    this.stroke = null;
  }
}
