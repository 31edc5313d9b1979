// What a server says where it refuses: its own words, or that something stands between.

const MOST_WORDS = 600;

/**
 * The words, where they are the server's own; null for a page of a proxy, or for nothing at all.
 * @param {string} said
 */
export function ownWords(said) {
  const plain = said.trim();
  return plain && !plain.startsWith("<") ? plain.slice(0, MOST_WORDS) : null;
}
