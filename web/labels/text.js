// The words of labels: cut where they would run across the map, and set in two lines where one finds no room.

const MAX_CHARACTERS = 48;
// A line is not worth breaking below so many characters (Chinese ones count twice).
const WORTH_BREAKING = 13;
// What may stand in brackets at the end of a name, such as that it is indicative: the last to be cut, never broken.
const REMARK = /（[^（）]*）$| \([^()]*\)$/;
const WIDE = /[⺀-鿿＀-￯]/;

/**
 * A name that would run across the whole map is cut with a sign, but not what it says of its place; the card has all of
 * it.
 * @param {string} text
 */
export function shortened(text) {
  if (text.length <= MAX_CHARACTERS) return text;
  const [remark] = text.match(REMARK) ?? [""];
  const kept = remark.length < MAX_CHARACTERS / 2 ? remark : "";
  return `${text.slice(0, MAX_CHARACTERS - kept.length).trimEnd()}…${kept}`;
}

/**
 * A name in two lines of about the same width; null where it is short, or has no place to break.
 * @param {string} text
 * @returns {string[] | null}
 */
export function inTwo(text) {
  /** @param {string} part */
  const weight = (part) => [...part].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
  if (weight(text) < WORTH_BREAKING) return null;
  const remarkAt = text.match(REMARK)?.index ?? text.length;
  /** @type {{ lines: string[], widest: number } | null} */
  let best = null;
  for (let at = 2; at < text.length - 1; at += 1) {
    const breaks = WIDE.test(text[at]) || text[at] === " " || "-–·".includes(text[at - 1]);
    if (!breaks || at > remarkAt || "）)、，".includes(text[at])) continue;
    const lines = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
    const widest = Math.max(...lines.map(weight));
    if (!best || widest < best.widest) best = { lines, widest };
  }
  return best?.lines ?? null;
}
