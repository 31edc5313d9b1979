// What an embedded map is told, and in which form: anything else is refused.

/** Stands in each message, both ways. */
export const VERSION = 1;
const MOST_ID = 64;
/** What may be done -> what has to be named for it. @type {Record<string, string | null>} */
const DOES = { show: "view", view: null, select: "item", hello: null };

/**
 * @typedef {{ id?: string | number, do: string, view?: string, item?: string | null }} Told
 */

/**
 * Whether it was meant for the map at all.
 * @param {unknown} data
 * @returns {data is Record<string, unknown>}
 */
export const isOurs = (data) =>
  typeof data === "object" &&
  data !== null &&
  Object.getPrototypeOf(data) === Object.prototype &&
  /** @type {Record<string, unknown>} */ (data).planMap === VERSION;

/**
 * The message in a form that may be acted on; null where it has another.
 * @param {Record<string, unknown>} data
 * @param {number} longest characters of a view
 * @returns {Told | null}
 */
export function told(data, longest) {
  const { do: what, id } = data;
  if (typeof what !== "string" || !Object.hasOwn(DOES, what)) return null;
  if (id !== undefined && !isId(id)) return null;
  const named = DOES[what];
  if (Object.keys(data).some((key) => !["planMap", "do", "id", named].includes(key))) return null;
  if (named === "view" && !isText(data.view, longest)) return null;
  if (named === "item" && data.item !== null && !isText(data.item, longest)) return null;
  return /** @type {Told} */ (data);
}

/** @param {unknown} id @returns {id is string | number} */
export const isId = (id) => (typeof id === "number" ? Number.isFinite(id) : isText(id, MOST_ID));

/**
 * @param {unknown} value
 * @param {number} longest
 */
const isText = (value, longest) => typeof value === "string" && value.length <= longest;
