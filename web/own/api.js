// What the server is asked for layers of one's own (docs/own-data.md). Whatever it refuses comes as an error that has
// its words.

import { ownWords } from "../base/said.js";

/** What the server has said in words. */
export class Refused extends Error {
  /**
   * @param {string} words
   * @param {number} status
   */
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

export class OwnServer {
  /**
   * @param {Store} store
   * @param {string} [kit] where a meeting kit has its layers
   */
  constructor(store, kit) {
    this.store = store;
    this.listUrl = kit ?? "own/layers";
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} [values]
   */
  address(path, values = {}) {
    // What a kit holds is in one language.
    if (path.startsWith("blob:")) return path;
    return `${path}?${new URLSearchParams({ ...values, lang: this.store.state.language })}`;
  }

  /**
   * @param {string} path
   * @param {RequestInit & { values?: Record<string, string> }} [options]
   */
  async ask(path, { values, ...options } = {}) {
    const answer = await fetch(this.address(path, values), options).catch(() => null);
    if (!answer) throw new Refused(this.store.t("mine.away"), 0);
    if (!answer.ok) throw new Refused(this.words(await answer.text(), answer.status), answer.status);
    return answer;
  }

  /**
   * The server's own words; a page of a proxy is none of them.
   * @param {string} said
   * @param {number} status
   */
  words(said, status) {
    return ownWords(said) ?? this.store.t("mine.failed", { status });
  }

  /**
   * @param {string} path
   * @param {RequestInit & { values?: Record<string, string> }} [options]
   */
  async json(path, options) {
    return (await this.ask(path, options)).json();
  }

  /**
   * @param {string} path
   * @param {string} method
   * @param {object} wish
   */
  tell(path, method, wish) {
    return this.json(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) });
  }

  /** @returns {Promise<OwnList>} */
  list() {
    return this.json(this.listUrl);
  }

  /** @param {string} path */
  async bytes(path) {
    return (await this.ask(path)).arrayBuffer();
  }

  /**
   * Sends a file; fetch does not tell how much of it is through.
   * @param {File} file
   * @param {(share: number) => void} progress
   * @returns {Promise<string>} its token
   */
  send(file, progress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.address("own/uploads", { name: file.name }));
      request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
      request.onload = () => {
        if (request.status < 300) resolve(JSON.parse(request.responseText).upload);
        else reject(new Refused(this.words(request.responseText, request.status), request.status));
      };
      request.onerror = () => reject(new Refused(this.store.t("mine.away"), 0));
      request.send(file);
    });
  }

  /**
   * @param {string} token
   * @param {string} encoding of its text; empty for what it looks like
   * @returns {Promise<{ file: string, layers: OwnProposal[] }>}
   */
  proposal(token, encoding) {
    return this.json(`own/uploads/${token}`, { values: { encoding } });
  }

  /**
   * @param {string} token
   * @param {object[]} layers
   * @param {string} encoding
   * @returns {Promise<{ layers: OwnRecord[], list: OwnList }>} what was made, among all
   */
  accept(token, layers, encoding) {
    return this.tell(`own/uploads/${token}`, "POST", { layers, encoding });
  }

  /** @param {string} token */
  forget(token) {
    return this.ask(`own/uploads/${token}`, { method: "DELETE" });
  }

  /**
   * @param {OwnRecord} record
   * @param {{ title?: string, style?: Partial<OwnStyle> }} change
   * @returns {Promise<OwnRecord>}
   */
  change({ id, version }, change) {
    return this.tell(`own/layers/${id}`, "PATCH", { version, ...change });
  }

  /**
   * @param {string[]} ids
   * @returns {Promise<OwnList>}
   */
  order(ids) {
    return this.tell("own/order", "PUT", { ids });
  }

  /**
   * @param {OwnRecord} record
   * @returns {Promise<{ trashed: string }>}
   */
  remove({ id, version }) {
    return this.json(`own/layers/${id}`, { method: "DELETE", values: { version } });
  }

  /**
   * @param {string} trashed
   * @returns {Promise<OwnRecord>}
   */
  restore(trashed) {
    return this.json(`own/trash/${trashed}`, { method: "POST" });
  }
}
