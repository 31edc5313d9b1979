// Lines as ribbons: two corners at every point of a path, drawn like an area. deck.gl's own path layer draws each segment as an
// instance of its own, of six triangles, which costs a machine without a GPU four times as much and a shader of another kind.

import { toPlane } from "./mercator.js";
import { ribbonsOf } from "./ribbon-shape.js";

const DECLARATIONS = `\
layout(std140) uniform ribbonUniforms {
  highp float scale;
  highp int metres;
} ribbon;
`;

const MODULE = { name: "ribbon", vs: DECLARATIONS, uniformTypes: { scale: "f32", metres: "i32" } };

const INJECT = {
  "vs:#decl": `
    in vec2 ribbonOffsets;
    in vec3 ribbonPlaces;
    in float ribbonWidths;
    in vec3 ribbonDashes;
    out vec3 vPlace;
    out vec3 vDash;
    out float vHalf;`,
  // Only here the shader knows where the point is.
  "vs:DECKGL_FILTER_GL_POSITION": `
    float halfWidth = ribbonWidths * ribbon.scale * 0.5;
    vHalf = ribbon.metres == 1 ? project_size(halfWidth) : project_pixel_size(halfWidth);
    vPlace = ribbonPlaces;
    vDash = ribbonDashes;
    position = project_common_position_to_clipspace(geometry.position + vec4(ribbonOffsets * vHalf, 0.0, 0.0));`,
  "fs:#decl": "in vec3 vPlace;\nin vec3 vDash;\nin float vHalf;",
  // Round ends; then dashes, whose lengths count in widths.
  "fs:#main-start": `
    if (length(vPlace.yz) > 1.0 && vPlace.z > 0.0) discard;
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

// A layer with deck.gl's props of a PathLayer as far as the map uses them, with round ends and joints, and `getDash`: the lengths
// on and off and the distance to the first, in widths.
export function makeRibbonLayer(ShapeLayer) {
  class RibbonLayer extends ShapeLayer {
    getShaders(kind) {
      const shaders = super.getShaders(kind);
      return { ...shaders, modules: [...shaders.modules, MODULE], inject: { ...shaders.inject, ...INJECT } };
    }

    initializeState() {
      super.initializeState();
      const manager = this.getAttributeManager();
      const given = (name) => ({ noAlloc: true, update: (attribute) => (attribute.value = this.state.shape[name]) });
      manager.remove(["fillColors"]);
      manager.add({
        fillColors: { size: 4, type: "unorm8", stepMode: "dynamic", accessor: "getColor", defaultValue: [0, 0, 0, 255] },
        ribbonWidths: { size: 1, stepMode: "dynamic", accessor: "getWidth", defaultValue: 1 },
        ribbonDashes: { size: 3, stepMode: "dynamic", accessor: "getDash", defaultValue: [1, 0, 0] },
        ribbonOffsets: { size: 2, stepMode: "dynamic", ...given("offsets") },
        ribbonPlaces: { size: 3, stepMode: "dynamic", ...given("places") },
      });
    }

    shapeOf({ data, getPath }) {
      return ribbonsOf(data.map(getPath), toPlane);
    }

    draw() {
      const { widthScale, widthUnits } = this.props;
      this.state.topModel.shaderInputs.setProps({ ribbon: { scale: widthScale, metres: widthUnits === "meters" ? 1 : 0 } });
      super.draw();
    }
  }
  RibbonLayer.layerName = "RibbonLayer";
  RibbonLayer.defaultProps = {
    getPath: { type: "accessor", value: (row) => row.path },
    getColor: { type: "accessor", value: [0, 0, 0, 255] },
    getWidth: { type: "accessor", value: () => 1 },
    getDash: { type: "accessor", value: () => [1, 0, 0] },
    widthUnits: "meters",
    widthScale: { type: "number", min: 0, value: 1 },
  };
  return RibbonLayer;
}
