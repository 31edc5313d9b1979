// Point symbols, each a cell of one picture (icons.js), upright whatever the pitch.

import { PLANE, planeFrom, planeUniforms } from "./plane.js";
import { SHOWN, shownUniforms } from "./visibility.js";

// cells: left, top, width and height in the picture, as shares of it; corners: -1 or 1 both ways.
const VERTEX = `\
#version 300 es
#define SHADER_NAME symbol-layer-vertex

in vec2 corners;
in vec2 instancePlaces;
in vec4 instanceCells;
in vec3 instanceInks;
in vec3 instancePickingColors;
out vec2 vTexture;
flat out vec3 vInk;
flat out vec3 vPaper;

void main(void) {
  vec4 middle = shown_position(plane.matrix * vec4(instancePlaces, 0.0, 1.0), instancePickingColors);
  vec2 offset = corners * symbol.sizePixels * 0.5 * plane.pixel * middle.w;
  gl_Position = middle + vec4(offset, 0.0, 0.0);
  vTexture = instanceCells.xy + instanceCells.zw * (vec2(corners.x, -corners.y) + 1.0) * 0.5;
  vInk = instanceInks;
  vPaper = symbol.paper.rgb;
  picking_setPickingColor(instancePickingColors);
}
`;

const FRAGMENT = `\
#version 300 es
#define SHADER_NAME symbol-layer-fragment
precision highp float;

uniform sampler2D symbolsTexture;
in vec2 vTexture;
flat in vec3 vInk;
flat in vec3 vPaper;
out vec4 fragColor;

// A symbol is drawn in its layer's ink on paper: as much of a point as is ink has the row's own colour.
vec3 tinted(vec3 color) {
  vec3 span = vInk - vPaper;
  float ink = clamp(dot(color - vPaper, span) / max(dot(span, span), 0.001), 0.0, 1.0);
  return mix(vPaper, vTint.rgb, ink);
}

void main(void) {
  vec4 color = texture(symbolsTexture, vTexture);
  // What is as good as nothing is no part of the symbol, for the pointer neither.
  if (color.a < 0.05) discard;
  if (vTint.a > 0.5) color.rgb = tinted(color.rgb);
  fragColor = picking_filterPickingColor(shown_color(color));
}
`;

const SYMBOL = {
  name: "symbol",
  vs: "layout(std140) uniform symbolUniforms {\n  vec4 paper;\n  float sizePixels;\n} symbol;\n",
  uniformTypes: { paper: "vec4<f32>", sizePixels: "f32" },
};

const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
const SAMPLER = { minFilter: "linear", mipmapFilter: "linear", magFilter: "linear" };

/**
 * Of rows with a `position` and the key of their `icon` in the props' atlas; getSize pixels high, times sizeScale.
 * paper: the colour under the atlas's symbols, getInk: that of a row's own, both for rows that have another colour.
 * @param {DeckGl.Library} D
 * @returns {DeckGl.LayerClass}
 */
export function makeSymbolLayer(D) {
  class SymbolLayer extends D.Layer {
    getShaders() {
      return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [D.picking, PLANE, SHOWN, SYMBOL] });
    }

    initializeState() {
      this.getAttributeManager().addInstanced({
        instancePlaces: {
          size: 2,
          /** @type {DeckGl.Accessor<PointRow>} */
          accessor: ({ position }) => this.state.project(position),
        },
        instanceCells: {
          size: 4,
          /** @type {DeckGl.Accessor<PointRow>} */
          accessor: ({ icon }) => cellOf(this.props, icon),
        },
        instanceInks: { size: 3, type: "unorm8", accessor: "getInk" },
      });
    }

    /** @param {DeckGl.Update} update */
    updateState(update) {
      super.updateState(update);
      const { props, oldProps, changeFlags } = update;
      this.state.model ??= new D.Model(this.context.device, {
        ...this.getShaders(),
        id: this.id,
        geometry: new D.Geometry({ topology: "triangle-strip", attributes: { corners: { size: 2, value: CORNERS } } }),
        isInstanced: true,
        bufferLayout: this.getAttributeManager().getBufferLayouts(),
      });
      if (changeFlags.dataChanged) this.setState(planeFrom(props.data[0]?.position));
      if (props.iconAtlas === oldProps.iconAtlas && this.state.texture) return;
      this.state.texture?.destroy();
      this.setState({ texture: textureOf(this.context.device, props.iconAtlas) });
      this.getAttributeManager().invalidate("instanceCells");
    }

    /** @param {object} context */
    finalizeState(context) {
      super.finalizeState(context);
      this.state.texture?.destroy();
    }

    draw() {
      const { model, origin, texture } = this.state;
      const { viewport, device, renderPass } = this.context;
      const { getSize, sizeScale, paper } = this.props;
      model.setBindings({ symbolsTexture: texture });
      model.shaderInputs.setProps({
        plane: planeUniforms(viewport, origin),
        shown: shownUniforms(this.props, device),
        symbol: { paper, sizePixels: getSize * sizeScale },
      });
      model.draw(renderPass);
    }
  }
  SymbolLayer.layerName = "SymbolLayer";
  SymbolLayer.defaultProps = {
    getSize: 1,
    sizeScale: 1,
    firstRow: -1,
    paper: [1, 1, 1, 1],
    getInk: { type: "accessor", value: () => [0, 0, 0] },
  };
  return SymbolLayer;
}

/**
 * @param {Atlas} atlas
 * @param {string} icon
 */
function cellOf({ iconAtlas, iconMapping }, icon) {
  const { width, height } = iconAtlas;
  const { x, y, size } = iconMapping[icon];
  return [x / width, y / height, size / width, size / height];
}

/**
 * @param {DeckGl.Device} device
 * @param {HTMLCanvasElement} picture
 */
function textureOf(device, picture) {
  const { width, height } = picture;
  const mipLevels = device.getMipLevelCount(width, height);
  const texture = device.createTexture({ format: "rgba8unorm", width, height, mipLevels, sampler: SAMPLER });
  texture.copyExternalImage({ image: picture });
  texture.generateMipmapsWebGL();
  return texture;
}
