// The one door to what is loaded only when it is wanted: whatever does not come is said, with what helps.

// A slow line takes so long; after that nothing may come at all.
const LATE_MS = 5000;
/** @type {Record<string, () => Promise<any>>} */
let modules = {};

/**
 * Name -> what loads it; start/modules.js has the table, for it stands above what it loads.
 * @param {Record<string, () => Promise<any>>} table
 */
export function provide(table) {
  modules = table;
}

/**
 * A module that says nothing where it does not come.
 * @param {string} name
 */
export const fetched = (name) => modules[name]();

/** @param {string} name */
export const isLazy = (name) => name in modules;

/**
 * A module that somebody waits for; null where it does not come, which the map says by then. What comes late takes the
 * words back.
 * @param {{ away: Away }} map
 * @param {string} name
 * @param {() => Promise<any>} [load]
 * @returns {Promise<any>}
 */
export async function lazyModule({ away }, name, load = modules[name]) {
  const late = setTimeout(() => away.lacks(name), LATE_MS);
  try {
    const module = await load();
    away.has(name);
    return module;
  } catch (error) {
    console.warn(error);
    away.lacks(name);
    return null;
  } finally {
    clearTimeout(late);
  }
}

// Everything, while there is nothing else to do: whether it has come. Nobody waits for it yet, so nothing is said.
export async function allAhead() {
  const fetched = await Promise.allSettled(Object.values(modules).map((load) => load()));
  return fetched.every(({ status }) => status === "fulfilled");
}
