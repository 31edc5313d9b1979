// Small helpers for building nodes. Text goes in as text only: nothing from data ever becomes markup.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes<HTMLElementTagNameMap[T]>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  /** @type {Record<string, any>} */
  const given = attributes ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else if (name === "checked" || name === "indeterminate" || name === "value") Object.assign(node, { [name]: value });
    else node.setAttribute(name, value === true ? "" : value);
  }
  const there = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  node.append(.../** @type {(Node | string)[]} */ (there));
  return node;
}

/**
 * The element that has the focus in the tree that a node is in: the page's or a shadow's. A node outside of any has
 * none.
 * @param {Node} node
 * @returns {HTMLElement | null | undefined}
 */
export const focusedBeside = (node) => /** @type {any} */ (node.getRootNode()).activeElement;

/**
 * Build a node's content anew without losing the keyboard's place: what had the focus is known by its data-focus.
 * @param {HTMLElement} node
 * @param {() => void} render
 */
export function keepingFocus(node, render) {
  const active = focusedBeside(node);
  /** @type {HTMLElement | null | undefined} */
  const marked = active && node.contains(active) ? active.closest("[data-focus]") : null;
  const key = marked?.dataset.focus;
  render();
  if (!active || !key) return;
  /** @type {HTMLElement | null} */
  const again = active.isConnected ? active : node.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  if (focusedBeside(node) !== again) again?.focus({ preventScroll: true });
}

/**
 * For SVG that this project itself has drawn (pictograms, icons); never for text from data.
 * @param {string} markup
 * @returns {SVGElement}
 */
export function ownSvg(markup) {
  const { documentElement } = new DOMParser().parseFromString(markup, "image/svg+xml");
  return /** @type {any} */ (document.importNode(documentElement, true));
}

/** @param {number} value */
export function metres(value) {
  return value >= 1000 ? `${+(value / 1000).toFixed(1)} km` : `${value} m`;
}
