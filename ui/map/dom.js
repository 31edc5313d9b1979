// Small helpers for building nodes. Text goes in as text only: nothing from data ever becomes markup.

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else if (name === "checked" || name === "indeterminate" || name === "value") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Build a node's content anew without losing the keyboard's place: what had the focus is known by its data-focus.
export function keepingFocus(node, render) {
  const active = node.getRootNode().activeElement;
  const key = active && node.contains(active) ? active.closest("[data-focus]")?.dataset.focus : undefined;
  render();
  if (key && !active.isConnected) node.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  else if (key && node.getRootNode().activeElement !== active) active.focus({ preventScroll: true });
}

// For SVG that this project itself has drawn (pictograms, icons); never for text from data.
export function ownSvg(markup) {
  return document.importNode(new DOMParser().parseFromString(markup, "image/svg+xml").documentElement, true);
}

export function metres(value) {
  return value >= 1000 ? `${+(value / 1000).toFixed(1)} km` : `${value} m`;
}
