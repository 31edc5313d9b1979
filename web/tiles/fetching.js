// Fetches tiles: our own at once, those of servers outside through a window of their own (frame.js), which alone may
// ask them. What does not come is named: TileFailure.

import { h } from "../base/dom.js";

const LATEST_MS = 15_000;
const OPENING_MS = 10_000;
const BUSY = 503;
const TRIES = 3;
const BUSY_MS = 500;
const NO_CONTENT = 204;
const MOST_SAID = 90;
const MOST_OWN = 400;

/** Why a tile did not come, and what is said of it. */
export class TileFailure extends Error {
  /**
   * @param {"network" | "slow" | "refused" | "status" | "picture" | "placeholder" | "broken"} reason
   * @param {Record<string, string | number>} [values]
   */
  constructor(reason, values = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }

  // Of its wording.
  get key() {
    return `tiles.failed.${this.reason}`;
  }
}

/** @typedef {{ status: number, bytes: ArrayBuffer | null }} Answer */

/**
 * From our own server.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function direct(url, signal) {
  const response = await fetch(new URL(url, document.baseURI), { signal });
  return { status: response.status, bytes: await response.arrayBuffer() };
}

/** A window to some hosts outside. */
class Outside {
  /**
   * @param {string[]} origins
   * @param {string} page its address, from the page
   */
  constructor(origins, page) {
    /** @type {Map<number, (answer: Answer) => void>} */
    this.waiting = new Map();
    this.last = 0;
    const address = new URL(page, document.baseURI);
    for (const origin of origins) address.searchParams.append("at", origin);
    this.node = h("iframe", { hidden: true, "aria-hidden": "true", src: address.href, "data-basemap-window": true });
    /** @type {() => void} */
    let opened = () => {};
    this.open = /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        opened = resolve;
        setTimeout(resolve, OPENING_MS);
      })
    );
    /** @param {MessageEvent} event */
    this.onMessage = ({ data, source, origin }) => {
      if (source !== this.node.contentWindow || origin !== location.origin) return;
      if (data.ready) opened();
      else this.waiting.get(data.id)?.(data);
    };
    addEventListener("message", this.onMessage);
    document.body.append(this.node);
  }

  /**
   * @param {string} url
   * @param {AbortSignal} signal
   * @returns {Promise<Answer>}
   */
  async get(url, signal) {
    await this.open;
    this.last += 1;
    const id = this.last;
    /** @param {object} message */
    const post = (message) => this.node.contentWindow?.postMessage({ id, ...message }, location.origin);
    return new Promise((resolve, reject) => {
      const end = () => {
        this.waiting.delete(id);
        post({ abort: true });
        reject(signal.reason);
      };
      if (signal.aborted) return end();
      signal.addEventListener("abort", end, { once: true });
      this.waiting.set(id, (answer) => {
        this.waiting.delete(id);
        signal.removeEventListener("abort", end);
        resolve(answer);
      });
      post({ url });
    });
  }

  close() {
    removeEventListener("message", this.onMessage);
    this.node.remove();
  }
}

export class Fetcher {
  /**
   * @param {string[]} origins of servers outside; none for our own
   * @param {string} page
   */
  constructor(origins, page) {
    this.outside = origins.length ? new Outside(origins, page) : null;
  }

  /**
   * The bytes of an address; null where there are none. Throws TileFailure, or the reason of the signal.
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async bytes(url, signal) {
    for (let again = 1; ; again += 1) {
      const { status, bytes } = await this.answer(url, signal);
      if (status === NO_CONTENT) return null;
      if (status === BUSY && again < TRIES) {
        await new Promise((resolve) => setTimeout(resolve, BUSY_MS * again));
        continue;
      }
      if (!status || !bytes) throw new TileFailure("network");
      if (status >= 200 && status < 300) return new Uint8Array(bytes);
      // Our own server says in words what is wrong with a package.
      if (!this.outside) throw new TileFailure("broken", { said: said(bytes, MOST_OWN) });
      if ([401, 403, 418].includes(status)) throw new TileFailure("refused", { status });
      throw new TileFailure("status", { status });
    }
  }

  /**
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async answer(url, signal) {
    const late = AbortSignal.timeout(LATEST_MS);
    const either = AbortSignal.any([signal, late]);
    try {
      return await (this.outside ? this.outside.get(url, either) : direct(url, either));
    } catch (error) {
      if (signal.aborted) throw error;
      throw new TileFailure(late.aborted ? "slow" : "network");
    }
  }

  close() {
    this.outside?.close();
  }
}

/**
 * The first words of an answer, on one line.
 * @param {ArrayBuffer | Uint8Array} bytes
 * @param {number} [most] characters
 */
export function said(bytes, most = MOST_SAID) {
  const text = new TextDecoder().decode(new Uint8Array(bytes).subarray(0, most * 4));
  const plain = text.replace(/<[^>]*>/g, " ").replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, " ");
  return plain.replace(/ {2,}/g, " ").trim().slice(0, most);
}
