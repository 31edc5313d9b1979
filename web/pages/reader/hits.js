// What the list of the reader's search says of a hit.

import { h } from "../../base/dom.js";
import { headingOf } from "./outline.js";

/** @typedef {import("./search.js").Hit} Hit */

const CONTEXT = 18;

/**
 * @param {Outline} outline
 * @param {Hit} hit
 */
export function snippet(outline, { block, spans }) {
  const lines = outline.blocks[block].lines;
  /** @param {number} line */
  const before = (line) =>
    lines
      .slice(
        0,
        lines.findIndex(([number]) => number === line),
      )
      .reduce((sum, [, text]) => sum + text.length, 0);
  const whole = outline.textOf(outline.blocks[block]).replaceAll("\t", " ");
  const [first, last] = [spans[0], spans[spans.length - 1]];
  const [start, end] = [before(first[0]) + first[1], before(last[0]) + last[2]];
  const head = `${start > CONTEXT ? "…" : ""}${whole.slice(Math.max(start - CONTEXT, 0), start)}`;
  return [
    head,
    h("mark", {}, whole.slice(start, end)),
    `${whole.slice(end, end + CONTEXT)}${end + CONTEXT < whole.length ? "…" : ""}`,
  ];
}

/**
 * Section, or the plan column in it.
 * @param {Outline} outline
 * @param {Hit} hit
 */
export function placeOf(outline, { block }) {
  const { blocks } = outline;
  let at = block;
  while (blocks[at].kind === "entry" || blocks[at].kind === "row") at -= 1;
  const path = outline.pathOf(blocks[block].section).slice(-2).map(headingOf);
  return blocks[at].kind === "plan_column" && at !== block ? outline.textOf(blocks[at]) : path.join(" › ");
}

/**
 * Whether the hit stands in words that are on the map, and of which theme.
 * @param {Outline} outline
 * @param {Store} store
 * @param {Hit} hit
 */
export function dot(store, outline, { spans }) {
  const { marks, sets } = outline;
  const ids = spans.flatMap(([line, start, end]) =>
    (marks[line] ?? [])
      .filter((mark) => mark[0] < end && mark[1] > start)
      .flatMap(([, , names, clause]) => sets[names >= 0 ? names : clause]),
  );
  const item = ids.map((id) => store.byId.get(id)).find((each) => each?.bounds);
  return h("span", { class: "dot", style: { background: item ? `var(--theme-${item.theme})` : "transparent" } });
}
