// The answer to the state's question, asked anew when question, day or language change. The last one stays until the
// next has come.

import { loadJson } from "../gpu/loader.js";
import { today } from "../progress/days.js";
import { Caption } from "./caption.js";
import { Marks } from "./marks.js";

/** @type {StateKey[]} */
const ASKED_BY = ["ask", "day", "language"];

export class Answers {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.marks = new Marks(map);
    this.caption = new Caption(map);
    /** @type {AbortController | null} */
    this.asking = null;
    /** What a file that is handed on holds. @type {Promise<unknown> | null} */
    this.kept = null;
    map.renderer.answer = this.marks;
    this.store.subscribe((_state, changed) => {
      if (ASKED_BY.some((key) => changed.has(key))) this.ask();
    });
  }

  /**
   * The address of an answer, or of a file of it.
   * @param {string} what
   * @param {Record<string, string>} [more]
   * @param {string | null} [day] of which it is
   */
  address(what, more = {}, day = this.store.state.day) {
    const { ask, language } = this.store.state;
    const view = { lang: language, ...(day && day < today() ? { day } : {}), ask: ask ?? "", ...more };
    return `${this.map.received.askUrl}/${what}?${new URLSearchParams(view)}`;
  }

  async ask() {
    const { store } = this;
    this.asking?.abort();
    this.asking = null;
    if (!store.state.ask) return store.set({ answer: null, pair: null });
    const record = store.state.answer?.record ?? null;
    const asking = new AbortController();
    this.asking = asking;
    this.say("waiting", "", record);
    try {
      const told = await this.told(asking.signal);
      if (this.asking !== asking) return;
      if (typeof told === "string") this.say("failed", told, null);
      else this.come(told);
    } catch (error) {
      if (this.asking !== asking) return;
      this.say("failed", store.t("ask.failed", { detail: /** @type {Error} */ (error).message }), null);
    }
  }

  /**
   * The answer, or why there is none. A file that is handed on holds those of its scenes.
   * @param {AbortSignal} signal
   * @param {string | null} [day] of which it is
   * @returns {Promise<AnswerRecord | string>}
   */
  async told(signal, day = this.store.state.day) {
    const { received } = this.map;
    if (received.askUrl) {
      const response = await fetch(this.address("answer", {}, day), { signal });
      return response.ok ? response.json() : response.text();
    }
    const { ask, language } = this.store.state;
    this.kept ??= received.answersUrl ? loadJson(received.answersUrl) : Promise.resolve({});
    const known = /** @type {Record<string, AnswerRecord | string>} */ (await this.kept);
    const asOf = day && day < today() ? day : "";
    return known[`${language} ${asOf} ${ask}`] ?? this.store.t("ask.noServer");
  }

  /**
   * An answer that somebody has just asked for is brought into sight; that of a link or a scene stands where these say.
   * @param {AnswerRecord} record
   */
  come(record) {
    const { map } = this;
    this.say("there", "", record);
    if (map.fitsAnswer && record.bounds && !map.presenter.on) map.fitting.bounded(record.bounds);
    map.fitsAnswer = false;
  }

  /**
   * @param {AnswerNow["status"]} status
   * @param {string} words
   * @param {AnswerRecord | null} record
   */
  say(status, words, record) {
    const { answer } = this.store.state;
    const kept = answer && record === answer.record ? this.store.state.pair : null;
    this.store.set({ answer: { status, words, record }, pair: kept });
  }

  /**
   * Shows a pair: both of it in sight, on, and the way between them.
   * @param {number | null} at number of its row
   */
  choose(at) {
    const { store, map } = this;
    const record = store.state.answer?.record;
    const row = at === null ? null : record?.rows[at];
    if (!record || !row) return store.set({ pair: null });
    const both = [row.subject, row.object].map((number) => record.things[number]);
    const layers = new Set(store.state.layers);
    for (const { item } of both) if (item) layers.add(store.item(item).layer);
    const more = layers.size > store.state.layers.size ? { layers } : {};
    store.set({ pair: at, selection: null, candidates: [], ...more });
    map.fitting.bounded(this.marks.boundsOf(row));
  }
}
