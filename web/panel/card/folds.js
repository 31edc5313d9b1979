// Parts of the card that are folded until somebody asks for them; what was opened once is open in the next card too.

import { h } from "../../base/dom.js";

const KEY = "plan-map-card-open";
const open = remembered();

/**
 * @param {string} name
 * @param {string} title
 * @param {Child[]} content
 */
export function folding(name, title, content) {
  // Told by the click, as the element tells of its turn a moment later: the next card may be there by then.
  const turn = () => {
    node.open ? open.delete(name) : open.add(name);
    remember();
  };
  const node = h(
    "details",
    { class: `evidence ${name}`, open: open.has(name) },
    h("summary", { onclick: turn }, title),
    ...content,
  );
  return node;
}

/**
 * A browser that keeps nothing remembers until the page is closed.
 * @returns {Set<string>}
 */
function remembered() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch (error) {
    console.info(/** @type {Error} */ (error).message);
    return new Set();
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, JSON.stringify([...open]));
  } catch (error) {
    console.info(/** @type {Error} */ (error).message);
  }
}
