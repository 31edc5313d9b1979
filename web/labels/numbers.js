// Numbers in the place of names: each item keeps its own until something moves and it needs none. The key takes room
// too, so that names move: where numbers went with every draw, key and names would chase each other.

/**
 * All numbers in order, after those of ids are given.
 * @param {Map<string, number>} numberOf an item, by its id; changed
 * @param {string[]} ids of what needs a number now
 * @param {boolean} moved whether what needs none loses its own
 */
export function keepNumbers(numberOf, ids, moved) {
  if (moved) for (const id of numberOf.keys()) if (!ids.includes(id)) numberOf.delete(id);
  for (const id of ids) {
    if (numberOf.has(id)) continue;
    const used = new Set(numberOf.values());
    let next = 1;
    while (used.has(next)) next += 1;
    numberOf.set(id, next);
  }
  return [...numberOf].map(([id, number]) => ({ id, number })).sort((a, b) => a.number - b.number);
}
