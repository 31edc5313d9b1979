// Puts back the paths that Python has said once only (layers/shared_paths.py).

export function withPaths(layers) {
  for (const { data } of layers) {
    for (const row of data) {
      if (typeof row.path?.[0] !== "number") continue;
      const [layer, at, ring] = row.path;
      const said = layers[layer].data[at];
      row.path = ring === undefined ? said.path : said.polygon[ring];
    }
  }
  return layers;
}
