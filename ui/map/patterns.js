// Dashes along lines and hatches in areas: two small deck.gl extensions with their pattern baked into the shader.
// They lean on names inside deck.gl's path and polygon shaders: pydeck is pinned, and a browser test looks at the pixels.

export function makeExtensions(D) {
  class DashExtension extends D.LayerExtension {
    getShaders(extension) {
      const [on, off] = extension.opts.dash;
      const period = (on + off).toFixed(3);
      return {
        inject: {
          "vs:#decl": "in float instanceDashOffsets;\nout float vDashOffset;",
          "vs:#main-end": "vDashOffset = instanceDashOffsets / width.x;",
          "fs:#decl": "in float vDashOffset;",
          "fs:#main-start": `
            float dashPlace = mod(vPathPosition.y + vDashOffset, ${period});
            float dashSolid = ${on.toFixed(3)};
            if (dashPlace > dashSolid) {
              float fromEnd = min(dashPlace - dashSolid, ${period} - dashPlace);
              if (fromEnd > 0.45 || length(vec2(fromEnd, vPathPosition.x * 0.5)) > 0.5) discard;
            }`,
        },
      };
    }

    initializeState(context, extension) {
      this.getAttributeManager()?.addInstanced({
        instanceDashOffsets: { size: 1, accessor: "getPath", transform: extension.offsets.bind(this) },
      });
    }

    // Distance along the path to each vertex, in common units: without it every segment starts its dash anew.
    offsets(path) {
      const nested = Array.isArray(path[0]);
      const size = this.props.positionFormat === "XY" ? 2 : 3;
      const count = nested ? path.length : path.length / size;
      const result = [0];
      let previous = null;
      for (let i = 0; i < count - 1; i += 1) {
        const point = this.projectPosition(nested ? path[i] : path.slice(i * size, i * size + size));
        if (previous) result[i] = result[i - 1] + Math.hypot(point[0] - previous[0], point[1] - previous[1]);
        previous = point;
      }
      result[count - 1] = 0;
      return result;
    }
  }
  DashExtension.extensionName = "DashExtension";

  class HatchExtension extends D.LayerExtension {
    getShaders() {
      return {
        inject: {
          "fs:DECKGL_FILTER_COLOR": `
            float hatchPlace = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
            color.a *= hatchPlace < 2.0 ? 1.0 : 0.28;`,
        },
      };
    }
  }
  HatchExtension.extensionName = "HatchExtension";

  return { DashExtension, HatchExtension };
}
