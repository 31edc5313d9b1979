// Dashes along lines, and ticks across them, which are dashes too: a small deck.gl extension. getDash: lengths on and off and the
// distance to the first, in widths.
// It leans on names inside deck.gl's path shader: pydeck is pinned, and a browser test looks at the pixels.

export function makeDashExtension(D) {
  // Every line takes this extension, solid ones with no gap, so that all lines share one shader: compiling each
  // further one costs a machine without a GPU half a second before the first frame.
  class DashExtension extends D.LayerExtension {
    getShaders() {
      return {
        inject: {
          "vs:#decl": "in vec3 instanceDashes;\nin float instanceDashOffsets;\nout vec3 vDash;\nout float vDashOffset;",
          "vs:#main-end": "vDash = instanceDashes;\nvDashOffset = instanceDashOffsets / width.x;",
          "fs:#decl": "in vec3 vDash;\nin float vDashOffset;",
          "fs:#main-start": `
            if (vDash.y > 0.0) {
              float period = vDash.x + vDash.y;
              // deck.gl counts in half widths.
              float dashPlace = mod((vPathPosition.y + vDashOffset) * 0.5 - vDash.z, period);
              if (dashPlace > vDash.x) {
                float fromEnd = min(dashPlace - vDash.x, period - dashPlace);
                // What is shorter than wide is a cross tick, with straight ends.
                if (vDash.x < 1.0 || length(vec2(fromEnd, vPathPosition.x * 0.5)) > 0.5) discard;
              }
            }`,
        },
      };
    }

    initializeState(context, extension) {
      this.getAttributeManager()?.addInstanced({
        instanceDashes: { size: 3, accessor: "getDash", defaultValue: [1, 0, 0] },
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
  DashExtension.defaultProps = { getDash: { type: "accessor", value: [1, 0] } };

  return DashExtension;
}
