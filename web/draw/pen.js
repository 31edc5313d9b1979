// The pen: what it hears while it is in hand, of pointer and keys, of changes of the map, of other windows.

import { Editing } from "./editing.js";

/** @type {Record<string, Pixel>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @type {StateKey[]} */
const REPAINTED_BY = ["appearance", "language", "briefing", "scene", "drawing"];

export class Pen extends Editing {
  /**
   * What a key does while the pen is in hand; true when it was the pen's.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    if (!this.on || isForControl(event)) return false;
    const { key } = event;
    if (event.ctrlKey || event.metaKey) return !event.altKey && this.turnedBack(key, event.shiftKey);
    if (key === "Escape") return this.stepBack();
    if (event.shiftKey && ARROWS[key]) {
      this.nudge(ARROWS[key], event.altKey);
      return true;
    }
    if (event.altKey) return false;
    if (key === "Enter") return this.enter();
    return (key === "Backspace" || key === "Delete") && this.takeBack();
  }

  /**
   * @param {string} key
   * @param {boolean} shift
   */
  turnedBack(key, shift) {
    const letter = key.toLowerCase();
    if (letter !== "z" && letter !== "y") return false;
    if (letter === "z" && !shift) this.undo();
    else this.draw.step("redo");
    return true;
  }

  // A vertex of what is begun goes first.
  undo() {
    if (!this.takeVertex()) this.draw.step("undo");
  }

  enter() {
    if (this.cross) this.click(this.cross);
    else if (this.draft.length) this.finish();
    else return false;
    return true;
  }

  takeBack() {
    if (this.takeVertex()) return true;
    if (!this.feature()) return false;
    if (this.vertex !== null && this.tool === "select") this.removeVertex();
    else this.remove();
    return true;
  }

  // What is being drawn is nothing.
  lose() {
    this.forget();
    this.draw.changed();
  }

  // Esc undoes the latest thing and puts the pen away when there is nothing left.
  stepBack() {
    if (this.draw.bar?.closed()) return true;
    if (this.draft.length || this.selected !== null || this.cross) this.lose();
    else this.store.set({ drawing: false });
    return true;
  }
}

/**
 * Returns what takes its listeners off the page again.
 * @param {Draw} draw
 */
export function listen(draw) {
  const { map, store, pen } = draw;
  const { stage } = map;
  const end = new AbortController();
  const sizes = new ResizeObserver(([entry]) => {
    draw.size = { width: entry.contentRect.width, height: entry.contentRect.height };
    draw.paint();
  });
  sizes.observe(draw.canvas);
  store.subscribe((_state, changed) => {
    if (changed.has("drawing")) taken(draw);
    if (REPAINTED_BY.some((key) => changed.has(key))) draw.changed();
  });
  const { signal } = end;
  addEventListener(
    "storage",
    ({ key, storageArea }) => {
      if (storageArea === draw.shelf.storage && draw.shelf.owns(key)) draw.drawings.again();
    },
    { signal },
  );
  listenToPointer(draw, stage);
  addEventListener(
    "keydown",
    (event) => {
      // The presenter asks the pen itself, before it acts on a key.
      if (!pen.on || map.presenter.on || !map.node.isConnected || !pen.pressed(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal },
  );
  return () => {
    sizes.disconnect();
    end.abort();
  };
}

/**
 * The pen was taken in hand, or put away.
 * @param {Draw} draw
 */
function taken({ map, store, pen }) {
  const { drawing } = store.state;
  // What was begun is kept where it is whole.
  if (!drawing) pen.finish();
  pen.forget();
  map.renderer.allowDoubleClick?.(!drawing && !map.presenter.on);
  if (drawing) map.node.dataset.drawing = "";
  else delete map.node.dataset.drawing;
}

/**
 * @param {Draw} draw
 * @param {HTMLElement} stage
 */
function listenToPointer({ pen }, stage) {
  /**
   * @param {MouseEvent} event
   * @returns {Pixel}
   */
  const at = ({ clientX, clientY }) => {
    const box = stage.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  /** The pointer that draws or moves something. @type {number | null} */
  let held = null;
  // Before deck.gl, which would pan the map.
  stage.addEventListener(
    "pointerdown",
    (event) => {
      if (!pen.on) return;
      if (held !== null && pen.stroke) {
        // A second finger means the map; a palm beside the pen means nothing.
        if (!event.isPrimary) pen.lose();
        else event.stopPropagation();
        return;
      }
      if (!event.isPrimary || event.button || !pen.grasp(at(event), event.pointerType === "touch")) return;
      held = event.pointerId;
      event.stopPropagation();
      stage.setPointerCapture(event.pointerId);
    },
    true,
  );
  stage.addEventListener("pointermove", (event) => {
    if (!pen.on || !event.isPrimary) return;
    if (pen.stroke) {
      // All that the pointer was between two frames.
      if (event.pointerId === held) pen.trace((event.getCoalescedEvents?.() ?? []).concat(event).map(at));
    } else if (pen.moving) pen.drag(at(event), event.altKey);
    else if (event.pointerType !== "touch") pen.hover(at(event), event.altKey);
  });
  /** @param {PointerEvent} event */
  const release = ({ pointerId }) => {
    if (pointerId !== held) return;
    held = null;
    if (pen.moving || pen.stroke) pen.release();
  };
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) stage.addEventListener(end, release);
}

/**
 * A field has its keys for itself, and a button Enter.
 * @param {KeyboardEvent} event
 */
function isForControl(event) {
  const target = /** @type {Partial<HTMLElement> | undefined} */ (event.composedPath()[0]);
  if (target?.matches?.("input:not([type=checkbox], [type=range]), textarea, select")) return true;
  return event.key === "Enter" && Boolean(target?.matches?.("button, summary, a, input"));
}
