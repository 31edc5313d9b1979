// What became of a target as a sign that can be told in grey: filled, hollow, dotted, a dash.

import { ownSvg } from "../../base/dom.js";

/** @type {Record<string, string>} */
const SIGNS = {
  met: '<circle cx="7" cy="7" r="5" fill="currentColor"/>',
  missed: '<circle cx="7" cy="7" r="4.2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  unpublished:
    '<circle cx="7" cy="7" r="4.4" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1.6 2"/>',
  unjudged: '<path d="M3 7H11" stroke="currentColor" stroke-width="1.6"/>',
};

/** @param {string} result */
export function resultMark(result) {
  const svg = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14" width="14" height="14" class="mark"';
  const node = ownSvg(`<svg ${svg}>${SIGNS[result] ?? ""}</svg>`);
  node.setAttribute("aria-hidden", "true");
  return node;
}
