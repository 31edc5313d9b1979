// Points, lines and areas of layers that people brought, as the GPU draws them: straight from typed arrays, on the
// plane as the map's own layers (gpu/plane.js), the colour of each row out of a texture (rows.js).

import { PLANE, planeUniforms } from "../../gpu/plane.js";
import { AREAS, LINES, MARKS, POINTS } from "./shaders.js";

// Buffer.INDEX of luma.gl.
const INDEX = 0x10;
const KINDS = { points: POINTS, lines: LINES, areas: AREAS };
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);

/**
 * kind: points, lines or areas; content: their places, rows and, of areas, indices; colors: an OwnRows; origin: of the
 * places on the plane; size in pixels, paper: red, green and blue from 0 to 1, chosen: a row, -1 for none.
 * @param {DeckGl.Library} D
 * @returns {DeckGl.LayerClass}
 */
export function makeMarksLayer(D) {
  class MarksLayer extends D.Layer {
    getShaders() {
      const kind = /** @type {keyof typeof KINDS} */ (this.props.kind);
      return super.getShaders({ ...KINDS[kind], modules: [D.picking, PLANE, MARKS] });
    }

    initializeState() {
      this.getAttributeManager().remove(["instancePickingColors"]);
    }

    /** @param {DeckGl.Update} update */
    updateState(update) {
      super.updateState(update);
      const { props, oldProps } = update;
      if (this.state.model && props.content === oldProps.content) return;
      this.end();
      const { device } = this.context;
      const buffers = buffersOf(device, props.kind, props.content);
      // deck.gl sets the count of instances after each update, by this number.
      this.setState({ buffers, model: modelOf(D, device, this, buffers), numInstances: props.content.rows.length });
    }

    end() {
      this.state.model?.destroy();
      for (const buffer of Object.values(this.state.buffers ?? {})) buffer.destroy();
    }

    /** @param {object} context */
    finalizeState(context) {
      super.finalizeState(context);
      for (const buffer of Object.values(this.state.buffers ?? {})) buffer.destroy();
    }

    draw() {
      const { model } = this.state;
      const { viewport, device, renderPass } = this.context;
      const { origin, colors, size, opacityOf, paper, chosen } = this.props;
      model.shaderInputs.setProps({
        plane: planeUniforms(viewport, origin),
        marks: { paper: [...paper, 1], size, opacity: opacityOf, chosen, ...colors.textures(device) },
      });
      model.draw(renderPass);
    }
  }
  MarksLayer.layerName = "MarksLayer";
  MarksLayer.defaultProps = { content: null, colors: null, chosen: -1 };
  return MarksLayer;
}

/**
 * @param {DeckGl.Device} device
 * @param {string} kind
 * @param {OwnShapes["areas"]} content
 */
function buffersOf(device, kind, { places, rows, indices }) {
  const buffers = { places: device.createBuffer({ data: places }), rows: device.createBuffer({ data: rows }) };
  return kind === "areas" ? { ...buffers, indices: device.createBuffer({ usage: INDEX, data: indices }) } : buffers;
}

/**
 * @param {DeckGl.Library} D
 * @param {DeckGl.Device} device
 * @param {DeckGl.Layer} layer
 * @param {ReturnType<typeof buffersOf>} buffers
 */
function modelOf(D, device, layer, { places, rows, ...more }) {
  const { kind, content } = layer.props;
  const given = { ...layer.getShaders(), id: layer.id };
  if (kind === "areas")
    return new D.Model(device, {
      ...given,
      topology: "triangle-list",
      bufferLayout: [
        { name: "places", format: "float32x2" },
        { name: "rows", format: "float32" },
      ],
      attributes: { places, rows },
      indexBuffer: "indices" in more ? more.indices : null,
      vertexCount: content.indices.length,
    });
  return new D.Model(device, {
    ...given,
    geometry: new D.Geometry({ topology: "triangle-strip", attributes: { corners: { size: 2, value: CORNERS } } }),
    isInstanced: true,
    bufferLayout: [
      { name: "instancePlaces", format: kind === "lines" ? "float32x4" : "float32x2", stepMode: "instance" },
      { name: "instanceRows", format: "float32", stepMode: "instance" },
    ],
    attributes: { instancePlaces: places, instanceRows: rows },
    instanceCount: content.rows.length,
  });
}
