// A new event of the ledger: what became of an item, and who said so.

import { h } from "../base/dom.js";
import { Refused } from "./api.js";
import { Checker, shownOf } from "./checker.js";
import { confidenceWords, ruleWords } from "./decide/compared.js";
import { action, choiceField, textField } from "./fields/controls.js";
import { SOURCE_FIELDS, SOURCE_NEEDED, SourceField } from "./fields/source.js";
import { byField } from "./draft.js";
import { keep, keptAs } from "./kept.js";

const FIELDS = ["event", "on", "part", "figure", "says", "says_en", "confidence"];
const NEEDED = ["event", "on", "says", "says_en", "confidence"];
const BEGUN = { event: "announced", confidence: "medium" };

export class EventEditor {
  /**
   * @param {Edit} room
   * @param {string} id
   * @param {EditChoices} choices
   */
  constructor(room, id, choices) {
    this.room = room;
    this.id = id;
    this.kept = `event:${id}`;
    const { store } = room;
    /** @type {{ cells: Record<string, string>, source: Record<string, string> | null, says: string }} */
    this.draft = { source: null, ...(keptAs(this.kept) ?? { cells: { ...BEGUN }, says: "" }) };
    this.saving = false;
    /** @type {{ verdict: string, breaches: EditBreach[], words: string }} */
    this.last = { verdict: "good", breaches: [], words: "" };
    this.checker = new Checker(
      (signal) => room.server.ask("events/check", { cells: this.cells, source: this.draft.source }, signal),
      (verdict, breaches, words) => this.hear(verdict, breaches, words),
    );
    const labelOf = (/** @type {string} */ key) => store.t(`edit.event.${key}`);
    const set = (/** @type {string} */ name) => (/** @type {string} */ value) => this.change(name, value);
    this.source = new SourceField(store, choices, (id, source) => {
      this.take({ ...this.draft, cells: { ...this.draft.cells, source: id }, source });
      this.checker.soon();
    });
    const events = choices.events.map((value) => ({ value, label: store.t(`event.${value}`) }));
    const confidences = choices.confidences.map((value) => ({ value, label: confidenceWords(store, value) }));
    this.fields = new Map(
      /** @type {[string, EditField][]} */ ([
        ["event", choiceField("event", labelOf("event"), events, set("event"))],
        ["on", textField("on", labelOf("on"), set("on"), { hint: store.t("edit.hint.on"), max: 10 })],
        [
          "part",
          textField("part", labelOf("part"), set("part"), { max: 60, lang: "zh", hint: store.t("edit.hint.part") }),
        ],
        ["figure", textField("figure", labelOf("figure"), set("figure"), { max: 120, lang: "zh" })],
        ["says", textField("says", labelOf("says"), set("says"), { rows: 3, max: 400, lang: "zh" })],
        ["says_en", textField("says_en", labelOf("says_en"), set("says_en"), { rows: 3, max: 600, lang: "en" })],
        ["confidence", choiceField("confidence", labelOf("confidence"), confidences, set("confidence"))],
      ]),
    );
    for (const name of FIELDS) this.fields.get(name)?.show(this.draft.cells[name] ?? "");
    this.source.show(this.draft.cells.source ?? "", this.draft.source);
    this.reason = textField("reason", store.t("edit.reason"), (value) => this.take({ ...this.draft, says: value }), {
      max: 2000,
    });
    this.reason.show(this.draft.says);
    this.top = h("ul", { class: "edit-breaches", role: "alert", hidden: true });
    this.status = h("p", { class: "edit-status", role: "status" });
    this.save = action(store.t("edit.save"), "save", () => this.propose(), { class: "action primary" });
    const back = action(store.t("edit.event.back"), "back", () => room.open(id));
    this.node = h(
      "form",
      { class: "edit-form", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      this.top,
      h(
        "fieldset",
        {},
        h("legend", {}, store.t("edit.part.event")),
        FIELDS.flatMap((name) => [name === "confidence" ? this.source.node : null, this.fields.get(name)?.node]),
      ),
      h(
        "footer",
        { class: "edit-foot" },
        this.reason.node,
        this.status,
        h("div", { class: "edit-tools" }, this.save, back),
      ),
    );
    this.render();
    if (this.dirty) this.checker.soon(0);
  }

  get cells() {
    return { item: this.id, ...this.draft.cells };
  }

  // What the form began with is nothing that anybody has typed.
  get dirty() {
    const { cells, source } = this.draft;
    return source !== null || Object.entries(cells).some(([name, value]) => value && !(name in BEGUN));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  change(name, value) {
    this.take({ ...this.draft, cells: { ...this.draft.cells, [name]: value } });
    this.checker.soon();
  }

  /** @param {EventEditor["draft"]} draft */
  take(draft) {
    this.draft = draft;
    keep(this.kept, this.dirty ? draft : null);
    this.render();
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
    const { verdict, breaches, words } = this.last;
    // What is still empty is no fault of what is typed.
    const { cells, source } = this.draft;
    const missing = NEEDED.filter((name) => !cells[name]);
    const unsaid = source ? SOURCE_NEEDED.filter((name) => !source[name]) : cells.source ? [] : ["source"];
    const empty = [...missing, ...unsaid];
    const told = byField(breaches, [...FIELDS, "source", ...(source ? SOURCE_FIELDS : [])]);
    const wordsOf = (/** @type {string} */ name) =>
      empty.includes(name) ? [] : (told.get(name) ?? []).map((text) => ruleWords(store, text));
    for (const [name, field] of this.fields) field.say(wordsOf(name), false);
    this.source.say(wordsOf);
    const general = told.get("") ?? [];
    const open = empty.length > 0;
    this.top.hidden = !general.length || open;
    this.top.replaceChildren(...general.map((text) => h("li", {}, ruleWords(store, text))));
    const names = [
      ...missing.map((name) => store.t(`edit.event.${name}`)),
      ...unsaid.map((name) => store.t(source ? `edit.source.${name}` : "edit.event.source")),
    ];
    const status =
      verdict === "away"
        ? words + store.t("edit.kept")
        : open
          ? store.t("edit.event.missing", { names: names.join(store.state.language === "zh" ? "、" : ", ") })
          : verdict === "checking"
            ? store.t("edit.checking")
            : breaches.length
              ? store.t("edit.broken", { count: breaches.length })
              : words || store.t("edit.event.good");
    if (this.status.textContent !== status) this.status.textContent = status;
    this.status.dataset.verdict = open ? "open" : breaches.length ? "broken" : verdict;
    this.save.disabled = this.saving || open;
  }

  async propose() {
    if (this.saving) return;
    this.saving = true;
    this.checker.stop();
    this.render();
    try {
      await this.room.server.ask("events", { cells: this.cells, source: this.draft.source, says: this.draft.says });
      keep(this.kept, null);
      this.draft = { cells: {}, source: null, says: "" };
      this.room.saved();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.hear(error.status ? "broken" : "away", error.breaches, error.message);
    } finally {
      this.saving = false;
      this.render();
    }
  }

  forget() {
    keep(this.kept, null);
  }

  stop() {
    this.checker.stop();
  }
}
