// One note in the list: what it says, where, the answers, and what may be done with it.

import { h } from "../base/dom.js";

/**
 * @param {Notes} notes
 * @param {Note} note
 */
export function entryOf(notes, note) {
  const { store, list } = notes;
  const name = (/** @type {string} */ words) => words || store.t("notes.someone");
  const { language } = store.state;
  const when = (/** @type {string} */ at) =>
    new Date(at).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
  const item = note.item ? store.byId.get(note.item) : undefined;
  const action = (/** @type {string} */ key, /** @type {() => void} */ onclick) =>
    h("button", { class: "link", "data-focus": `notes:${note.id}:${key}`, onclick }, store.t(`notes.${key}`));
  const mine = list.mayDelete || note.who === list.who;
  const actions = list.mayWrite
    ? [
        note.state === "open"
          ? action("resolve", () => notes.act(() => notes.server.setState(note, "resolved")))
          : action("reopen", () => notes.act(() => notes.server.setState(note, "open"))),
        mine ? action("delete", () => notes.remove(note)) : "",
      ]
    : [];
  return h(
    "li",
    { class: "note", "data-note": note.id, "data-state": note.state, "aria-current": note.id === notes.chosen },
    h(
      "button",
      { class: "note-words", "data-focus": `notes:${note.id}`, onclick: () => notes.fly(note) },
      item ? h("b", {}, store.name(item)) : "",
      h("span", {}, note.text),
    ),
    h("p", { class: "quiet" }, `${name(note.name)} · ${when(note.made_at)}`),
    note.replies.length
      ? h(
          "ul",
          { class: "note-replies" },
          note.replies.map((reply) =>
            h(
              "li",
              {},
              h("span", {}, reply.text),
              h("p", { class: "quiet" }, `${name(reply.name)} · ${when(reply.at)}`),
            ),
          ),
        )
      : "",
    note.id === notes.chosen && list.mayWrite ? replying(notes, note) : "",
    h("div", { class: "notes-row" }, actions),
  );
}

/**
 * @param {Notes} notes
 * @param {Note} note
 */
function replying(notes, note) {
  const { store } = notes;
  const label = store.t("notes.reply");
  const field = h("input", {
    type: "text",
    maxlength: 2000,
    placeholder: label,
    "aria-label": label,
    "data-focus": `notes:${note.id}:field`,
    value: notes.answers.get(note.id) ?? "",
    oninput: () => {
      notes.answers.set(note.id, field.value);
    },
  });
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!(await notes.act(() => notes.server.reply(note, field.value)))) return;
    notes.answers.delete(note.id);
    notes.render();
  };
  return h(
    "form",
    { class: "notes-row", onsubmit: send },
    field,
    h("button", { class: "action", type: "submit" }, label),
  );
}
