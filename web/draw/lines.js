// Words in lines of so many pixels.

// By font and text: to measure takes longer than to write.
/** @type {Map<string, string[]>} */
const wrapped = new Map();
const MOST_WRAPPED = 2000;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {string} font
 */
export function widthOf(context, text, font) {
  context.font = font;
  return context.measureText(text).width;
}

/**
 * Words in lines of so many pixels: broken after a space where there is one, Chinese anywhere.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {string} font
 * @param {number} widest
 */
export function lined(context, text, font, widest) {
  if (!text) return [];
  const key = `${font}\n${text}`;
  const known = wrapped.get(key);
  if (known) return known;
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const part of text.match(/[^\p{Script=Han}\s]+\s?|./gsu) ?? []) {
    if (line && widthOf(context, line + part, font) > widest) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
    // A word that is longer than a line.
    while (widthOf(context, line, font) > widest && line.length > 1) {
      let fits = line.length - 1;
      while (fits > 1 && widthOf(context, line.slice(0, fits), font) > widest) fits -= 1;
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  if (wrapped.size > MOST_WRAPPED) wrapped.clear();
  const all = [...lines, line.trimEnd()].filter(Boolean);
  wrapped.set(key, all);
  return all;
}
