// An item being edited: what it was, what it is to be, what the rules say of that, and saving it as a proposal.

import { h } from "../base/dom.js";
import { partsOf } from "./places.js";
import { Refused } from "./api.js";
import { Checker, shownOf } from "./checker.js";
import { ruleWords } from "./decide/compared.js";
import { broughtBreaches, broughtIn, missingOf } from "./fields/brought.js";
import { action, textField } from "./fields/controls.js";
import { byField, changedFields, valueIn, withValue } from "./draft.js";
import { ITEM_PARTS, itemFields } from "./fields/form.js";
import { UNIT_PARTS, unitFields } from "./fields/unit.js";
import { keep, keptAs } from "./kept.js";
import { staleWords } from "./stale.js";
import { restoredWords, statusWords } from "./told.js";

export class ItemEditor {
  /**
   * @param {Edit} room
   * @param {string} id
   * @param {EditChoices} choices
   * @param {EditedItem} present
   */
  constructor(room, id, choices, present) {
    this.room = room;
    this.id = id;
    /** @type {KeptDraft | null} */
    const kept = keptAs(id);
    /** @type {KeptDraft} */
    this.draft = kept ?? { base: present.base, before: present.feature, feature: present.feature, says: "" };
    /** The item as it is by now, where somebody has changed it since. @type {EditedItem | null} */
    this.newer = kept && kept.base !== present.base ? present : null;
    this.restored = Boolean(kept);
    this.saving = false;
    /** @type {{ verdict: Verdict, breaches: EditBreach[], words: string }} */
    this.last = { verdict: "good", breaches: [], words: "" };
    this.checker = new Checker(
      (signal) => room.server.ask(`items/${encodeURIComponent(id)}/check`, this.wish, signal),
      (verdict, breaches, words) => this.hear(verdict, breaches, words),
    );
    // Units have no theme of their own.
    this.isUnit = !("theme" in this.draft.before.properties);
    room.placing.show();
    room.placing.take(id, this.isUnit ? null : this.draft.feature.geometry);
    this.fields = (this.isUnit ? unitFields : itemFields)(room, choices, this);
    this.reason = textField("reason", room.store.t("edit.reason"), (value) => this.say(value), { max: 2000 });
    this.top = h("div", { class: "edit-top" });
    this.status = h("p", { class: "edit-status", role: "status" });
    this.save = action(room.store.t("edit.save"), "save", () => this.propose(), { class: "action primary" });
    this.conflict = h("section", { class: "edit-conflict", hidden: true });
    this.node = this.build();
    for (const name of this.fields.keys()) this.showField(name);
    this.reason.show(this.draft.says);
    this.ghost();
    this.render();
    if (this.newer) this.compare(this.newer);
    else if (this.dirty) this.checker.soon(0);
  }

