// Which rows of the map are shown and how strongly, as one small texture that the shaders of all layers read. A filter, a layer's switch
// or its opacity writes a byte a row and draws: no layer changes, and what is hidden is neither drawn nor picked.
// It leans on names inside deck.gl's shaders: pydeck is pinned, and a browser test looks at the pixels.

const WIDTH = 1024;

const DECLARATIONS = "layout(std140) uniform shownUniforms {\n  highp int firstRow;\n} shown;\n";

// The picking colour is the row's number in its layer, from 1 on; what has no row is always shown.
const MODULE = {
  name: "shown",
  vs: `${DECLARATIONS}uniform sampler2D shownRows;\nuniform sampler2D rowTraits;\nflat out vec2 vShown;\n`,
  fs: "flat in vec2 vShown;\n",
  uniformTypes: { firstRow: "i32" },
  inject: {
    "vs:#main-end": `
      vShown = vec2(1.0, 0.0);
      if (shown.firstRow >= 0) {
        int row = shown.firstRow + int(dot(geometry.pickingColor, vec3(1.0, 256.0, 65536.0)) + 0.5) - 1;
        ivec2 rowPlace = ivec2(row % ${WIDTH}, row / ${WIDTH});
        int traits = int(texelFetch(rowTraits, rowPlace, 0).r * 255.0 + 0.5);
        vShown = vec2(texelFetch(shownRows, rowPlace, 0).r, traits & 1);
        if (vShown.x == 0.0 || (bool(picking.isActive) && traits >= 2)) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      }`,
    "fs:DECKGL_FILTER_COLOR": `
      color.a *= vShown.x;
      if (vShown.y > 0.5) {
        float hatchPlace = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
        color.a *= hatchPlace < 2.0 ? 1.0 : 0.28;
      }`,
  },
};

// Every layer takes this extension, so that all of a kind share one shader: compiling each further one costs a machine
// without a GPU a third of a second before the first frame.
export function makeShownExtension(D) {
  class ShownExtension extends D.LayerExtension {
    getShaders() {
      return { modules: [MODULE] };
    }

    // With it also layers that cannot be picked have row numbers, and the same vertex format as the others.
    getNeedsPickingBuffer() {
      return true;
    }

    draw(params, extension) {
      const { firstRow } = this.props;
      this.setShaderModuleProps({ shown: { firstRow, ...extension.opts.rows.textures(this.context.device) } });
    }
  }
  ShownExtension.extensionName = "ShownExtension";
  ShownExtension.defaultProps = { firstRow: -1 };
  return ShownExtension;
}

export class ShownRows {
  constructor() {
    this.take([]);
  }

  // lists: of rows by their `owners`, the parts that they belong to, whose traits (see merged.js) are in `parts`; `items` has the number
  // of each row's item, or is null where no filter asks.
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
    for (const { owners, parts } of lists) for (const owner of owners) this.traits[at++] = parts[owner].traits;
    this.stale = false;
  }

  // flags: 1 or 0 for each item. strengths: for each list how strongly each part is shown, from 0, not at all, to 255 (Uint8Array).
  write(flags, strengths) {
    let at = 0;
    this.stale = true;
    this.lists.forEach(({ owners, items }, list) => {
      const strength = strengths[list];
      for (let row = 0; row < owners.length; row += 1) {
        this.bytes[at] = !items || flags[items[row]] ? strength[owners[row]] : 0;
        at += 1;
      }
    });
  }

  textures(device) {
    this.made ??= { shownRows: this.texture(device, this.bytes), rowTraits: this.texture(device, this.traits) };
    if (this.stale) this.made.shownRows.writeData(this.bytes, { width: WIDTH, height: this.height });
    this.stale = false;
    return this.made;
  }

  texture(device, data) {
    return device.createTexture({ format: "r8unorm", width: WIDTH, height: this.height, data, sampler: { minFilter: "nearest", magFilter: "nearest" } });
  }
}
