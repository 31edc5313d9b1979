// deck.gl's layers without the parts of their shaders that a flat map on a Mercator plane never uses: a machine without a GPU compiles
// every line of them before the first frame.
// It leans on deck.gl's own text: pydeck is pinned, a text that is not found is left as it is, and a browser test looks for it.

import { flat } from "./flat.js";
import { toPlane } from "./mercator.js";
import { makeShapeLayer } from "./shape.js";

const CUTS = {
  // Light on walls.
  SolidPolygonLayer: [[/if \(solidPolygon\.extruded\) \{\s*#ifdef[^]*?\} else \{/, "{"]],
  // Symbols that lie on the ground.
  IconLayer: [[/ else \{\s*vec3 offset_common[^]*?\n\}/, ""]],
};

// The classes of deck.gl, those that the map draws with in their lean form; shapes and symbols, both on the plane.
export function leanLayers(D) {
  const leaner = { ...D, ...Object.fromEntries(Object.entries(CUTS).map(([name, cuts]) => [name, lean(D[name], cuts)])) };
  return { ...leaner, ShapeLayer: makeShapeLayer(leaner), SymbolLayer: makeSymbolLayer(leaner) };
}

function lean(Layer, cuts) {
  return class extends Layer {
    static layerName = Layer.layerName;

    getShaders(...wanted) {
      const shaders = super.getShaders(...wanted);
      return { ...shaders, vs: cuts.reduce((text, [part, instead]) => text.replace(part, instead), shaders.vs) };
    }
  };
}

function makeSymbolLayer(D) {
  class SymbolLayer extends flat(D.IconLayer) {
    initializeState() {
      super.initializeState();
      const manager = this.getAttributeManager();
      manager.remove(["instancePositions"]);
      manager.add({ instancePositions: { size: 3, type: "float64", fp64: this.use64bitPositions(), stepMode: "instance", accessor: (row, told) => toPlane(this.props.getPosition(row, told)) } });
    }
  }
  SymbolLayer.layerName = "SymbolLayer";
  return SymbolLayer;
}
