// The answer to the map's question on the other half, as of the day of its view.

import { Marks } from "../ask/marks.js";

export class OtherAnswer {
  /**
   * @param {PlanMap} map
   * @param {Pick<PlanMap, "renderer" | "store">} view the other one
   */
  constructor(map, view) {
    this.map = map;
    this.view = view;
    this.marks = new Marks(view);
    view.renderer.answer = this.marks;
    /** What its answer is of. */
    this.key = "";
    /** @type {AbortController | null} */
    this.asking = null;
  }

  // The same one where both views are of the same day; else one of its own, without a pair that is shown.
  async follow() {
    const { answers, store } = this.map;
    const { ask, answer, pair, language } = store.state;
    const { day } = this.view.store.state;
    const same = day === store.state.day;
    const key = JSON.stringify(ask && !same ? [ask, day, language] : null);
    if (key !== this.key) this.asking?.abort();
    if (!ask || same || !answers) {
      this.key = key;
      this.show(ask ? answer : null, ask ? pair : null);
      return;
    }
    if (key === this.key) return;
    this.key = key;
    const asking = new AbortController();
    this.asking = asking;
    const told = await answers.told(asking.signal, day).catch((error) => String(error));
    if (this.asking !== asking || this.key !== key) return;
    const record = typeof told === "string" ? null : told;
    this.show({ status: record ? "there" : "failed", words: record ? "" : String(told), record }, null);
  }

  /**
   * @param {State["answer"]} answer
   * @param {number | null} pair
   */
  show(answer, pair) {
    const { state } = this.view.store;
    if (answer !== state.answer || pair !== state.pair) this.view.store.set({ answer, pair });
  }

  end() {
    this.asking?.abort();
  }
}
