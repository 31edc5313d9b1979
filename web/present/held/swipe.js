// A flick of one finger turns the page, wherever on the screen it is made; a slow drag still moves the map.

const LEAST_PX = 48;
const LONGEST_MS = 350;
// Much more to the side than up or down: what scrolls stays what scrolls.
const STEEPEST = 0.5;

/**
 * Where a finger came down, when, and whether the scene was left by then.
 * @typedef {{ id: number, x: number, y: number, at: number, paused: boolean }} Touch
 */

/**
 * @param {Presenter} presenter
 * @param {HTMLElement} node
 */
export function listenToSwipes(presenter, node) {
  /** @type {Touch | null} */
  let touch = null;
  node.addEventListener(
    "pointerdown",
    ({ pointerId: id, pointerType, clientX: x, clientY: y, timeStamp: at }) => {
      // A second finger pinches.
      const first = presenter.on && pointerType === "touch" && !touch && !presenter.cover;
      touch = first && !presenter.store.state.drawing ? { id, x, y, at, paused: Boolean(presenter.paused) } : null;
    },
    true,
  );
  node.addEventListener(
    "pointerup",
    ({ pointerId, clientX, clientY, timeStamp }) => {
      const begun = touch;
      touch = null;
      if (!begun || begun.id !== pointerId || !presenter.on) return;
      const [across, up] = [clientX - begun.x, clientY - begun.y];
      if (Math.abs(across) < LEAST_PX || Math.abs(up) > Math.abs(across) * STEEPEST) return;
      if (timeStamp - begun.at > LONGEST_MS) return;
      // After the map has heard of it too: it would glide on, and what glides on is a detour.
      setTimeout(() => turn(presenter, across, begun.paused));
    },
    true,
  );
  node.addEventListener("pointercancel", () => {
    touch = null;
  });
}

/**
 * @param {Presenter} presenter
 * @param {number} across pixels to the right
 * @param {boolean} paused whether the scene was left before the finger came down
 */
function turn(presenter, across, paused) {
  if (!presenter.on) return;
  if (across < 0) presenter.next();
  // The map has moved with the finger: that alone is no detour to come back from.
  else if (paused) presenter.previous();
  else presenter.go(presenter.index - 1);
}
