// Puts back the paths that Python has said once only (layers/screen/shared_paths.py).

/** @param {{ data: any[] }[]} layers a row's path: itself, or [layer, row, ring] that has it */
export function withPaths(layers) {
  for (const { data } of layers) {
    for (const row of data) {
      if (typeof row.path?.[0] !== "number") continue;
      const [layer, at, ring] = row.path;
      const source = layers[layer].data[at];
      row.path = ring === undefined ? source.path : source.polygon[ring];
    }
  }
  return layers;
}
