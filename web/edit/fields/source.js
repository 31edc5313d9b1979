// The source of an event: one of the registers, or a new one that comes with it.

import { h } from "../../base/dom.js";
import { action, choiceField, sourceList, textField } from "./controls.js";

/** Cells of a new source, as sources.csv has them. */
export const SOURCE_FIELDS = ["title", "publisher", "url", "published", "grade", "licence"];
export const SOURCE_NEEDED = ["title", "publisher", "url", "published"];

export class SourceField {
  /**
   * @param {Store} store
   * @param {EditChoices} choices
   * @param {(id: string, brought: Record<string, string> | null) => void} told
   */
  constructor(store, choices, told) {
    this.told = told;
    /** A new source, null where one of the registers is named. @type {Record<string, string> | null} */
    this.brought = null;
    this.begun = { grade: choices.grades[0], licence: choices.licence };
    this.id = "";
    const sources = [...choices.register, ...choices.sources];
    this.titles = new Map(sources.map(({ id, title, about }) => [id, [title, about].filter(Boolean).join(" · ")]));
    const list = sourceList(sources);
    this.title = h("small", { class: "quiet", lang: "zh" });
    const hint = store.t("edit.hint.source");
    this.named = textField("source", store.t("edit.event.source"), (id) => this.take(id.trim(), null), { list, hint });
    this.named.node.append(list, this.title);
    const change = (/** @type {string} */ name) => (/** @type {string} */ value) =>
      this.take("", { ...(this.brought ?? this.begun), [name]: value.trim() });
    const words = (/** @type {string} */ name) => store.t(`edit.source.${name}`);
    const grades = choices.grades.map((value) => ({ value, label: store.t(`grade.${value}`) }));
    const line = (/** @type {string} */ name, /** @type {object} */ more) =>
      textField(name, words(name), change(name), more);
    this.fields = new Map(
      /** @type {[string, EditField][]} */ ([
        ["title", line("title", { max: 200, lang: "zh" })],
        ["publisher", line("publisher", { max: 120, lang: "zh" })],
        ["url", line("url", { max: 400, type: "url", hint: store.t("edit.hint.url") })],
        ["published", line("published", { max: 10, hint: store.t("edit.hint.on") })],
        ["grade", choiceField("grade", words("grade"), grades, change("grade"))],
        ["licence", line("licence", { max: 80, lang: "zh" })],
      ]),
    );
    this.group = h(
      "fieldset",
      { class: "edit-part edit-source" },
      h("legend", {}, store.t("edit.source.new")),
      [...this.fields.values()].map(({ node }) => node),
      action(store.t("edit.source.known"), "known-source", () => this.turn(null)),
    );
    this.bring = action(store.t("edit.source.bring"), "new-source", () => this.turn({ ...this.begun }));
    this.node = h("div", { class: "edit-sources" }, this.named.node, this.bring, this.group);
    this.show("", null);
  }

  /**
   * @param {string} id
   * @param {Record<string, string> | null} brought
   */
  show(id, brought) {
    this.id = id;
    this.brought = brought;
    this.named.show(id);
    for (const [name, field] of this.fields) field.show((brought ?? this.begun)[/** @type {"grade"} */ (name)] ?? "");
    this.render();
  }

  /** @param {Record<string, string> | null} brought */
  turn(brought) {
    this.show("", brought);
    this.told("", brought);
    const first = brought ? this.group : this.named.node;
    first.querySelector("input")?.focus();
  }

  /**
   * @param {string} id
   * @param {Record<string, string> | null} brought
   */
  take(id, brought) {
    this.id = id;
    this.brought = brought;
    this.render();
    this.told(id, brought);
  }

  render() {
    this.named.node.hidden = this.bring.hidden = this.brought !== null;
    this.group.hidden = this.brought === null;
    this.title.textContent = this.titles.get(this.id) ?? "";
  }

  /** @param {(name: string) => string[]} wordsOf what is wrong with a field */
  say(wordsOf) {
    this.named.say(wordsOf("source"), false);
    for (const [name, field] of this.fields) field.say(wordsOf(name), false);
  }
}
