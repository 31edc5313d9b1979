// What is typed and not yet saved, as long as the window is open: a lost connection, a newer plan and a reload leave
// it there.

const ENTRY = "plan-map-edit:";

/**
 * @param {string} name
 * @returns {any} null where nothing is kept
 */
export function keptAs(name) {
  try {
    return JSON.parse(sessionStorage.getItem(ENTRY + name) ?? "null");
  } catch (error) {
    console.info(/** @type {Error} */ (error).message);
    return null;
  }
}

/**
 * @param {string} name
 * @param {object | null} value null forgets it
 */
export function keep(name, value) {
  try {
    if (value) sessionStorage.setItem(ENTRY + name, JSON.stringify(value));
    else sessionStorage.removeItem(ENTRY + name);
  } catch (error) {
    // A browser that keeps nothing, or no more.
    console.info(/** @type {Error} */ (error).message);
  }
}
