// What an item's place and words rest on: source and what it says, row by row. A source is one of the register, or a
// new one that comes with the change.

import { h } from "../../base/dom.js";
import { broughtGroup, isBrought, newSource } from "./brought.js";
import { action, field, sourceList } from "./controls.js";

/** @typedef {{ source: string, says: string }} Row */

/**
 * @param {Store} store
 * @param {EditChoices} choices
 * @param {ItemEditor} editor
 * @returns {EditField}
 */
export function evidenceField(store, { sources, licence }, editor) {
  const titles = new Map(sources.map(({ id, title }) => [id, title]));
  const list = sourceList(sources);
  const rows = h("ol", { class: "edit-rows" });
  /** @type {Row[]} */
  let known = [];
  /** @type {Record<string, string>[]} */
  let brought = [];
  /** @type {ReturnType<typeof broughtGroup>[]} */
  let groups = [];
  const told = (/** @type {Row[]} */ changed) => {
    known = changed;
    editor.change({ evidence: known }, { sources: brought });
  };
  const name = (/** @type {number} */ at, /** @type {string} */ source) => {
    told(known.with(at, { ...known[at], source }));
    render();
    rows.children[at].querySelector("input")?.focus();
  };
  const bring = (/** @type {number} */ at) => {
    const source = newSource(brought, licence);
    brought = [...brought, source];
    name(at, source.id);
  };
  const leave = (/** @type {number} */ at, /** @type {string} */ id) => {
    brought = brought.filter((source) => source.id !== id);
    name(at, "");
  };
  /**
   * @param {Row} entry
   * @param {number} at
   */
  const newRow = ({ source: id }, at) => {
    const source = brought.find((one) => one.id === id) ?? { id, licence };
    const change = (/** @type {Record<string, string>} */ row) => {
      brought = [...brought.filter((one) => one.id !== id), row];
      told(known);
    };
    const group = broughtGroup(store, source, `evidence:${at}`, { told: change, back: () => leave(at, id) });
    groups.push(group);
    return { head: h("b", {}, store.t("edit.source.new")), body: [group.node] };
  };
  /**
   * @param {Row} entry
   * @param {number} at
   */
  const knownRow = ({ source }, at) => {
    const title = h("small", { class: "quiet", lang: "zh" }, titles.get(source) ?? "");
    const named = h("input", {
      class: "edit-input",
      list: list.id,
      value: source,
      placeholder: store.t("edit.source"),
      "aria-label": store.t("edit.source"),
      "data-focus": `edit:evidence:${at}:source`,
      oninput: () => {
        title.textContent = titles.get(named.value) ?? "";
        fresh.hidden = titles.has(named.value);
        told(known.with(at, { ...known[at], source: named.value.trim() }));
      },
    });
    const fresh = action(store.t("edit.source.bring"), `evidence:${at}:new`, () => bring(at), {
      hidden: titles.has(source),
    });
    return { head: named, body: [title, fresh] };
  };
  /**
   * @param {Row} entry
   * @param {number} at
   */
  const row = (entry, at) => {
    const { head, body } = isBrought(entry.source) ? newRow(entry, at) : knownRow(entry, at);
    /** @type {HTMLTextAreaElement} */
    const said = h("textarea", {
      class: "edit-input",
      rows: Math.min(5, Math.max(2, Math.ceil(entry.says.length / 24))),
      lang: "zh",
      value: entry.says,
      placeholder: store.t("edit.says"),
      "aria-label": store.t("edit.says"),
      "data-focus": `edit:evidence:${at}:says`,
      oninput: () => told(known.with(at, { ...known[at], says: said.value })),
    });
    const remove = () => {
      brought = brought.filter(({ id }) => id !== entry.source);
      told(known.toSpliced(at, 1));
      render();
      add.focus();
    };
    const label = store.t("edit.evidence.remove", { number: at + 1 });
    const away = action("✕", `evidence:${at}:remove`, remove, { class: "icon", title: label, "aria-label": label });
    return h("li", {}, h("div", { class: "edit-row" }, head, away), body, said);
  };
  const render = () => {
    groups = [];
    rows.replaceChildren(...known.map(row));
  };
  const add = action(store.t("edit.evidence.add"), "evidence:add", () => {
    told([...known, { source: "", says: "" }]);
    render();
    rows.lastElementChild?.querySelector("input")?.focus();
  });
  const group = h("div", {}, list, rows, add);
  const show = (/** @type {Row[]} */ value) => {
    known = value ?? [];
    brought = editor.draft.sources ?? [];
    render();
  };
  const made = field("evidence", store.t("edit.field.evidence"), group, show, { group: true });
  const sayOf = (/** @type {Map<string, string[]>} */ words) => {
    for (const one of groups) one.say(words);
  };
  return { ...made, sayOf };
}
