// Colours as deck.gl takes them.

/**
 * Red, green, blue and alpha, 0 to 255, of "#rrggbb".
 * @param {string} hex
 * @param {number} [alpha]
 * @returns {number[]}
 */
export function numbers(hex, alpha = 255) {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16)).concat(alpha);
}
