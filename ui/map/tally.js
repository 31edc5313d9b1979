// How many of the matching items each layer holds, once for whatever shows a count.

const tallies = new WeakMap();

// Layer id -> { all, placed, stages, precisions }: items, those with a place, and of those the number by stage; the precisions
// are those of areas and lines, whose edge shows them.
export function tally(store) {
  if (!tallies.has(store.matching)) tallies.set(store.matching, counted(store.matching));
  return tallies.get(store.matching);
}

function counted(items) {
  const layers = new Map();
  for (const item of items) {
    let layer = layers.get(item.layer);
    if (!layer) layers.set(item.layer, (layer = { all: 0, placed: 0, stages: new Map(), precisions: new Set() }));
    layer.all += 1;
    if (!item.anchors) continue;
    layer.placed += 1;
    layer.stages.set(item.stage, (layer.stages.get(item.stage) ?? 0) + 1);
    if (item.located !== "point") layer.precisions.add(item.precision);
  }
  return layers;
}
