// Which rows of the plan's layers are shown, as one small texture that the shaders of all layers read. A filter writes a byte a
// row and draws: no layer gets new data, and what is hidden is neither drawn nor picked.
// It leans on names inside deck.gl's shaders: pydeck is pinned, and a browser test looks at the pixels.

const WIDTH = 1024;
const SHOWN = 255;

const DECLARATIONS = `\
layout(std140) uniform shownUniforms {
  highp int firstRow;
  highp int hatched;
} shown;
`;

// The picking colour is the row's number in its layer, from 1 on; what has no row is always shown.
const MODULE = {
  name: "shown",
  vs: `${DECLARATIONS}uniform sampler2D shownRows;\n`,
  fs: DECLARATIONS,
  uniformTypes: { firstRow: "i32", hatched: "i32" },
  inject: {
    "vs:#main-end": `
      if (shown.firstRow >= 0) {
        int row = shown.firstRow + int(dot(geometry.pickingColor, vec3(1.0, 256.0, 65536.0)) + 0.5) - 1;
        if (texelFetch(shownRows, ivec2(row % ${WIDTH}, row / ${WIDTH}), 0).r < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      }`,
    "fs:DECKGL_FILTER_COLOR": `
      if (shown.hatched == 1) {
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
      const { firstRow, hatched } = this.props;
      this.setShaderModuleProps({ shown: { firstRow, hatched: hatched ? 1 : 0, shownRows: extension.opts.rows.texture(this.context.device) } });
    }
  }
  ShownExtension.extensionName = "ShownExtension";
  ShownExtension.defaultProps = { firstRow: -1, hatched: false };
  return ShownExtension;
}

export class ShownRows {
  constructor() {
    this.take([]);
  }

  // layers: for each layer the item number of each of its rows.
  take(layers) {
    this.made?.destroy();
    this.firstRows = [];
    let total = 0;
    for (const rows of layers) {
      this.firstRows.push(total);
      total += rows.length;
    }
    this.layers = layers;
    this.height = Math.max(1, Math.ceil(total / WIDTH));
    this.bytes = new Uint8Array(WIDTH * this.height).fill(SHOWN);
    this.stale = false;
    this.made = null;
  }

  // Takes 1 or 0 for each item; tells for each layer whether any of its rows is shown.
  write(flags) {
    let at = 0;
    this.stale = true;
    return this.layers.map((rows) => {
      let some = 0;
      for (const item of rows) {
        some |= flags[item];
        this.bytes[at] = flags[item] ? SHOWN : 0;
        at += 1;
      }
      return some === 1;
    });
  }

  texture(device) {
    this.made ??= device.createTexture({ format: "r8unorm", width: WIDTH, height: this.height, data: this.bytes, sampler: { minFilter: "nearest", magFilter: "nearest" } });
    if (this.stale) this.made.writeData(this.bytes, { width: WIDTH, height: this.height });
    this.stale = false;
    return this.made;
  }
}
