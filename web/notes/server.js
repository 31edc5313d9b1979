// What the server is asked for notes (docs/notes.md). What it refuses comes as an error that has its words.

import { ownWords } from "../base/said.js";

export class NotesServer {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /**
   * @param {string} path
   * @param {string} [method]
   * @param {object} [wish]
   */
  async ask(path, method = "GET", wish = undefined) {
    const body = wish && JSON.stringify(wish);
    const address = `${path}?lang=${this.store.state.language}`;
    const answer = await fetch(address, { method, body }).catch(() => null);
    if (!answer) throw new Error(this.store.t("mine.away"));
    if (!answer.ok) throw new Error(this.words(await answer.text(), answer.status));
    return answer.status === 204 ? null : answer.json();
  }

  /**
   * The server's own words; a page of a proxy is none of them.
   * @param {string} said
   * @param {number} status
   */
  words(said, status) {
    return ownWords(said) ?? this.store.t("mine.failed", { status });
  }

  /** @returns {Promise<NotesList>} */
  list() {
    return this.ask("notes");
  }

  /**
   * @param {string} text
   * @param {{ item: string } | { place: Place }} where
   */
  add(text, where) {
    return this.ask("notes", "POST", { text, ...where });
  }

  /**
   * @param {Note} note
   * @param {string} text
   */
  reply({ id }, text) {
    return this.ask(`notes/${id}/replies`, "POST", { text });
  }

  /**
   * @param {Note} note
   * @param {Note["state"]} state
   */
  setState({ id, version }, state) {
    return this.ask(`notes/${id}/state`, "POST", { state, version });
  }

  /** @param {Note} note */
  remove({ id, version }) {
    return this.ask(`notes/${id}`, "DELETE", { version });
  }

  /** @param {string} id */
  restore(id) {
    return this.ask(`notes/${id}/restore`, "POST", {});
  }
}
