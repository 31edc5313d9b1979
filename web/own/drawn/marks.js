// Points, lines and areas of layers that people brought, as the GPU draws them: straight from typed arrays, on the
// plane as the map's own layers (gpu/plane.js), the colour of each row out of a texture (rows.js). Points and segments
// are two triangles each, whose corners know by their number whose they are and find its place in a texture: drawn as
// instances they take a processor in a GPU's place ten times as long, which begins a draw anew with each.

import { PLANE, planeUniforms } from "../../gpu/plane.js";
import { coarser, shortest } from "./coarse.js";
import { isFar, outlined } from "./outlines.js";
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
      const { kind } = /** @type {{ kind: keyof typeof KINDS }} */ (this.props);
      return super.getShaders({ ...KINDS[kind], modules: [D.picking, PLANE, MARKS] });
    }

    initializeState() {
      this.getAttributeManager().remove(["instancePickingColors"]);
    }

    /** @param {DeckGl.Update} update */
    updateState(update) {
      super.updateState(update);
      const { props, oldProps } = update;
      if (!this.state.models || props.content !== oldProps.content) this.fill(this.unit());
    }

    // What is too short to be seen as the map is looked at now.
    unit() {
      const { kind, content } = this.props;
      return kind === "points" || kind === "dots" ? 0 : shortest(content.rows.length, this.context.viewport.scale);
    }

    // Pixels of the canvas to one of the page.
    ratio() {
      const { viewport, device } = this.context;
      return device.gl.drawingBufferWidth / viewport.width;
    }

    /** @param {number} unit */
    far(unit) {
      const { content, size } = this.props;
      return isFar(content, { unit, size, ratio: this.ratio() });
    }

    /** @param {number} unit */
    fill(unit) {
      this.end();
      const far = this.far(unit);
      const made = far ? outlinesOf(D, this, unit) : [this.madeOf(unit)];
      // deck.gl sets the count of instances after each update, by this number.
      this.setState({ unit, far, made, models: made.map(({ model }) => model), numInstances: 0 });
    }

    /** @param {number} unit */
    madeOf(unit) {
      const { kind, content } = this.props;
      if (kind === "dots") return plainOf(D, this, content);
      if (kind !== "areas") return marksOf(D, this, content, unit);
      return plainOf(D, this, content, { topology: "triangle-list", indices: content.indicesAt(unit) });
    }

    end() {
      for (const model of this.state.models ?? []) model.destroy();
      this.drop();
    }

    drop() {
      for (const { buffers } of this.state.made ?? []) for (const buffer of Object.values(buffers)) buffer.destroy();
    }

    /** @param {object} context */
    finalizeState(context) {
      super.finalizeState(context);
      this.drop();
    }

    draw() {
      const unit = this.unit();
      if (unit !== this.state.unit || this.far(unit) !== this.state.far) this.fill(unit);
      const { models, far } = this.state;
      const { viewport, device, renderPass } = this.context;
      const { origin, colors, size, opacityOf, paper, chosen } = this.props;
      const plane = planeUniforms(viewport, origin);
      // Edges are as strong as lines, by whatever they are drawn.
      const marks = { paper: [...paper, 1], size, opacity: far ? 1 : opacityOf, ratio: this.ratio(), chosen };
      for (const model of models) {
        model.shaderInputs.setProps({ plane, marks: { ...marks, ...colors.textures(device) } });
        model.draw(renderPass);
      }
    }
  }
  MarksLayer.layerName = "MarksLayer";
  MarksLayer.defaultProps = { content: null, colors: null, chosen: -1 };
  return MarksLayer;
}

/**
 * Of edges seen from afar.
 * @param {DeckGl.Library} D
 * @param {DeckGl.Layer} layer
 * @param {number} unit
 */
function outlinesOf(D, layer, unit) {
  const { corners } = layer.props.content;
  const { indices, specks } = outlined(corners, unit);
  const how = { topology: "line-list", indices, shaders: AREAS };
  return [
    ...(indices.length ? [plainOf(D, layer, corners, how)] : []),
    ...(specks.rows.length ? [marksOf(D, layer, specks, 0)] : []),
  ];
}

/**
 * Of areas, dots or outlines, whose corners are drawn as they come, or by their numbers.
 * @param {DeckGl.Library} D
 * @param {DeckGl.Layer} layer
 * @param {OwnMarks} content
 * @param {{ topology: string, indices?: Uint32Array, shaders?: object }} [how] shaders: where not the layer's
 */
function plainOf(D, layer, content, { topology, indices, shaders } = { topology: "point-list" }) {
  const { device } = layer.context;
  const buffers = {
    places: device.createBuffer({ data: content.places }),
    rows: device.createBuffer({ data: content.rows }),
    ...(indices && { indices: device.createBuffer({ usage: INDEX, data: indices }) }),
  };
  const { places, rows } = buffers;
  const model = new D.Model(device, {
    ...layer.getShaders(),
    ...shaders,
    id: `${layer.id}:${topology}`,
    topology,
    bufferLayout: [
      { name: "places", format: "float32x2" },
      { name: "rows", format: "float32" },
    ],
    attributes: { places, rows },
    ...(indices && { indexBuffer: buffers.indices }),
    vertexCount: indices?.length ?? content.rows.length,
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
