// A map that shows the same frame and that nobody touches rests. deck.gl looks at every refresh of the screen whether
// there is something to draw, which takes a sixth of a processor for as long as a map is open.

const AWAKE_MS = 300;
// What comes by itself and tells nobody is drawn that late at most.
const LOOK_MS = 250;
const TOUCHES = ["pointermove", "pointerdown", "pointerup", "wheel"];

/** Of the decks that have not ended. @type {Map<DeckGl.Deck, Rest>} */
const RESTS = new Map();

/** The loop of a deck: it runs while there is something to draw, and a moment longer. */
class Rest {
  until = 0;
  awake = true;

  /**
   * @param {DeckGl.Deck} deck
   * @param {HTMLElement} holder of its canvas
   */
  constructor(deck, holder) {
    this.loop = deck.animationLoop;
    const { setProps } = deck;
    deck.setProps = (props) => {
      this.wake();
      setProps.call(deck, props);
    };
    for (const touch of TOUCHES) holder.addEventListener(touch, () => this.wake(), { capture: true, passive: true });
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.wake();
  }

  wake() {
    this.until = performance.now() + AWAKE_MS;
    if (this.awake) return;
    this.awake = true;
    this.loop.start();
  }

  look() {
    if (!this.awake) this.loop.redraw();
    else if (performance.now() > this.until) {
      this.awake = false;
      this.loop.stop();
    }
  }
}

/**
 * Lets a deck rest until somebody touches its map, it is given something or it draws something, which `awaken` tells.
 * @param {DeckGl.Deck} deck
 * @param {HTMLElement} holder of its canvas
 */
export function restWhenStill(deck, holder) {
  RESTS.set(deck, new Rest(deck, holder));
}

/** @param {DeckGl.Deck} deck */
export function awaken(deck) {
  RESTS.get(deck)?.wake();
}

// Something has come, such as a tile, that any of the maps may have to draw.
export function awakenAll() {
  for (const rest of RESTS.values()) rest.wake();
}

/** Nothing is drawn any more. @param {DeckGl.Deck} deck */
export function endRest(deck) {
  clearInterval(RESTS.get(deck)?.timer);
  RESTS.delete(deck);
}
