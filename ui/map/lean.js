// deck.gl's layers without the parts of their shaders that a flat map on a Mercator plane never uses: a machine without a GPU compiles
// every line of them before the first frame, and what is called three times, three times.
// It leans on deck.gl's own text: pydeck is pinned, a text that is not found is left as it is, and a browser test looks for it.

const PROJECTED = ["prev", "curr", "next"].map((name) => `${name}Position = project_position(${name}Position, ${name}Position64Low);`).join("\n");
const PROJECTED_IN_TURN = `
vec3 turns[3] = vec3[3](prevPosition, currPosition, nextPosition);
vec3 turns64Low[3] = vec3[3](prevPosition64Low, currPosition64Low, nextPosition64Low);
for (int turn = 0; turn < 3; turn++) turns[turn] = project_position(turns[turn], turns64Low[turn]);
prevPosition = turns[0];
currPosition = turns[1];
nextPosition = turns[2];`;

const CUTS = {
  // Lines that turn to the screen.
  PathLayer: [[/if \(path\.billboard\) \{[^]*?\} else \{/, "{"], [PROJECTED, PROJECTED_IN_TURN]],
  // Light on walls.
  SolidPolygonLayer: [[/if \(solidPolygon\.extruded\) \{\s*#ifdef[^]*?\} else \{/, "{"]],
  // Symbols that lie on the ground.
  IconLayer: [[/ else \{\s*vec3 offset_common[^]*?\n\}/, ""]],
};

// The classes of deck.gl, those that the map draws with in their lean form.
export function leanLayers(D) {
  return { ...D, ...Object.fromEntries(Object.entries(CUTS).map(([name, cuts]) => [name, lean(D[name], cuts)])) };
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
