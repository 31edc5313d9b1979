// Layers whose places are given on deck.gl's own plane, Web Mercator 512 wide, y upwards: the GPU need not project degrees. What it
// would do so with - Mercator by series, the globe, three more systems - is half of all that a machine without a GPU has to compile
// before the first frame, and is worked through at every corner of every frame.
// It leans on deck.gl's own text: pydeck is pinned, a function that is not found is left as it is, and a browser test looks for it.

// A layer that is drawn over what was drawn before, whatever the pitch.
export const FLAT = { parameters: { depthCompare: "always" } };

const BODIES = {
  "vec4 project_position(vec4 position, vec3 position64Low)": "return vec4(position.xyz - project.coordinateOrigin + position64Low, position.w);",
  "bool project_needs_rotation(vec3 commonPosition, out mat3 transform)": "return false;",
  // No layer lets deck.gl light up what is under the pointer.
  "vec4 picking_filterHighlightColor(vec4 color)": "return color;",
};

// A class of layer on the plane: it says so to deck.gl, and has shaders without the rest.
export function flat(Layer) {
  class FlatLayer extends Layer {
    getShaders(kind) {
      return { ...super.getShaders(kind), shaderAssembler: flatAssembler(this.context.shaderAssembler) };
    }
  }
  FlatLayer.layerName = `Flat${Layer.layerName}`;
  FlatLayer.defaultProps = { coordinateSystem: "cartesian" };
  return FlatLayer;
}

const assemblers = new WeakMap();

// deck.gl's assembler of shaders, whose work is done once for all layers of a kind.
function flatAssembler(assembler) {
  if (!assemblers.has(assembler)) {
    const assembled = new Map();
    const assemble = (asked) => {
      const { vs, fs, ...rest } = assembler.assembleGLSLShaderPair(asked);
      return { ...rest, vs: flattened(vs), fs: flattened(fs) };
    };
    const assembleGLSLShaderPair = (asked) => {
      const key = [asked.vs, asked.fs, JSON.stringify([asked.defines, asked.inject]), ...asked.modules.map(({ name }) => name)].join("\n");
      if (!assembled.has(key)) assembled.set(key, assemble(asked));
      return assembled.get(key);
    };
    assemblers.set(assembler, { assembleGLSLShaderPair });
  }
  return assemblers.get(assembler);
}

function flattened(text) {
  return Object.entries(BODIES).reduce((made, [signature, body]) => withBody(made, signature, body), text);
}

// The text with another body for a function.
function withBody(text, signature, body) {
  const start = text.indexOf(`${signature} {`);
  if (start < 0) return text;
  const from = start + signature.length + 2;
  let end = from;
  for (let depth = 1; depth > 0 && end < text.length; end += 1) depth += { "{": 1, "}": -1 }[text[end]] ?? 0;
  return `${text.slice(0, from)} ${body} ${text.slice(end - 1)}`;
}
