// The map alone in another page's frame: what a link with embed=1 asks for.

const NAME = "embed";

/** Whether this page is to show nothing but the map. */
export const isAlone = () => new URLSearchParams(location.search).get(NAME) === "1";

/**
 * What the map starts with then: nobody in particular looks at it, and nothing is brought.
 * @param {MapData} data
 * @returns {MapData}
 */
export const aloneData = (data) => ({ ...data, person: undefined, ownUrl: undefined, notesUrl: undefined });

/**
 * The same address of the whole app.
 * @param {string} address
 */
export function wholeAddress(address) {
  const [path, query = ""] = address.split("#")[0].split("?");
  const rest = query.split("&").filter((part) => part && part.split("=")[0] !== NAME);
  return location.origin + path + (rest.length ? `?${rest.join("&")}` : "");
}
