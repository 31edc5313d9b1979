// How much room the browser's window gives. The styles ask the same questions: the numbers here and in small.css go
// together.

// Here the left panel is a drawer over the map.
export const NARROW = "(max-width: 1000px)";
// Here whatever lies over the map starts folded, lest it hides the city.
export const TIGHT = "(max-width: 1000px), (max-height: 600px)";

/** @param {string} query */
const asks = (query) => globalThis.matchMedia?.(query).matches ?? false;

export const isNarrow = () => asks(NARROW);
export const isTight = () => asks(TIGHT);
