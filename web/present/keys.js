// Keyboard and clicker while presenting, the same in the speaker's window.

/**
 * As the sheet lists them: the keys, and the wording of what they do.
 * @type {[keys: string[], name: string][]}
 */
export const KEYS = [
  [["→", "PageDown", "Space"], "next"],
  [["←", "PageUp"], "previous"],
  [["Home", "End"], "ends"],
  [["1–999", "Enter"], "jump"],
  [["⌫"], "back"],
  [["O"], "overview"],
  [["B", "."], "black"],
  [["L"], "spotlight"],
  [["D"], "draw"],
  [["M"], "side"],
  [["S"], "speaker"],
  [["F", "F5"], "fullscreen"],
  [["?"], "keys"],
  [["Esc"], "leave"],
];

/** @type {Record<string, string>} */
const STEPS = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowDown: "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
};

/** @type {Record<string, import("./scenes.js").Cover | undefined>} */
const COVERS = { o: "overview", b: "black", ".": "black", "?": "keys", "？": "keys" };

/** @param {Presenter} presenter */
export function listenToKeys(presenter) {
  /** @param {KeyboardEvent} event */
  const listener = (event) => {
    // A map that is parked while another page is shown hears nothing.
    if (presenter.on && presenter.map.node.isConnected && !isTyping(event) && pressed(presenter, event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  addEventListener("keydown", listener, true);
  return () => removeEventListener("keydown", listener, true);
}

/** @param {KeyboardEvent} event */
function targetOf(event) {
  return /** @type {Partial<HTMLElement> | undefined} */ (event.composedPath()[0]);
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = targetOf(event);
  return Boolean(
    target?.isContentEditable || target?.matches?.("input:not([type=checkbox], [type=range]), textarea, select"),
  );
}

/**
 * A control that was reached by Tab answers Space and Enter itself.
 * @param {KeyboardEvent} event
 */
function isForControl(event) {
  const target = targetOf(event);
  return (
    (event.key === " " || event.key === "Enter") &&
    Boolean(target?.matches?.("button:focus-visible, summary:focus-visible, a:focus-visible"))
  );
}

/**
 * What a key does; true when it was ours.
 * @param {Presenter} presenter
 * @param {KeyboardEvent} event
 */
export function pressed(presenter, event) {
  if (!presenter.cover && presenter.map.draw?.pen.pressed(event)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { key } = event;
  if (presenter.cover === "overview" && inOverview(presenter, key)) return true;
  if (isForControl(event) && !presenter.digits) return false;
  if (/^\d$/.test(key)) return done(presenter.type(presenter.digits + key));
  if (key === "Enter" && presenter.digits) return done(presenter.jump());
  if (key === "Escape") return done(stepBack(presenter));
  if (key === "Backspace")
    return done(presenter.digits ? presenter.type(presenter.digits.slice(0, -1)) : presenter.back());
  if (STEPS[key]) return done(step(presenter, STEPS[key]));
  return letter(presenter, key);
}

/** @param {unknown} [_done] what was done, which is told by being here */
function done(_done) {
  return true;
}

/**
 * @param {Presenter} presenter
 * @param {string} name
 */
function step(presenter, name) {
  // A cover is taken away first: nobody skips a scene unseen.
  if (presenter.cover) presenter.show(null);
  else if (name === "next") presenter.next();
  else if (name === "previous") presenter.previous();
  else presenter.go(name === "first" ? 0 : presenter.scenes.length - 1);
}

/**
 * @param {Presenter} presenter
 * @param {string} key
 */
function letter(presenter, key) {
  const cover = COVERS[key.toLowerCase()];
  if (cover) presenter.show(presenter.cover === cover ? null : cover);
  else if (key === "l" || key === "L") presenter.toggleSpotlight();
  else if (key === "d" || key === "D") presenter.map.actions().draw();
  else if (key === "m" || key === "M") presenter.move();
  else if (key === "s" || key === "S") presenter.speaker.open();
  else if (key === "f" || key === "F" || key === "F5") presenter.map.actions().fullscreen();
  else return false;
  return true;
}

/**
 * Esc undoes the latest thing and leaves only when there is nothing to undo.
 * @param {Presenter} presenter
 */
function stepBack(presenter) {
  if (presenter.digits) presenter.type("");
  else if (presenter.cover) presenter.show(null);
  else if (presenter.spotlight) presenter.toggleSpotlight(false);
  else if (presenter.store.state.measure) presenter.map.measure.stop();
  else if (presenter.cardOpen) presenter.closeCard();
  else presenter.leave();
}

/** @type {Record<string, number | string>} */
const MOVES = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
  ArrowDown: "row",
  ArrowUp: "-row",
  Home: "first",
  End: "last",
};

/**
 * @param {Presenter} presenter
 * @param {string} key
 */
function inOverview(presenter, key) {
  if (key in MOVES) return done(presenter.overview?.move(MOVES[key]));
  if ((key === "Enter" && !presenter.digits) || key === " ") return done(presenter.overview?.choose());
  return false;
}
