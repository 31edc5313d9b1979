// Words are brought into view and kept there while the text round them is still laid out.

const FRAMES = 6;
// What a person does to move the text: from then on it stays where they put it.
const OWN_MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

export class Settling {
  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.scroller = scroller;
    this.next = 0;
    // In the first phase: what the same key then chooses is shown all the same.
    const stop = { passive: true, capture: true };
    for (const name of OWN_MOVES) scroller.addEventListener(name, () => cancelAnimationFrame(this.next), stop);
  }

  /**
   * Bring a box in a block into view, its top at a share of the height; 0 puts it at the top even where it is in sight.
   * Sections that are laid out on the way move it, and before they are it has no box: so it is looked at again, until
   * another box is wanted or somebody moves the text.
   * @param {HTMLElement} block
   * @param {() => DOMRect} measure
   * @param {number} [share]
   * @param {number} [frames]
   */
  show(block, measure, share = 0.35, frames = FRAMES) {
    cancelAnimationFrame(this.next);
    this.reveal(block, measure, share);
    if (frames > 0) this.next = requestAnimationFrame(() => this.show(block, measure, share, frames - 1));
  }

  /**
   * @param {HTMLElement} block
   * @param {() => DOMRect} measure
   * @param {number} share
   */
  reveal(block, measure, share) {
    const pane = this.scroller.getBoundingClientRect();
    if (!pane.height) return;
    const own = measure();
    const box = own.height ? own : /** @type {HTMLElement} */ (block.closest("section")).getBoundingClientRect();
    const seen = share > 0 && box.top > pane.top + 24 && box.bottom < pane.bottom - 24;
    const delta = box.top - pane.top - Math.max(pane.height * share, 12);
    if (!seen && Math.abs(delta) > 1) this.scroller.scrollTop += delta;
  }
}
