// Layers whose corners and triangles are ready when deck.gl asks for them: areas that Python has cut, and lines as ribbons. deck.gl's
// own area layer cuts every polygon on the main thread before the first frame.
// It leans on names inside deck.gl's area layer: pydeck is pinned, and a browser test looks at the pixels.

import { flat } from "./flat.js";
import { toPlane } from "./mercator.js";

// An area layer of which a class that extends it says the shape: `shapeOf(props)` gives positions (on the plane, with a height,
// Float64Array), indices (Uint32Array) and starts, each row's first corner and the number of all.
export function makeShapeLayer(D) {
  class ShapeLayer extends flat(D.SolidPolygonLayer) {
    initializeState() {
      super.initializeState();
      this.getAttributeManager().remove(["instanceVertexValid"]);
    }

    updateGeometry({ props, changeFlags }) {
      if (!changeFlags.dataChanged) return;
      const shape = this.shapeOf(props);
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
      topModel.setVertexCount(shape.indices.length);
      topModel.draw(this.context.renderPass);
    }
  }
  ShapeLayer.layerName = "ShapeLayer";
  return ShapeLayer;
}

// Areas by their rows' `polygon` (rings, whose last point is the first once more) and `triangles` (layers/triangles.py).
export function makeAreaLayer(ShapeLayer) {
  class AreaLayer extends ShapeLayer {
    shapeOf({ data }) {
      return areasOf(data, toPlane);
    }
  }
  AreaLayer.layerName = "AreaLayer";
  return AreaLayer;
}

// project gives a point's place on the plane.
export function areasOf(rows, project) {
  const starts = [0];
  let triangleNumbers = 0;
  for (const { polygon, triangles } of rows) {
    starts.push(starts.at(-1) + polygon.reduce((sum, ring) => sum + ring.length - 1, 0));
    triangleNumbers += triangles.length;
  }
  const positions = new Float64Array(starts.at(-1) * 3);
  const indices = new Uint32Array(triangleNumbers);
  let corner = 0;
  let at = 0;
  for (const { polygon, triangles } of rows) {
    let lowest = corner;
    for (let number = 0; number < triangles.length; number += 3) {
      lowest += triangles[number];
      indices[at] = lowest;
      indices[at + 1] = lowest + triangles[number + 1];
      indices[at + 2] = lowest + triangles[number + 2];
      at += 3;
    }
    for (const ring of polygon) {
      for (let point = 0; point < ring.length - 1; point += 1) {
        const place = project(ring[point]);
        positions[corner * 3] = place[0];
        positions[corner * 3 + 1] = place[1];
        corner += 1;
      }
    }
  }
  return { positions, indices, starts };
}
