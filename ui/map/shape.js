// Areas that Python has cut into triangles, and lines as ribbons, in one layer: the GPU draws them all at once, in their rows' order.
// deck.gl's own layers cut every area on the main thread, draw each segment of a line as an instance of its own, and have a shader for
// either: on a machine without a GPU all three are dear.
// It leans on names inside deck.gl's area layer: pydeck is pinned, and browser tests look at the pixels.

import { shapesOf } from "./corners.js";
import { flat } from "./flat.js";
import { toPlane } from "./mercator.js";

const SOLID = [1, 0, 0];

const DECLARATIONS = `\
layout(std140) uniform ribbonUniforms {
  highp float scale;
} ribbon;
`;

const MODULE = { name: "ribbon", vs: DECLARATIONS, uniformTypes: { scale: "f32" } };

// ribbonStyles: a line's width, in pixels or, below zero, in metres; its dash's lengths on and off and the distance to the first, in
// widths. Areas have no gap, and no width but that of the band which they are: what is wide in metres fades with its width in pixels,
// as layers/bands.py says.
const INJECT = {
  "vs:#decl": `
    in vec2 ribbonOffsets;
    in vec3 ribbonPlaces;
    in vec4 ribbonStyles;
    out vec3 vPlace;
    flat out vec3 vDash;
    flat out float vHalf;
    flat out float vFade;`,
  // Only here the shader knows where the point is.
  "vs:DECKGL_FILTER_GL_POSITION": `
    bool isBand = ribbonStyles.x < 0.0;
    float halfWidth = abs(ribbonStyles.x) * 0.5;
    vHalf = isBand ? project_size(halfWidth) : project_pixel_size(halfWidth * ribbon.scale);
    vFade = isBand ? clamp(pow(14.0 * project_pixel_size(1.0) / (2.0 * vHalf), 0.75), 0.15, 1.0) : 1.0;
    vPlace = ribbonPlaces;
    vDash = ribbonStyles.yzw;
    position = project_common_position_to_clipspace(geometry.position + vec4(ribbonOffsets * vHalf, 0.0, 0.0));`,
  "fs:#decl": "in vec3 vPlace;\nflat in vec3 vDash;\nflat in float vHalf;\nflat in float vFade;",
  "fs:DECKGL_FILTER_COLOR": "color.a *= vFade;",
  // Round ends; then dashes, whose lengths count in widths.
  "fs:#main-start": `
    if (vPlace.z > 0.0 && length(vPlace.yz) > 1.0) discard;
    if (vDash.y > 0.0) {
      float period = vDash.x + vDash.y;
      float dashPlace = mod(vPlace.x / vHalf * 0.5 - vDash.z, period);
      if (dashPlace > vDash.x) {
        float fromEnd = min(dashPlace - vDash.x, period - dashPlace);
        // What is shorter than wide is a cross tick, with straight ends.
        if (vDash.x < 1.0 || length(vec2(fromEnd, vPlace.y * 0.5)) > 0.5) discard;
      }
    }`,
};

// Rows: `polygon` and `triangles`, or `path`, `width` and perhaps `dash` (see corners.js). Lines have round ends and joints.
export function makeShapeLayer(D) {
  class ShapeLayer extends flat(D.SolidPolygonLayer) {
    getShaders(kind) {
      const shaders = super.getShaders(kind);
      return { ...shaders, modules: [...shaders.modules, MODULE], inject: { ...shaders.inject, ...INJECT } };
    }

    initializeState() {
      super.initializeState();
      const manager = this.getAttributeManager();
      const given = (name) => ({ stepMode: "dynamic", noAlloc: true, update: (attribute) => (attribute.value = this.state.shape[name]) });
      manager.remove(["instanceVertexValid", "fillColors"]);
      manager.add({
        fillColors: { size: 4, type: "unorm8", stepMode: "dynamic", accessor: "getColor", defaultValue: [0, 0, 0, 255] },
        ribbonStyles: { size: 4, stepMode: "dynamic", accessor: ({ width = 0, dash = SOLID }) => [width, dash[0], dash[1], dash[2] ?? 0] },
        ribbonOffsets: { size: 2, ...given("offsets") },
        ribbonPlaces: { size: 3, ...given("places") },
      });
    }

    updateGeometry({ props, changeFlags }) {
      if (!changeFlags.dataChanged) return;
      const shape = shapesOf(props.data, toPlane);
      this.setState({ shape, numInstances: shape.positions.length / 3, startIndices: shape.starts });
    }

    calculateIndices(attribute) {
      attribute.value = this.state.shape.indices;
    }

    calculatePositions(attribute) {
      attribute.startIndices = this.state.shape.starts;
      attribute.value = this.state.shape.positions;
    }

    draw() {
      const { topModel, shape } = this.state;
      topModel.shaderInputs.setProps({ ribbon: { scale: this.props.widthScale } });
      topModel.setVertexCount(shape.indices.length);
      topModel.draw(this.context.renderPass);
    }
  }
  ShapeLayer.layerName = "ShapeLayer";
  ShapeLayer.defaultProps = {
    // A function everywhere: a colour for all would ask the GPU for another shader.
    getColor: { type: "accessor", value: () => [0, 0, 0, 255] },
    widthScale: { type: "number", min: 0, value: 1 },
  };
  return ShapeLayer;
}
