// Runs in the window to servers outside (serve/tiles/frame.py): fetches what the map asks for and hands the bytes over.
// Which hosts it may ask says its own page's policy; whom it answers, the origin.

const MOST_BYTES = 16_000_000;
/** @type {Map<number, AbortController>} */
const running = new Map();

/**
 * @param {{ id: number, url: string }} asked
 * @returns {Promise<{ id: number, status: number, bytes: ArrayBuffer | null }>}
 */
async function fetched({ id, url }) {
  const aborting = new AbortController();
  running.set(id, aborting);
  try {
    const response = await fetch(url, { signal: aborting.signal, credentials: "omit" });
    const large = Number(response.headers.get("content-length")) > MOST_BYTES;
    if (large) aborting.abort();
    return { id, status: response.status, bytes: large ? null : await response.arrayBuffer() };
  } catch (error) {
    // No network, a policy, a server that lets no page read it: the browser tells nobody which.
    console.warn(error);
    return { id, status: 0, bytes: null };
  } finally {
    running.delete(id);
  }
}

addEventListener("message", async ({ data, origin, source }) => {
  if (origin !== location.origin || source !== parent) return;
  if (data.abort) return running.get(data.id)?.abort();
  const answer = await fetched(data);
  parent.postMessage(answer, location.origin, answer.bytes ? [answer.bytes] : []);
});
parent.postMessage({ ready: true }, location.origin);
