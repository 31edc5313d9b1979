// Points, lines and areas of layers that people brought, as the GPU draws them: straight from typed arrays, on the
// plane as the map's own layers (gpu/plane.js), the colour of each row out of a texture (rows.js). Points and segments
// are two triangles each, whose corners know by their number whose they are and find its place in a texture: drawn as
// instances they take a processor in a GPU's place ten times as long, which begins a draw anew with each.

import { PLANE, planeUniforms } from "../../gpu/plane.js";
import { coarser, shortest } from "./coarse.js";
import { AREAS, DOTS, LINES, MARKS, POINTS, WIDTH } from "./shaders.js";

// Buffer.INDEX of luma.gl.
const INDEX = 0x10;
const KINDS = { points: POINTS, dots: DOTS, lines: LINES, areas: AREAS };
/** Of a mark's two triangles, by the numbers of its four corners. */
const TRIANGLES = [0, 1, 2, 2, 1, 3];
/** Numbers of a place, and the format of a texture of them. @type {Record<string, [number, string]>} */
const PLACES = { points: [2, "rg32float"], lines: [4, "rgba32float"] };

/**
 * kind: points, dots, lines or areas; content: their places, rows and, of areas, the triangles (shapes.js); colors: an
 * OwnRows; origin: of the places on the plane; size in pixels, paper: red, green and blue from 0 to 1, chosen: a row,
 * -1 for none.
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
      if (!this.state.model || props.content !== oldProps.content) this.fill(this.unit());
    }

    // What is too short to be seen as the map is looked at now.
    unit() {
      const { kind, content } = this.props;
      return kind === "points" || kind === "dots" ? 0 : shortest(content.rows.length, this.context.viewport.scale);
    }

    /** @param {number} unit */
    fill(unit) {
      this.end();
      const { kind, content } = this.props;
      const plain = kind === "areas" || kind === "dots";
      const made = plain ? plainOf(D, this, content, unit) : marksOf(D, this, content, unit);
      // deck.gl sets the count of instances after each update, by this number.
      this.setState({ unit, ...made, numInstances: 0 });
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
      const unit = this.unit();
      if (unit !== this.state.unit) this.fill(unit);
      const { model } = this.state;
      const { viewport, device, renderPass } = this.context;
      const { origin, colors, size, opacityOf, paper, chosen } = this.props;
      // Pixels of the canvas to one of the page.
      const ratio = device.gl.drawingBufferWidth / viewport.width;
      model.shaderInputs.setProps({
        plane: planeUniforms(viewport, origin),
        marks: { paper: [...paper, 1], size, opacity: opacityOf, ratio, chosen, ...colors.textures(device) },
      });
      model.draw(renderPass);
    }
  }
  MarksLayer.layerName = "MarksLayer";
  MarksLayer.defaultProps = { content: null, colors: null, chosen: -1 };
  return MarksLayer;
}

/**
 * Of areas or dots, whose corners are drawn as they come.
 * @param {DeckGl.Library} D
 * @param {DeckGl.Layer} layer
 * @param {OwnMarks & Partial<OwnShapes["areas"]>} content
 * @param {number} unit
 */
function plainOf(D, layer, content, unit) {
  const { device } = layer.context;
  const triangles = content.indicesAt?.(unit);
  const buffers = {
    places: device.createBuffer({ data: content.places }),
    rows: device.createBuffer({ data: content.rows }),
    ...(triangles && { indices: device.createBuffer({ usage: INDEX, data: triangles }) }),
  };
  const { places, rows } = buffers;
  const model = new D.Model(device, {
    ...layer.getShaders(),
    id: layer.id,
    topology: triangles ? "triangle-list" : "point-list",
    bufferLayout: [
      { name: "places", format: "float32x2" },
      { name: "rows", format: "float32" },
    ],
    attributes: { places, rows },
    ...(triangles && { indexBuffer: buffers.indices }),
    vertexCount: triangles?.length ?? content.rows.length,
  });
  return { buffers, model };
}

/**
 * Of points or lines.
 * @param {DeckGl.Library} D
 * @param {DeckGl.Layer} layer
 * @param {OwnMarks} content
 * @param {number} unit
 */
function marksOf(D, layer, content, unit) {
  const { device } = layer.context;
  const { kind } = layer.props;
  const { places, rows } = unit ? coarser(content, unit) : content;
  const buffers = {
    places: textureOf(device, places, ...PLACES[kind]),
    rows: textureOf(device, rows, 1, "r32float"),
    indices: device.createBuffer({ usage: INDEX, data: quads(rows.length) }),
  };
  const model = new D.Model(device, {
    ...layer.getShaders(),
    id: layer.id,
    topology: "triangle-list",
    bindings: { ownPlaces: buffers.places, ownOwners: buffers.rows },
    indexBuffer: buffers.indices,
    vertexCount: TRIANGLES.length * rows.length,
  });
  return { buffers, model };
}

/**
 * @param {DeckGl.Device} device
 * @param {Float32Array} numbers
 * @param {number} each how many of them a texel has
 * @param {string} format
 */
function textureOf(device, numbers, each, format) {
  const height = Math.max(1, Math.ceil(numbers.length / each / WIDTH));
  const data = new Float32Array(each * WIDTH * height);
  data.set(numbers);
  const sampler = { minFilter: "nearest", magFilter: "nearest" };
  return device.createTexture({ format, width: WIDTH, height, data, sampler });
}

/**
 * The corners of so many marks, four each, as triangles.
 * @param {number} count
 */
function quads(count) {
  const indices = new Uint32Array(TRIANGLES.length * count);
  for (let mark = 0, at = 0; mark < count; mark += 1)
    for (const corner of TRIANGLES) {
      indices[at] = 4 * mark + corner;
      at += 1;
    }
  return indices;
}
