// Parts of the card that are folded until somebody asks for them; what was opened once is open in the next card too.

import { h } from "./dom.js";

const KEY = "plan-map-card-open";
const open = remembered();

export function folding(name, title, content) {
  const turned = ({ target }) => {
    if (open.has(name) === target.open) return;
    target.open ? open.add(name) : open.delete(name);
    remember();
  };
  return h("details", { class: `evidence ${name}`, open: open.has(name), ontoggle: turned }, h("summary", {}, title), ...content);
}

// A browser that keeps nothing remembers until the page is closed.
function remembered() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch (error) {
    console.info(error.message);
    return new Set();
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, JSON.stringify([...open]));
  } catch (error) {
    console.info(error.message);
  }
}
