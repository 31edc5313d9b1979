// What pydeck has described as many layers, as the GPU draws it: one of shapes (areas and lines), and one of symbols over them. The
// rows' order is the drawing order. Sixty layers took a machine without a GPU a fifth of the time to the first map.

// Kinds of parts that have the colour of paper: what is left of the strokes under them are thin lines.
export const PAPER_KINDS = new Set(["core", "gap", "edge-gap"]);

// Bands that say how far off an item may be: those under the plan, and those that are shown of what is chosen only.
export const isBand = (kind) => kind.startsWith("halo") || isReach(kind);
export const isReach = (kind) => kind.startsWith("reach");

const HATCHED = 1;
const UNPICKABLE = 2;

// described: pydeck's layers. parts: what each of them says for all of its rows. shapes and symbols: rows, and the part of each as `owners`
// (Uint16Array).
export function merge(described) {
  const parts = described.map(({ id, getColor, getFillColor, getSize, hatched, pickable }) => {
    const [catalogueId, kind] = id.split(":");
    return { catalogueId, kind, color: getColor ?? getFillColor, size: getSize, traits: (hatched ? HATCHED : 0) + (pickable ? 0 : UNPICKABLE) };
  });
  const listOf = (wanted) => {
    const rows = [];
    const owners = [];
    described.forEach(({ "@@type": type, data }, part) => {
      if ((type === "IconLayer") !== wanted) return;
      for (const row of data) {
        rows.push(row);
        owners.push(part);
      }
    });
    return { rows, owners: Uint16Array.from(owners) };
  };
  return { parts, shapes: listOf(false), symbols: listOf(true) };
}
