// The order of the layers in the panel: dragged by a grip (mouse, pen, finger), or moved by keys and buttons. The
// topmost of the list is the topmost on the map.

import { h } from "../base/dom.js";

/** Nearer to an edge of the list than this, in pixels, dragging scrolls it. */
const EDGE = 24;
const SCROLL = 10;

/**
 * Before which row something is dropped: how many rows have their middle above it.
 * @param {number[]} middles
 * @param {number} y
 */
export const gapAt = (middles, y) => middles.filter((middle) => middle < y).length;

/**
 * A list with one of its entries put before the gap of that number.
 * @template T
 * @param {T[]} entries
 * @param {T} entry
 * @param {number} gap
 */
export function movedTo(entries, entry, gap) {
  const at = entries.indexOf(entry);
  const rest = entries.filter((_each, index) => index !== at);
  rest.splice(gap > at ? gap - 1 : gap, 0, entry);
  return rest;
}

/**
 * @param {Own} own
 * @param {HTMLElement} node the list, which stays while its rows come and go
 * @param {(act: () => Promise<unknown>) => Promise<void>} doing
 * @param {() => void} render
 */
export function buildOrder(own, node, doing, render) {
  const { store, server } = own;
  /** @type {{ id: string, pointer: number, gap: number } | null} */
  let dragged = null;
  let late = false;
  let turns = 0;
  /** One after the other, whoever is quick with keys. @type {Promise<unknown>} */
  let line = Promise.resolve();

  /** @param {string[]} ids the topmost first */
  const put = (ids) => {
    const { list } = own;
    if (!list || ids.every((id, index) => own.ordered[index].id === id)) return;
    const before = { layers: list.layers, own: store.state.own };
    const shown = (/** @type {string[]} */ on) => ids.filter((id) => on.includes(id));
    list.layers = ids.flatMap((id) => own.record(id) ?? []);
    store.set({ own: shown(before.own) });
    own.changed();
    turns += 1;
    const turn = turns;
    line = line.then(() =>
      doing(async () => {
        try {
          const kept = await server.order(ids);
          if (turn === turns) own.listed(kept);
        } catch (error) {
          // The others of the line were put on top of this: all of them are taken back.
          if (turn === turns) {
            store.set({ own: before.own });
            await own.refresh();
          }
          throw error;
        }
      }),
    );
  };

  const rows = () => /** @type {HTMLElement[]} */ ([...node.querySelectorAll("[data-own-layer]")]);

  const mark = () => {
    const all = rows();
    for (const [index, row] of all.entries()) {
      row.toggleAttribute("data-dragged", row.dataset.ownLayer === dragged?.id);
      const last = dragged?.gap === all.length && index === all.length - 1;
      row.dataset.drop = dragged?.gap === index ? "above" : last ? "below" : "";
    }
  };

  /** @param {boolean} drop */
  const end = (drop) => {
    if (!dragged) return;
    const { id, gap, pointer } = dragged;
    dragged = null;
    if (node.hasPointerCapture(pointer)) node.releasePointerCapture(pointer);
    removeEventListener("keydown", onEscape, true);
    mark();
    const ids = own.ordered.map((record) => record.id);
    if (drop && ids.includes(id)) put(movedTo(ids, id, gap));
    if (late) render();
    late = false;
  };

  /** @param {KeyboardEvent} event */
  const onEscape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };

  node.addEventListener("pointermove", ({ pointerId, clientY }) => {
    if (dragged?.pointer !== pointerId) return;
    const scroller = node.closest(".part") ?? node;
    const { top, bottom } = scroller.getBoundingClientRect();
    scroller.scrollTop += clientY < top + EDGE ? -SCROLL : clientY > bottom - EDGE ? SCROLL : 0;
    const middles = rows().map((row) => {
      const box = row.getBoundingClientRect();
      return box.top + box.height / 2;
    });
    dragged.gap = gapAt(middles, clientY);
    mark();
  });
  node.addEventListener("pointerup", ({ pointerId }) => end(dragged?.pointer === pointerId));
  node.addEventListener("pointercancel", () => end(false));
  node.addEventListener("lostpointercapture", () => end(false));

  /** @param {string} id @param {number} by */
  const move = (id, by) => {
    const ids = own.ordered.map((record) => record.id);
    const to = ids.indexOf(id) + by;
    if (to >= 0 && to < ids.length) put(movedTo(ids, id, by > 0 ? to + 1 : to));
  };

  return {
    move,
    /** Whether the list is to stay as it is: it is drawn anew when the drag has ended. */
    holds() {
      late = dragged !== null;
      return late;
    },
    /**
     * @param {OwnRecord} record
     * @param {number} index
     */
    grip({ id, title }, index) {
      const words = store.t("mine.order", { title, place: index + 1, count: own.records.length });
      const attributes = {
        class: "own-grip",
        "aria-label": words,
        title: words,
        "data-focus": `own:order:${id}`,
        onpointerdown: (/** @type {PointerEvent} */ event) => {
          if (event.button !== 0 || dragged) return;
          dragged = { id, pointer: event.pointerId, gap: index };
          node.setPointerCapture(event.pointerId);
          addEventListener("keydown", onEscape, true);
          mark();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
          if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          event.stopPropagation();
          move(id, by);
        },
      };
      return h("button", attributes, "⠿");
    },
  };
}
