// Ranges of characters: the box that one takes up, and painting them.

/** @param {StaticRange} range */
export function boxOf({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.getBoundingClientRect();
}

/**
 * Words are painted without touching the text's nodes. A browser that cannot still shows the block's edge.
 * @param {string} name
 * @param {StaticRange[]} ranges
 */
export function paintRanges(name, ranges) {
  const registry = globalThis.CSS?.highlights;
  if (!registry) return;
  if (ranges.length) registry.set(name, new Highlight(...ranges));
  else registry.delete(name);
}
