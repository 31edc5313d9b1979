// Areas that Python has cut into triangles, and lines as ribbons, in one layer: the GPU draws them all at once, in
// their rows' order. deck.gl's own layers cut every area on the main thread, draw each segment of a line as an instance
// of its own, and have a shader for either: on a machine without a GPU all three are dear.

import { shapesOf } from "./corners.js";
import { PLANE, planeFrom, planeUniforms } from "./plane.js";
import { SHOWN, shownUniforms } from "./visibility.js";

const SOLID = [1, 0, 0];

// styles: a line's width, in pixels or, below zero, in metres; its dash's lengths on and off and the distance to the
// first, in widths. Areas have no gap, and no width but that of the band which they are: what is wide in metres fades
// with its width in pixels, as layers/style/bands.py says.
const VERTEX = `\
#version 300 es
#define SHADER_NAME shape-layer-vertex

in vec2 positions;
in vec2 offsets;
in vec3 places;
in vec4 styles;
in vec4 colors;
in vec3 pickingColors;
out vec4 vColor;
out vec3 vPlace;
flat out vec3 vDash;
flat out float vHalf;

void main(void) {
  bool isBand = styles.x < 0.0;
  float halfWidth = abs(styles.x) * 0.5;
  float pixels = plane.unitsPerPixel * shape.widthScale * shown_width(pickingColors);
  vHalf = halfWidth * (isBand ? plane.unitsPerMetre : pixels);
  float fade = isBand ? clamp(pow(14.0 * plane.unitsPerPixel / (2.0 * vHalf), 0.75), 0.15, 1.0) : 1.0;
  vPlace = places;
  vDash = styles.yzw;
  vColor = vec4(colors.rgb, colors.a * fade);
  gl_Position = shown_position(plane.matrix * vec4(positions + offsets * vHalf, 0.0, 1.0), pickingColors);
  picking_setPickingColor(pickingColors);
}
`;

// Round ends; then dashes, whose lengths count in widths.
const FRAGMENT = `\
#version 300 es
#define SHADER_NAME shape-layer-fragment
precision highp float;

in vec4 vColor;
in vec3 vPlace;
flat in vec3 vDash;
flat in float vHalf;
out vec4 fragColor;

void main(void) {
  if (vPlace.z > 0.0 && length(vPlace.yz) > 1.0) discard;
  if (vDash.y > 0.0) {
    float period = vDash.x + vDash.y;
    float dashPlace = mod(vPlace.x / vHalf * 0.5 - vDash.z, period);
    if (dashPlace > vDash.x) {
      float fromEnd = min(dashPlace - vDash.x, period - dashPlace);
      // What is shorter than wide is a cross tick, with straight ends.
      if (vDash.x < 1.0 || length(vec2(fromEnd, vPlace.y * 0.5)) > 0.5) discard;
    }
  }
  fragColor = picking_filterPickingColor(shown_color(shown_tint(vColor)));
}
`;

const SHAPE = {
  name: "shape",
  vs: "layout(std140) uniform shapeUniforms {\n  float widthScale;\n} shape;\n",
  uniformTypes: { widthScale: "f32" },
};

/**
 * Of rows that are areas or lines (see corners.js). Lines have round ends and joints.
 * @param {DeckGl.Library} D
 * @returns {DeckGl.LayerClass}
 */
export function makeShapeLayer(D) {
  class ShapeLayer extends D.Layer {
    getShaders() {
      return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [D.picking, PLANE, SHOWN, SHAPE] });
    }

    initializeState() {
      const manager = this.getAttributeManager();
      const given = (/** @type {"positions" | "offsets" | "places" | "indices"} */ name) => ({
        stepMode: "dynamic",
        noAlloc: true,
        update: (/** @type {DeckGl.Attribute} */ attribute) => {
          attribute.startIndices = this.state.shape.starts;
          attribute.value = this.state.shape[name];
        },
      });
      manager.remove(["instancePickingColors"]);
      manager.add({
        indices: { size: 1, isIndexed: true, ...given("indices") },
        positions: { size: 2, ...given("positions") },
        offsets: { size: 2, ...given("offsets") },
        places: { size: 3, ...given("places") },
        styles: { size: 4, stepMode: "dynamic", accessor: styleOf },
        colors: { size: 4, type: "unorm8", stepMode: "dynamic", accessor: "getColor" },
        pickingColors: {
          size: 4,
          type: "uint8",
          stepMode: "dynamic",
          /** @type {DeckGl.Accessor<ShapeRow>} */
          accessor: (_row, { index, target }) => this.encodePickingColor(index, target),
        },
      });
    }

    /** @param {DeckGl.Update} update */
    updateState(update) {
      super.updateState(update);
      this.state.model ??= new D.Model(this.context.device, {
        ...this.getShaders(),
        id: this.id,
        topology: "triangle-list",
        isIndexed: true,
        bufferLayout: this.getAttributeManager().getBufferLayouts({ isInstanced: false }),
      });
      if (!update.changeFlags.dataChanged) return;
      /** @type {ShapeRow[]} */
      const rows = update.props.data;
      const { origin, project } = planeFrom(firstPlace(rows));
      const shape = shapesOf(rows, project);
      this.setState({ shape, origin, numInstances: shape.positions.length / 2, startIndices: shape.starts });
    }

    draw() {
      const { model, shape, origin } = this.state;
      const { viewport, device, renderPass } = this.context;
      model.shaderInputs.setProps({
        plane: planeUniforms(viewport, origin),
        shown: shownUniforms(this.props, device),
        shape: { widthScale: this.props.widthScale },
      });
      model.setVertexCount(shape.indices.length);
      model.draw(renderPass);
    }
  }
  ShapeLayer.layerName = "ShapeLayer";
  ShapeLayer.defaultProps = {
    // A function everywhere: a colour for all would ask the GPU for another shader.
    getColor: { type: "accessor", value: () => [0, 0, 0, 255] },
    widthScale: { type: "number", min: 0, value: 1 },
    firstRow: -1,
  };
  return ShapeLayer;
}

/** @param {{ width?: number, dash?: number[] }} row */
function styleOf({ width = 0, dash = SOLID }) {
  return [width, dash[0], dash[1], dash[2] ?? 0];
}

/** @param {ShapeRow[]} rows */
function firstPlace(rows) {
  for (const row of rows) {
    const [place] = "polygon" in row ? row.polygon[0] : row.path;
    if (place) return place;
  }
  return undefined;
}
