// What is being written: where it will be pinned, and its words.

import { h } from "../base/dom.js";

/**
 * Where a new note is pinned, and its words.
 * @param {Notes} notes
 */
export function writing(notes) {
  const { store, draft } = notes;
  const { selection } = store.state;
  if (notes.picking) return h("p", { class: "notes-told" }, store.t("notes.point"));
  if (!draft) {
    const item = selection ? store.byId.get(selection) : undefined;
    const onItem = item && (() => notes.write({ item: item.id }));
    return h(
      "div",
      { class: "notes-row" },
      h("button", { class: "action", "data-focus": "notes:add", onclick: () => notes.pick() }, store.t("notes.add")),
      onItem
        ? h(
            "button",
            { class: "action", "data-focus": "notes:onItem", onclick: onItem },
            store.t("notes.onItem", { name: store.name(item) }),
          )
        : "",
    );
  }
  const words = h("textarea", {
    rows: 3,
    maxlength: 2000,
    "aria-label": store.t("notes.text"),
    placeholder: store.t("notes.text"),
    "data-focus": "notes:text",
    oninput: () => {
      notes.words = words.value;
    },
  });
  words.value = notes.words;
  const save = async () => {
    if (!(await notes.act(() => notes.server.add(words.value, draft)))) return;
    notes.words = "";
    notes.draft = null;
    notes.render();
  };
  return h(
    "div",
    { class: "notes-writing" },
    h("p", { class: "quiet" }, whereOf(notes.store, draft)),
    words,
    h(
      "div",
      { class: "notes-row" },
      h("button", { class: "action", "data-focus": "notes:save", onclick: save }, store.t("notes.save")),
      h(
        "button",
        {
          class: "link",
          onclick: () => {
            notes.draft = null;
            notes.render();
          },
        },
        store.t("notes.cancel"),
      ),
    ),
  );
}

/**
 * @param {Store} store
 * @param {{ item: string } | { place: Place }} where
 */
function whereOf(store, where) {
  if ("item" in where) return store.t("notes.onItem", { name: store.name(store.item(where.item)) });
  return store.t("notes.onPlace", { east: where.place[0].toFixed(5), north: where.place[1].toFixed(5) });
}
