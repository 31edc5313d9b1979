// Presenting in the hand: on a phone, or in a window as small, type is as large as it must be and the parts stand
// elsewhere. Upright the words are a sheet below the map, else they stand beside it; the legend is folded.

const DESIGNED_FOR = { width: 1920, height: 1080 };
// Where the words of 1920 × 1080 would come out smaller, they are no longer shrunk with the window.
const READABLE = { from: 0.45, scale: 0.54 };
// A window smaller than that is a picture of a presentation: nobody reads in it.
const LEAST_PX = 300;
const GAP_PX = 12;

/**
 * @param {PixelSize} size of the window
 * @returns {{ scale: number, held: "" | "upright" | "level" }} how much is shrunk from 1920 × 1080
 */
export function layoutOf({ width, height }) {
  const scale = Math.min(width / DESIGNED_FOR.width, height / DESIGNED_FOR.height);
  if (scale >= READABLE.from || Math.min(width, height) < LEAST_PX) return { scale, held: "" };
  return { scale: Math.max(scale, READABLE.scale), held: height > width ? "upright" : "level" };
}

/**
 * What the parts in the hand leave of a window for its scene.
 * @param {"upright" | "level"} held
 * @param {PixelSize} size of the window
 * @param {{ words: HTMLElement, foot: HTMLElement, tools: HTMLElement }} parts
 * @returns {Box}
 */
export function heldRoom(held, { width }, { words, foot, tools }) {
  if (held === "upright") {
    const top = foot.offsetTop + foot.offsetHeight + GAP_PX;
    return { left: GAP_PX, top, width: width - 2 * GAP_PX, height: words.offsetTop - top - GAP_PX };
  }
  const left = words.offsetLeft + words.offsetWidth + GAP_PX;
  const right = tools.offsetWidth + GAP_PX;
  return { left, top: GAP_PX, width: width - left - right, height: foot.offsetTop - 2 * GAP_PX };
}
