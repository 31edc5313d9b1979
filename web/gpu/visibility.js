// Which rows of the map are shown and how strongly, as one small texture that the shaders of both layers read. A
// filter, a layer's switch or its opacity writes a byte a row and draws: no layer changes, and what is hidden is
// neither drawn nor picked. Another texture has the rows' colours where the plan is coloured by progress.

const WIDTH = 1024;
// A texture that nobody reads.
const NO_TINTS = { bytes: new Uint8Array(4), width: 1, height: 1 };
// Of a row, whatever is shown: bits of its trait.
export const HATCHED = 1;
export const UNPICKABLE = 2;
export const QUIET = 4;

const BLOCK = `layout(std140) uniform shownUniforms {
  highp int firstRow;
  highp float quietWidth;
  highp int tinted;
} shown;
`;

// The picking colour is the row's number in its layer, from 1 on; what has no row is always shown. A corner of what is
// hidden goes outside the window.
const VERTEX = `${BLOCK}
uniform sampler2D shownRows;
uniform sampler2D rowTraits;
uniform sampler2D rowTints;
flat out vec2 vShown;
flat out vec4 vTint;

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
  vTint = vec4(0.0);
  if (shown.firstRow < 0) return position;
  ivec2 place = shown_place(pickingColor);
  int traits = shown_traits(place);
  vShown = vec2(texelFetch(shownRows, place, 0).r, traits & ${HATCHED});
  if (shown.tinted > 0) vTint = texelFetch(rowTints, place, 0);
  bool hidden = vShown.x == 0.0 || (bool(picking.isActive) && (traits & ${UNPICKABLE}) != 0);
  return hidden ? vec4(2.0, 2.0, 2.0, 1.0) : position;
}
`;

// The hatch is that of [drawing] in layers/catalogue.toml.
const FRAGMENT = `\
flat in vec2 vShown;
flat in vec4 vTint;

// A row's own colour in the place of the one that it is drawn in.
vec4 shown_tint(vec4 color) {
  return vTint.a > 0.5 ? vec4(vTint.rgb, color.a) : color;
}

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
  uniformTypes: { firstRow: "i32", quietWidth: "f32", tinted: "i32" },
};

/**
 * What the shaders ask for.
 * @param {{ rows: RowVisibility, firstRow: number }} props of a layer: its first row's number, -1 where it has none
 * @param {DeckGl.Device} device
 */
export function shownUniforms({ rows, firstRow }, device) {
  return { firstRow, quietWidth: rows.quietWidth, tinted: rows.tinted ? 1 : 0, ...rows.textures(device) };
}

export class RowVisibility {
  /** @type {RowList[]} */
  lists = [];
  /** Of each list, in all rows. @type {number[]} */
  firstRows = [];
  height = 1;
  bytes = new Uint8Array(WIDTH);
  traits = new Uint8Array(WIDTH);
  /** Red, green, blue and whether they count, of each row; none before somebody asks for them. */
  tints = NO_TINTS;
  tinted = false;
  /** @type {{ shownRows: DeckGl.Texture, rowTraits: DeckGl.Texture, rowTints: DeckGl.Texture } | null} */
  made = null;
  // Whether the textures are behind the bytes.
  stale = false;
  tintsStale = false;
  // Whether the colours' texture is still the one that nobody reads.
  grown = false;
  // Of the widths of quiet rows: below 1 in sight of the whole city.
  quietWidth = 1;

  /** @param {RowList[]} lists */
  take(lists) {
    for (const texture of Object.values(this.made ?? {})) texture.destroy();
    this.made = null;
    this.tints = NO_TINTS;
    this.tinted = false;
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
   * @param {{ kept: Uint8Array, rest: number } | null} chosen 1 for each item that stands out; how strongly others show
   */
  write(flags, strengths, chosen = null) {
    let at = 0;
    this.stale = true;
    this.lists.forEach(({ owners, items }, list) => {
      const strength = strengths[list];
      for (let row = 0; row < owners.length; row += 1) {
        const share = items && chosen && !chosen.kept[items[row]] ? chosen.rest : 1;
        this.bytes[at] = !items || flags[items[row]] ? strength[owners[row]] * share : 0;
        at += 1;
      }
    });
  }

  /**
   * Colours of their own for the rows that belong to items; parts of the kinds named keep the colour of paper.
   * @param {Uint8Array | null} colors red, green and blue of each item; null to have all as they are drawn
   * @param {Set<string>} kept
   */
  tint(colors, kept) {
    this.tinted = colors !== null;
    if (!colors) return;
    const { height } = this;
    if (this.tints === NO_TINTS) {
      this.tints = { bytes: new Uint8Array(4 * WIDTH * height), width: WIDTH, height };
      this.grown = true;
    }
    const { bytes } = this.tints;
    let at = 0;
    for (const { owners, parts, items } of this.lists) {
      const counts = parts.map(({ kind }) => (kept.has(kind) ? 0 : 255));
      for (let row = 0; row < owners.length; row += 1, at += 4) {
        if (!items) continue;
        const from = 3 * items[row];
        bytes[at] = colors[from];
        bytes[at + 1] = colors[from + 1];
        bytes[at + 2] = colors[from + 2];
        bytes[at + 3] = counts[owners[row]];
      }
    }
    this.tintsStale = true;
  }

  /** @param {DeckGl.Device} device */
  textures(device) {
    const { bytes, traits, tints, height } = this;
    if (this.made && this.grown) {
      this.made.rowTints.destroy();
      this.made.rowTints = texture(device, "rgba8unorm", tints);
    }
    this.grown = false;
    this.made ??= {
      shownRows: texture(device, "r8unorm", { bytes, width: WIDTH, height }),
      rowTraits: texture(device, "r8unorm", { bytes: traits, width: WIDTH, height }),
      rowTints: texture(device, "rgba8unorm", tints),
    };
    if (this.stale) this.made.shownRows.writeData(bytes, { width: WIDTH, height });
    if (this.tintsStale) this.made.rowTints.writeData(tints.bytes, { width: tints.width, height: tints.height });
    this.stale = false;
    this.tintsStale = false;
    return this.made;
  }
}

/**
 * @param {DeckGl.Device} device
 * @param {string} format
 * @param {{ bytes: Uint8Array, width: number, height: number }} content
 */
function texture(device, format, { bytes, width, height }) {
  return device.createTexture({
    format,
    width,
    height,
    data: bytes,
    sampler: { minFilter: "nearest", magFilter: "nearest" },
  });
}
