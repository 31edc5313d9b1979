// What can be done with a layer of one's own, under its row in the panel.

import { h } from "../base/dom.js";
import { downloads } from "./download.js";
import { styling } from "./styling.js";

const MOST_TITLE = 120;

/** What is unfolded under a layer. @typedef {"style" | "download" | "name" | null} Unfolded */
/**
 * @typedef {object} Doings
 * @property {number} index among all layers
 * @property {Unfolded} what
 * @property {(id: string, what: Unfolded) => void} fold
 * @property {(record: OwnRecord, change: { title?: string, style?: Partial<OwnStyle> }) => void} change
 * @property {(act: () => Promise<unknown>) => Promise<void>} doing
 * @property {(id: string, by: number) => void} move
 * @property {(record: OwnRecord) => void} remove
 */

/**
 * @param {Own} own
 * @param {OwnRecord} record
 * @param {Doings} doings
 */
export function ownTools(own, record, { index, what, fold, change, doing, move, remove }) {
  const { store } = own;
  const { id, datumName, certain, file, leftOut } = record;
  /**
   * @param {string} name
   * @param {() => unknown} onclick
   * @param {{ off?: boolean, pressed?: boolean }} [how]
   */
  const tool = (name, onclick, { off = false, pressed } = {}) =>
    h(
      "button",
      {
        class: "link",
        "data-own": name,
        "data-focus": `own:${name}:${id}`,
        disabled: off,
        "aria-pressed": pressed === undefined ? null : String(pressed),
        onclick,
      },
      store.t(name === "name" ? "mine.rename" : `mine.${name}`),
    );
  const folding = (/** @type {"style" | "download" | "name"} */ name) =>
    tool(name, () => fold(id, name), { pressed: what === name });
  const rename = (/** @type {string} */ title) => {
    if (title.trim() && title !== record.title) change(record, { title });
    fold(id, "name");
  };
  const parts = {
    style: () => styling(own, record, change),
    download: () => downloads(own, record, doing),
    name: () => naming(own, record, rename),
  };
  const about = [
    file,
    store.t(certain ? "mine.placedCertain" : "mine.placed", { datum: datumName }),
    leftOut ? store.t("mine.leftOut", { count: leftOut }) : "",
  ];
  return h(
    "div",
    { class: "own-tools" },
    h(
      "div",
      { class: "both" },
      tool("zoom", () => own.fly(record.extent)),
      tool("table", () => own.table.show(id)),
      folding("style"),
      folding("name"),
      tool("up", () => move(id, -1), { off: index === 0 }),
      tool("down", () => move(id, 1), { off: index === own.records.length - 1 }),
      folding("download"),
      tool("delete", () => remove(record)),
    ),
    what ? parts[what]() : null,
    h("p", { class: "quiet" }, about.filter(Boolean).join(" · ")),
  );
}

/**
 * @param {Own} own
 * @param {OwnRecord} record
 * @param {(title: string) => void} rename
 */
function naming({ store }, { id, title }, rename) {
  const name = h("input", {
    type: "text",
    value: title,
    maxlength: MOST_TITLE,
    "aria-label": store.t("mine.name"),
    "data-focus": `own:named:${id}`,
    "data-own": "title",
  });
  const use = (/** @type {Event} */ event) => {
    event.preventDefault();
    rename(name.value);
  };
  return h("form", { class: "own-line", onsubmit: use }, name, h("button", { class: "action" }, store.t("mine.use")));
}
