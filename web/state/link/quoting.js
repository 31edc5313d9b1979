// Values in links.

/**
 * As Python quotes them (NOT_QUOTED in geo/analysis/question.py).
 * @param {string} value
 */
export function quoted(value) {
  return encodeURIComponent(value).replace(/%2C/g, ",");
}
