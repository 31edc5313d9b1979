// Asks the rules about what is typed: a moment after the last key, the newest answer only, again when the line is back.

import { Refused } from "./api.js";

const AFTER_MS = 400;
const AGAIN_MS = 4000;

export class Checker {
  /**
   * @param {(signal: AbortSignal) => Promise<{ breaches: EditBreach[] }>} ask
   * @param {(verdict: Verdict, breaches: EditBreach[], words: string) => void} told
   */
  constructor(ask, told) {
    this.ask = ask;
    this.told = told;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.asking = null;
  }

  soon(after = AFTER_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), after);
  }

  async now() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.told("checking", [], "");
    try {
      const { breaches } = await this.ask(asking.signal);
      if (this.asking === asking) this.told(breaches.length ? "broken" : "good", breaches, "");
    } catch (error) {
      if (this.asking !== asking) return;
      const refused = error instanceof Refused ? error : null;
      if (!refused) throw error;
      this.told(refused.status ? "broken" : "away", refused.breaches, refused.message);
      if (!refused.status || refused.status >= 500) this.soon(AGAIN_MS);
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = null;
  }
}

/**
 * What is shown of a check: what was said last stands until the next answer.
 * @param {{ verdict: string, breaches: EditBreach[], words: string }} last
 * @param {Verdict} verdict
 * @param {EditBreach[]} breaches
 * @param {string} words
 */
export function shownOf(last, verdict, breaches, words) {
  const waits = verdict === "checking" || verdict === "away";
  return waits ? { ...last, verdict, words } : { verdict, breaches, words };
}
