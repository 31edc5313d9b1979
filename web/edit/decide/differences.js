// What is different between two texts, word by word: Chinese by characters, others by words.

const TOKEN = /\p{Script=Han}|[\p{L}\p{N}]+|\s+|./gsu;
// Beyond this only what stands before and after the difference is told apart.
const MOST_PAIRS = 1_500_000;

const LEAST_SHARE = 0.4;

/** A run of a text; changed: whether the other has it not. @typedef {{ text: string, changed: boolean }} Run */

/**
 * @param {string} before
 * @param {string} after
 * @returns {{ before: Run[], after: Run[] }}
 */
export function differences(before, after) {
  const [one, other] = [before, after].map((text) => text.match(TOKEN) ?? []);
  let first = 0;
  while (first < one.length && first < other.length && one[first] === other[first]) first += 1;
  let last = 0;
  const least = Math.min(one.length, other.length) - first;
  while (last < least && one[one.length - 1 - last] === other[other.length - 1 - last]) last += 1;
  const middle = [one.slice(first, one.length - last), other.slice(first, other.length - last)];
  const kept = common(middle[0], middle[1]);
  // Texts that have a few signs in common are two texts.
  if (kept[0].size < LEAST_SHARE * Math.min(middle[0].length, middle[1].length)) for (const same of kept) same.clear();
  const runs = (/** @type {string[]} */ all, /** @type {string[]} */ inner, /** @type {Set<number>} */ same) =>
    joined([
      ...all.slice(0, first).map((text) => ({ text, changed: false })),
      ...inner.map((text, at) => ({ text, changed: !same.has(at) })),
      ...all.slice(all.length - last).map((text) => ({ text, changed: false })),
    ]);
  return { before: runs(one, middle[0], kept[0]), after: runs(other, middle[1], kept[1]) };
}

/**
 * Places of the longest common row of tokens in either.
 * @param {string[]} one
 * @param {string[]} other
 * @returns {[Set<number>, Set<number>]}
 */
function common(one, other) {
  /** @type {[Set<number>, Set<number>]} */
  const kept = [new Set(), new Set()];
  const wide = other.length + 1;
  if (one.length * wide > MOST_PAIRS) return kept;
  const lengths = new Uint32Array((one.length + 1) * wide);
  for (let at = one.length - 1; at >= 0; at -= 1)
    for (let to = other.length - 1; to >= 0; to -= 1)
      lengths[at * wide + to] =
        one[at] === other[to]
          ? lengths[(at + 1) * wide + to + 1] + 1
          : Math.max(lengths[(at + 1) * wide + to], lengths[at * wide + to + 1]);
  for (let at = 0, to = 0; at < one.length && to < other.length; )
    if (one[at] === other[to]) {
      kept[0].add(at);
      kept[1].add(to);
      at += 1;
      to += 1;
    } else if (lengths[(at + 1) * wide + to] >= lengths[at * wide + to + 1]) at += 1;
    else to += 1;
  return kept;
}

/** @param {Run[]} runs */
function joined(runs) {
  /** @type {Run[]} */
  const made = [];
  for (const { text, changed } of runs) {
    const last = made.at(-1);
    if (last && last.changed === changed) last.text += text;
    else made.push({ text, changed });
  }
  return made;
}
