// What the server is asked when the plan is edited (docs/editing.md). Whatever it refuses comes as an error that has
// its words.

import { ownWords } from "../base/said.js";

/** What the server has said, or that it did not answer: status 0. */
export class Refused extends Error {
  /**
   * @param {string} words
   * @param {number} status
   * @param {EditBreach[]} breaches
   */
  constructor(words, status, breaches = []) {
    super(words);
    this.status = status;
    this.breaches = breaches;
  }
}

export class EditServer {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Promise<EditChoices> | null} */
    this.offered = null;
  }

  /**
   * @param {string} path
   * @param {object | null} [wish] what is posted
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  async ask(path, wish = null, signal = undefined) {
    const posted = wish && {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wish),
    };
    const address = `edits/${path}?${new URLSearchParams({ lang: this.store.state.language })}`;
    const answer = await fetch(address, { ...posted, signal }).catch((error) => {
      if (error.name === "AbortError") throw error;
      throw new Refused(this.store.t("edit.away"), 0);
    });
    const text = await answer.text();
    const read = parsed(text);
    if (answer.ok && read) return read;
    if (read?.breaches) throw new Refused(this.store.t("edit.breaks"), answer.status, read.breaches);
    throw new Refused(read?.words ?? this.words(text, answer.status), answer.status);
  }

  /**
   * The server's own words; a page of a proxy is none of them.
   * @param {string} said
   * @param {number} status
   */
  words(said, status) {
    return ownWords(said) ?? this.store.t("edit.failed", { status });
  }

  /** @returns {Promise<EditChoices>} */
  choices() {
    this.offered ??= this.ask("choices").catch((error) => {
      this.offered = null;
      throw error;
    });
    return this.offered;
  }

  /**
   * @param {string} id
   * @returns {Promise<EditedItem>}
   */
  item(id) {
    return this.ask(`items/${encodeURIComponent(id)}`);
  }

  /** @returns {Promise<{ proposals: Proposal[] }>} */
  proposals() {
    return this.ask("proposals");
  }

  /**
   * @param {Proposal} proposal
   * @param {"accept" | "refuse" | "withdraw"} what
   * @param {string} reason
   */
  decide({ id, version }, what, reason) {
    return this.ask(`proposals/${encodeURIComponent(id)}/${what}`, { version, reason });
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
