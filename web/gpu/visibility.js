// Which rows of the map are shown and how strongly, as one small texture that the shaders of both layers read. A
// filter, a layer's switch or its opacity writes a byte a row and draws: no layer changes, and what is hidden is
// neither drawn nor picked.

const WIDTH = 1024;
// Of a row, whatever is shown: bits of its trait.
export const HATCHED = 1;
export const UNPICKABLE = 2;
export const QUIET = 4;

const BLOCK = "layout(std140) uniform shownUniforms {\n  highp int firstRow;\n  highp float quietWidth;\n} shown;\n";

// The picking colour is the row's number in its layer, from 1 on; what has no row is always shown. A corner of what is
// hidden goes outside the window.
const VERTEX = `${BLOCK}
uniform sampler2D shownRows;
uniform sampler2D rowTraits;
flat out vec2 vShown;

ivec2 shown_place(vec3 pickingColor) {
  int row = shown.firstRow + int(dot(pickingColor, vec3(1.0, 256.0, 65536.0)) + 0.5) - 1;
  return ivec2(row % ${WIDTH}, row / ${WIDTH});
}

int shown_traits(ivec2 place) {
  return int(texelFetch(rowTraits, place, 0).r * 255.0 + 0.5);
}

float shown_width(vec3 pickingColor) {
  if (shown.firstRow < 0) return 1.0;
  return (shown_traits(shown_place(pickingColor)) & ${QUIET}) != 0 ? shown.quietWidth : 1.0;
}

vec4 shown_position(vec4 position, vec3 pickingColor) {
  vShown = vec2(1.0, 0.0);
  if (shown.firstRow < 0) return position;
  ivec2 place = shown_place(pickingColor);
  int traits = shown_traits(place);
  vShown = vec2(texelFetch(shownRows, place, 0).r, traits & ${HATCHED});
  bool hidden = vShown.x == 0.0 || (bool(picking.isActive) && (traits & ${UNPICKABLE}) != 0);
  return hidden ? vec4(2.0, 2.0, 2.0, 1.0) : position;
}
`;

// The hatch is that of [drawing] in layers/catalogue.toml.
const FRAGMENT = `\
flat in vec2 vShown;

vec4 shown_color(vec4 color) {
  float strength = vShown.x;
  if (vShown.y > 0.5) strength *= mod(gl_FragCoord.x + gl_FragCoord.y, 9.0) < 2.0 ? 1.0 : 0.28;
  return vec4(color.rgb, color.a * strength);
}
`;

// Of both layers; deck.gl's module for picking stands before it.
export const SHOWN = {
  name: "shown",
  vs: VERTEX,
  fs: FRAGMENT,
  uniformTypes: { firstRow: "i32", quietWidth: "f32" },
};

/**
 * What the shaders ask for.
 * @param {{ rows: RowVisibility, firstRow: number }} props of a layer: its first row's number, -1 where it has none
 * @param {DeckGl.Device} device
 */
export function shownUniforms({ rows, firstRow }, device) {
  return { firstRow, quietWidth: rows.quietWidth, ...rows.textures(device) };
}

export class RowVisibility {
  /** @type {RowList[]} */
  lists = [];
  /** Of each list, in all rows. @type {number[]} */
  firstRows = [];
  height = 1;
  bytes = new Uint8Array(WIDTH);
  traits = new Uint8Array(WIDTH);
  /** @type {{ shownRows: DeckGl.Texture, rowTraits: DeckGl.Texture } | null} */
  made = null;
  // Whether the texture is behind the bytes.
  stale = false;
  // Of the widths of quiet rows: below 1 in sight of the whole city.
  quietWidth = 1;

  /** @param {RowList[]} lists */
  take(lists) {
    this.made?.shownRows.destroy();
    this.made?.rowTraits.destroy();
    this.made = null;
    this.firstRows = [];
    let total = 0;
    for (const { owners } of lists) {
      this.firstRows.push(total);
      total += owners.length;
    }
    this.lists = lists;
    this.height = Math.max(1, Math.ceil(total / WIDTH));
    this.bytes = new Uint8Array(WIDTH * this.height);
    this.traits = new Uint8Array(WIDTH * this.height);
    let at = 0;
    for (const { owners, parts } of lists) {
      for (const owner of owners) {
        this.traits[at] = parts[owner].traits;
        at += 1;
      }
    }
    this.stale = false;
  }

  /**
   * @param {Uint8Array} flags 1 or 0 for each item
   * @param {Uint8Array[]} strengths for each list how strongly each part is shown, from 0, not at all, to 255
   * @param {{ item: number, rest: number } | null} chosen number of the chosen item; how strongly all others are shown
   */
  write(flags, strengths, chosen = null) {
    let at = 0;
    this.stale = true;
    this.lists.forEach(({ owners, items }, list) => {
      const strength = strengths[list];
      for (let row = 0; row < owners.length; row += 1) {
        const share = items && chosen && items[row] !== chosen.item ? chosen.rest : 1;
        this.bytes[at] = !items || flags[items[row]] ? strength[owners[row]] * share : 0;
        at += 1;
      }
    });
  }

  /** @param {DeckGl.Device} device */
  textures(device) {
    this.made ??= { shownRows: this.texture(device, this.bytes), rowTraits: this.texture(device, this.traits) };
    if (this.stale) this.made.shownRows.writeData(this.bytes, { width: WIDTH, height: this.height });
    this.stale = false;
    return this.made;
  }

  /**
   * @param {DeckGl.Device} device
   * @param {Uint8Array} data
   */
  texture(device, data) {
    return device.createTexture({
      format: "r8unorm",
      width: WIDTH,
      height: this.height,
      data,
      sampler: { minFilter: "nearest", magFilter: "nearest" },
    });
  }
}
