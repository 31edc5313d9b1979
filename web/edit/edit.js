// The room beside the map in which the plan is edited: an item, a new event, or the proposals and deciding them.

import { focusedBeside, h } from "../base/dom.js";
import { EditServer, Refused } from "./api.js";
import { Changes } from "./decide/changes.js";
import { action } from "./fields/controls.js";
import { EventEditor } from "./event.js";
import { ItemEditor } from "./item.js";
import { Placing } from "./placing.js";
import { keepInSight, makeRoom, unsavedWords, waysOut } from "./asking.js";

export class Edit {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.server = new EditServer(map.store);
    this.placing = new Placing(map);
    /** @type {ItemEditor | EventEditor | Changes | null} */
    this.content = null;
    /** Each opening is another one: what comes late for an earlier one is left. */
    this.turn = 0;
    this.yields = false;
    this.title = h("h2", {});
    this.ask = h("div", { class: "edit-ask", role: "alertdialog", hidden: true });
    this.body = h("div", { class: "edit-body" });
    this.close = h(
      "button",
      { class: "icon", "data-edit": "close", "data-focus": "edit:close", onclick: () => this.leave() },
      "✕",
    );
    this.node = h(
      "aside",
      {
        class: "edit-room",
        hidden: true,
        tabindex: "-1",
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
      },
      h("header", {}, this.title, this.close),
      this.ask,
      this.body,
    );
    /** @type {HTMLElement} */ (map.node.querySelector(".main")).append(this.node);
    const unload = (/** @type {BeforeUnloadEvent} */ event) => this.busy && event.preventDefault();
    addEventListener("beforeunload", unload);
    const heard = () => this.content instanceof Changes && this.content.refresh();
    map.news?.listeners.add(heard);
    const unsubscribe = map.store.subscribe((_state, changed) => {
      if (changed.has("language")) this.again();
      if (changed.has("briefing") && map.presenter.on) this.shut();
    });
    this.stop = () => {
      this.content?.stop();
      this.placing.stop();
      removeEventListener("beforeunload", unload);
      map.news?.listeners.delete(heard);
      unsubscribe();
    };
  }

  // Whether something typed is not saved, which another map would break off.
  get busy() {
    return Boolean(this.content?.dirty);
  }

  /** @param {string} id */
  async open(id, { again = false } = {}) {
    if (!again && !this.free(() => this.open(id, { again: true }))) return;
    if (this.store.state.selection !== id) this.map.select(id);
    const turn = this.begin(this.store.t("edit.title", { name: this.name(id) }));
    try {
      const [choices, present] = await Promise.all([this.server.choices(), this.server.item(id)]);
      if (turn === this.turn) this.fill(new ItemEditor(this, id, choices, present));
    } catch (error) {
      this.failed(error, turn, () => this.open(id, { again: true }));
    }
  }

  /** @param {string} id */
  async event(id, { again = false } = {}) {
    if (!again && !this.free(() => this.event(id, { again: true }))) return;
    const turn = this.begin(this.store.t("edit.event.title", { name: this.name(id) }));
    try {
      const choices = await this.server.choices();
      if (turn === this.turn) this.fill(new EventEditor(this, id, choices));
    } catch (error) {
      this.failed(error, turn, () => this.event(id, { again: true }));
    }
  }

  /** @param {ConstructorParameters<typeof Changes>[1]} [view] */
  changes(view) {
    if (!this.free(() => this.changes(view))) return;
    this.begin(this.store.t("edit.changes"));
    this.fill(new Changes(this, view));
  }

  // From the header: there and back.
  toggleChanges() {
    return this.content instanceof Changes ? this.leave() : this.changes();
  }

  /** @param {string} id */
  name(id) {
    const item = this.store.byId.get(id);
    return item ? this.store.name(item) : id;
  }

  /** @param {string} title */
  begin(title) {
    this.turn += 1;
    this.content?.stop();
    this.content = null;
    this.title.textContent = title;
    this.node.setAttribute("aria-label", title);
    const label = this.store.t("edit.close");
    this.close.setAttribute("aria-label", label);
    this.close.title = label;
    this.ask.hidden = true;
    this.body.replaceChildren(h("p", { class: "quiet", role: "status" }, this.store.t("edit.loading")));
    makeRoom(this, true);
    return this.turn;
  }

  /** @param {ItemEditor | EventEditor | Changes} content */
  fill(content) {
    this.content = content;
    if (content instanceof ItemEditor) keepInSight(this.map, content.id);
    this.body.replaceChildren(waysOut(this, content), content.node);
    this.body.scrollTop = 0;
    this.keepFocus();
  }

  // Whoever was in what is gone goes on here.
  keepFocus() {
    if (!this.node.contains(focusedBeside(this.node) ?? null)) this.node.focus({ preventScroll: true });
  }

  /**
   * @param {unknown} error
   * @param {number} turn
   * @param {() => void} again
   */
  failed(error, turn, again) {
    if (!(error instanceof Refused)) throw error;
    if (turn !== this.turn) return;
    this.body.replaceChildren(
      h("p", { class: "warning", role: "alert" }, error.message),
      action(this.store.t("edit.again"), "again", again),
    );
  }

  /**
   * Whether nothing typed would be lost; else it is asked, and `act` follows where somebody lets it go. What is kept
   * comes back when the item is opened again.
   * @param {() => void} act
   */
  free(act) {
    if (!this.busy) return true;
    const { store, content } = this;
    const gone = (/** @type {boolean} */ forget) => {
      this.ask.hidden = true;
      this.content = null;
      content?.stop();
      if (forget && content && "forget" in content) content.forget();
      act();
    };
    const stay = () => this.stay();
    this.ask.replaceChildren(...unsavedWords(store, { stay, keep: () => gone(false), forget: () => gone(true) }));
    this.ask.hidden = false;
    this.ask.querySelector("button")?.focus();
    return false;
  }

  stay() {
    this.ask.hidden = true;
    this.node.focus({ preventScroll: true });
  }

  leave() {
    if (this.free(() => this.shut())) this.shut();
  }

  shut() {
    this.turn += 1;
    this.content?.stop();
    this.content = null;
    this.body.replaceChildren();
    makeRoom(this, false);
    this.map.stage.focus({ preventScroll: true });
    this.map.news?.turn();
  }

  // A proposal was made: it stands first among the changes.
  saved() {
    this.changes({ said: this.store.t("edit.saved") });
    this.map.news?.turn();
  }

  /** @param {Proposal[]} proposals */
  counted(proposals) {
    this.map.changesDoor?.count(proposals.filter(({ state }) => state === "open").length);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!this.ask.hidden) this.stay();
    else this.leave();
  }

  // In another language: what is typed is kept.
  again() {
    this.openAs(this.view());
  }

  view() {
    const { content } = this;
    if (content instanceof ItemEditor) return { item: content.id };
    if (content instanceof EventEditor) return { event: content.id };
    if (content instanceof Changes) return { changes: { state: content.state, reasons: content.reasons, said: "" } };
    return null;
  }

  /** @param {ReturnType<Edit["view"]>} view */
  async openAs(view) {
    if (view?.item) await this.open(view.item, { again: true });
    else if (view?.event) await this.event(view.event, { again: true });
    else if (view?.changes) this.changes(view.changes);
  }

  /**
   * What is open here is open beside a newer map too.
   * @param {PlanMap} fresh
   */
  async handOver(fresh) {
    const view = this.view();
    if (!view) return;
    fresh.edit ??= new Edit(fresh);
    fresh.edit.yields = this.yields;
    await fresh.edit.openAs(view);
    if (this.content instanceof Changes && fresh.edit.content instanceof Changes) {
      const { status } = fresh.edit.content;
      status.textContent = this.content.said;
      status.hidden = !this.content.said;
    }
  }
}
