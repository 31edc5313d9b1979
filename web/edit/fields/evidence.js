// What an item's place and words rest on: source and what it says, row by row.

import { h } from "../../base/dom.js";
import { action, field, sourceList } from "./controls.js";

/**
 * @param {Store} store
 * @param {SourceChoice[]} sources
 * @param {(rows: { source: string, says: string }[]) => void} onValue
 */
export function evidenceField(store, sources, onValue) {
  const titles = new Map(sources.map(({ id, title }) => [id, title]));
  const list = sourceList(sources);
  const rows = h("ol", { class: "edit-rows" });
  /** @type {{ source: string, says: string }[]} */
  let known = [];
  const told = (/** @type {typeof known} */ changed) => {
    known = changed;
    onValue(known);
  };
  /**
   * @param {{ source: string, says: string }} entry
   * @param {number} at
   */
  const row = ({ source, says }, at) => {
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
        told(known.with(at, { ...known[at], source: named.value.trim() }));
      },
    });
    /** @type {HTMLTextAreaElement} */
    const said = h("textarea", {
      class: "edit-input",
      rows: Math.min(5, Math.max(2, Math.ceil(says.length / 24))),
      lang: "zh",
      value: says,
      "aria-label": store.t("edit.says"),
      "data-focus": `edit:evidence:${at}:says`,
      oninput: () => told(known.with(at, { ...known[at], says: said.value })),
    });
    const remove = () => {
      told(known.toSpliced(at, 1));
      render();
      add.focus();
    };
    const label = store.t("edit.evidence.remove", { number: at + 1 });
    const away = action("✕", `evidence:${at}:remove`, remove, { class: "icon", title: label, "aria-label": label });
    return h("li", {}, h("div", { class: "edit-row" }, named, away), title, said);
  };
  const render = () => rows.replaceChildren(...known.map(row));
  const add = action(store.t("edit.evidence.add"), "evidence:add", () => {
    told([...known, { source: "", says: "" }]);
    render();
    const inputs = rows.querySelectorAll("input");
    inputs[inputs.length - 1].focus();
  });
  const group = h("div", {}, list, rows, add);
  const show = (/** @type {typeof known} */ value) => {
    known = value ?? [];
    render();
  };
  return field("evidence", store.t("edit.field.evidence"), group, show, { group: true });
}