  build() {
    const { store } = this.room;
    const part = (/** @type {string} */ key, /** @type {string[]} */ names) =>
      h(
        "fieldset",
        {},
        h("legend", {}, store.t(`edit.part.${key}`)),
        names.map((name) => this.fields.get(name)?.node),
      );
    const event = action(store.t("edit.event.add"), "event", () => this.room.event(this.id));
    return h(
      "form",
      { class: "edit-form", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.conflict,
      this.top,
      Object.entries(this.isUnit ? UNIT_PARTS : ITEM_PARTS).map(([key, names]) => part(key, names)),
      h("fieldset", {}, h("legend", {}, store.t("edit.part.progress")), event),
      h("footer", { class: "edit-foot" }, this.reason.node, this.status, h("div", { class: "edit-tools" }, this.save)),
    );
  }

  get changed() {
    return changedFields(this.draft.before, this.draft.feature);
  }

  get dirty() {
    return this.changed.length > 0 || this.draft.says.trim() !== "";
  }

  // New sources that its evidence names.
  get sources() {
    return broughtIn(this.draft);
  }

  get wish() {
    return { feature: this.draft.feature, sources: this.sources };
  }

  /**
   * @param {Record<string, any>} values by field
   * @param {Partial<KeptDraft>} [more]
   */
  change(values, more = {}) {
    let { feature } = this.draft;
    for (const [name, value] of Object.entries(values)) feature = withValue(feature, name, value);
    this.take({ ...this.draft, ...more, feature });
    this.ghost();
    this.checker.soon();
  }

  /** @param {string} says */
  say(says) {
    this.take({ ...this.draft, says });
  }

  /** @param {KeptDraft} draft */
  take(draft) {
    this.draft = draft;
    keep(this.id, this.dirty ? draft : null);
    this.render();
  }

  /** @param {string} name */
  showField(name) {
    this.fields.get(name)?.show(valueIn(this.draft.feature, name));
  }

  // What it was, dashed, as soon as its place is another; what it is to be, while the pen is away.
  ghost() {
    const { placing } = this.room;
    const moved = this.changed.includes("geometry");
    const { before, feature } = this.draft;
    placing.ghosts = moved
      ? [
          { parts: partsOf(before.geometry, placing.color), dashed: true },
          ...(placing.pen.on ? [] : [{ parts: partsOf(feature.geometry, placing.color), dashed: false }]),
        ]
      : [];
    placing.paint();
  }

  /**
   * @param {Verdict} verdict
   * @param {EditBreach[]} breaches
   * @param {string} words
   */
  hear(verdict, breaches, words) {
    this.last = shownOf(this.last, verdict, breaches, words);
    this.render();
  }

  render() {
    const { store } = this.room;
    const { verdict, breaches } = this.last;
    const { changed, sources } = this;
    const { found, rest } = broughtBreaches(breaches, sources);
    const told = byField(rest, [...this.fields.keys()]);
    const inWords = (/** @type {string[]} */ texts) => texts.map((text) => ruleWords(store, text));
    this.fields.get("evidence")?.sayOf?.(new Map([...found].map(([key, texts]) => [key, inWords(texts)])));
    for (const [name, field] of this.fields) field.say(inWords(told.get(name) ?? []), changed.includes(name));
    const general = inWords(told.get("") ?? []).map((words) => h("li", {}, words));
    this.top.replaceChildren(
      ...restoredWords(this),
      ...(general.length ? [h("ul", { class: "edit-breaches", role: "alert" }, general)] : []),
    );
    const status = statusWords(this);
    if (this.status.textContent !== status) this.status.textContent = status;
    this.status.dataset.verdict = breaches.length ? "broken" : verdict;
    const open = missingOf(sources).length > 0;
    if (open) this.status.dataset.verdict = "open";
    this.save.disabled = this.saving || !changed.length || this.newer !== null || open;
  }

  discard() {
    this.forget();
    this.room.open(this.id, { again: true });
  }

  async propose() {
    if (this.saving) return;
    this.saving = true;
    this.checker.stop();
    this.render();
    const { base, feature, says } = this.draft;
    try {
      await this.room.server.ask(`items/${encodeURIComponent(this.id)}`, { ...this.wish, base, says });
      keep(this.id, null);
      this.draft = { ...this.draft, before: feature, sources: [], says: "" };
      this.room.saved();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 409) await this.stale();
      else this.hear(error.status ? "broken" : "away", error.breaches, error.message);
    } finally {
      this.saving = false;
      this.render();
    }
  }

  // Somebody was faster: what is different now, and how to go on from it.
  async stale() {
    try {
      this.newer = await this.room.server.item(this.id);
      this.compare(this.newer);
    } catch (error) {
      this.hear("away", [], /** @type {Error} */ (error).message);
    }
  }

  /** @param {EditedItem} now */
  compare(now) {
    const words = staleWords(this, now, (feature) => {
      this.newer = null;
      this.conflict.hidden = true;
      this.take({ ...this.draft, base: now.base, before: now.feature, feature });
      if (!this.isUnit) this.room.placing.take(this.id, feature.geometry);
      for (const name of this.fields.keys()) this.showField(name);
      this.ghost();
      this.checker.soon(0);
    });
    this.conflict.replaceChildren(...words);
    this.conflict.hidden = false;
    this.conflict.scrollIntoView?.({ block: "nearest" });
    this.render();
  }

  forget() {
    keep(this.id, null);
  }

  stop() {
    this.checker.stop();
    this.room.placing.hide();
  }
}
