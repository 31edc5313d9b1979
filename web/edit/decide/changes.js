// The proposals, the open ones first, each beside what holds now; and deciding them.

import { h, keepingFocus } from "../../base/dom.js";
import { Refused } from "../api.js";
import { proposalCard } from "./card.js";
import { action } from "../fields/controls.js";
import { boundsOf, partsOf } from "../places.js";

export const STATES = ["open", "all", "accepted", "refused", "withdrawn"];

export class Changes {
  /**
   * @param {Edit} room
   * @param {{ state?: string, reasons?: Record<string, string>, said?: string }} [view]
   */
  constructor(room, { state = "open", reasons = {}, said = "" } = {}) {
    this.room = room;
    this.state = state;
    /** What is typed as a reason, by proposal. @type {Record<string, string>} */
    this.reasons = reasons;
    /** @type {Proposal[] | null} */
    this.proposals = null;
    /** Id of the proposal that is being decided. */
    this.deciding = "";
    /** Id of the proposal whose place is drawn on the map. @type {string | null} */
    this.shown = null;
    /** What was refused of a proposal, by its id. @type {Record<string, string>} */
    this.faults = {};
    this.said = said;
    this.status = h("p", { class: "edit-note", role: "status", hidden: !said }, said);
    this.head = h("div", { class: "edit-filter", role: "group", "aria-label": room.store.t("edit.filter") });
    this.list = h("div", { class: "edit-proposals" });
    this.node = h("div", { class: "edit-changes" }, this.status, this.head, this.list);
    room.placing.show();
    this.refresh();
  }

  get dirty() {
    return false;
  }

  async refresh() {
    const { store } = this.room;
    try {
      const { proposals } = await this.room.server.proposals();
      this.proposals = proposals;
      this.room.counted(proposals);
      this.render();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.list.replaceChildren(
        h("p", { class: "warning", role: "alert" }, error.message),
        action(store.t("edit.again"), "again", () => this.refresh()),
      );
    }
  }

  render() {
    const { store } = this.room;
    const { proposals, state } = this;
    if (!proposals) return;
    const of = (/** @type {string} */ name) =>
      name === "all" ? proposals : proposals.filter((one) => one.state === name);
    keepingFocus(this.head, () =>
      this.head.replaceChildren(
        ...STATES.map((name) =>
          h(
            "button",
            {
              class: "chip",
              "data-state": name,
              "data-focus": `edit:state:${name}`,
              "aria-pressed": String(name === state),
              onclick: () => this.filter(name),
            },
            `${store.t(`edit.state.${name}`)} ${of(name).length}`,
          ),
        ),
      ),
    );
    const found = of(state).toSorted((one, other) => Number(other.state === "open") - Number(one.state === "open"));
    keepingFocus(this.list, () =>
      this.list.replaceChildren(
        ...(found.length
          ? found.map((one) => proposalCard(this, one))
          : [h("p", { class: "quiet" }, store.t("edit.none"))]),
      ),
    );
  }

  /** @param {string} state */
  filter(state) {
    this.state = state;
    this.render();
  }

  /**
   * What was, dashed, and what is to be, on the map.
   * @param {Proposal | null} proposal
   */
  show(proposal) {
    const { placing, map } = this.room;
    this.shown = proposal?.id ?? null;
    const [before, after] = [proposal?.before?.geometry ?? null, proposal?.after?.geometry ?? null];
    placing.ghosts = [
      { parts: partsOf(after, placing.color), dashed: false },
      { parts: partsOf(before, placing.color), dashed: true },
    ];
    const bounds = boundsOf([before, after]);
    if (bounds) map.renderer.fit(bounds);
    placing.paint();
    this.render();
  }

  /**
   * @param {Proposal} proposal
   * @param {"accept" | "refuse" | "withdraw"} what
   */
  async done(proposal, what) {
    const { store } = this.room;
    const { id } = proposal;
    if (this.deciding) return;
    this.deciding = id;
    delete this.faults[id];
    this.render();
    try {
      await this.room.server.decide(proposal, what, this.reasons[id] ?? "");
      delete this.reasons[id];
      if (this.shown === id) this.show(null);
      this.said = store.t(`edit.done.${what}`);
      this.status.hidden = false;
      this.status.textContent = this.said;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.faults[id] = [error.message, ...error.breaches.map(({ words }) => words)].join(" ");
    } finally {
      this.deciding = "";
      await this.refresh();
      this.room.keepFocus();
    }
  }

  stop() {
    this.room.placing.hide();
  }
}
