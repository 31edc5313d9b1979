// The colour of each row of a layer as a texture: its class's, and whether it is shown. A filter or another style
// writes four bytes a row and draws; no layer changes.

import { WIDTH } from "./shaders.js";

export class OwnRows {
  /** @param {number} count */
  constructor(count) {
    this.count = count;
    this.height = Math.max(1, Math.ceil(count / WIDTH));
    this.bytes = new Uint8Array(4 * WIDTH * this.height);
    /** 1 for each row that the filter lets through. @type {Uint8Array | null} */
    this.flags = null;
    this.chosen = -1;
    /**
     * Of each canvas that draws them, and whether it is behind.
     * @type {Map<DeckGl.Device, { texture: DeckGl.Texture, stale: boolean }>}
     */
    this.made = new Map();
  }

  /**
   * @param {ArrayLike<number>} places of each row the class
   * @param {number[][]} colors of each class
   */
  paint(places, colors) {
    const { bytes, count } = this;
    for (let row = 0, at = 0; row < count; row += 1, at += 4) {
      const color = colors[places[row]];
      bytes[at] = color[0];
      bytes[at + 1] = color[1];
      bytes[at + 2] = color[2];
    }
    this.show(this.flags);
  }

  /** @param {Uint8Array | null} flags null for all */
  show(flags) {
    const { bytes, count } = this;
    this.flags = flags;
    for (let row = 0, at = 3; row < count; row += 1, at += 4) bytes[at] = flags && !flags[row] ? 0 : 255;
    for (const each of this.made.values()) each.stale = true;
  }

  /** @param {number} row */
  isShown(row) {
    return this.bytes[4 * row + 3] > 0;
  }

  /**
   * What the shaders ask for; a context that was lost took the texture with it.
   * @param {DeckGl.Device} device
   */
  textures(device) {
    const { bytes, height } = this;
    const known = this.made.get(device);
    if (known) {
      if (known.stale) known.texture.writeData(bytes, { width: WIDTH, height });
      known.stale = false;
      return { ownRows: known.texture };
    }
    // The map's canvas and that of a view beside it: those before them were lost or closed.
    for (const before of [...this.made.keys()].slice(0, -1)) this.made.delete(before);
    const texture = device.createTexture({
      format: "rgba8unorm",
      width: WIDTH,
      height,
      data: bytes,
      sampler: { minFilter: "nearest", magFilter: "nearest" },
    });
    this.made.set(device, { texture, stale: false });
    return { ownRows: texture };
  }

  end() {
    for (const { texture } of this.made.values()) texture.destroy();
    this.made.clear();
  }
}
