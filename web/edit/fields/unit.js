// The fields of a unit: its outline is the basemap's and its positioning the plan's, which nobody edits.

import { choiceField, readOnly, sourceList, textField } from "./controls.js";
import { evidenceField } from "./evidence.js";

export const UNIT_PARTS = {
  words: ["name", "name_en", "clause", "plan_verb", "note"],
  area: ["area_km2_official", "area_source"],
  evidence: ["evidence"],
};

/**
 * Fields by name, in the order of the form.
 * @param {Edit} room
 * @param {EditChoices} choices
 * @param {ItemEditor} editor
 * @returns {Map<string, EditField>}
 */
export function unitFields(room, choices, editor) {
  const { store } = room;
  const labelOf = (/** @type {string} */ key) => store.t(`edit.field.${key}`);
  const set = (/** @type {string} */ name) => (/** @type {any} */ value) => editor.change({ [name]: value });
  const verbs = Object.keys(choices.verbs).map((verb) => ({ value: verb, label: verb || store.t("edit.noVerb") }));
  const list = sourceList(choices.sources);
  const area = textField(
    "area_km2_official",
    labelOf("area_km2_official"),
    (value) => editor.change({ area_km2_official: Number.parseFloat(value) || null }),
    { type: "number" },
  );
  const source = textField(
    "area_source",
    labelOf("area_source"),
    (value) => editor.change({ area_source: value.trim() || null }),
    { list, hint: store.t("edit.hint.source") },
  );
  source.node.append(list);
  return new Map(
    /** @type {[string, EditField][]} */ ([
      ["name", textField("name", labelOf("name"), set("name"), { lang: "zh", max: 80 })],
      ["name_en", textField("name_en", labelOf("name_en"), set("name_en"), { lang: "en", max: 160 })],
      ["clause", readOnly(store, "clause", editor.draft.before)],
      ["plan_verb", choiceField("plan_verb", labelOf("plan_verb"), verbs, set("plan_verb"))],
      ["note", textField("note", labelOf("note"), set("note"), { rows: 3, lang: "zh", max: 2000 })],
      ["area_km2_official", area],
      ["area_source", source],
      ["evidence", evidenceField(store, choices, editor)],
    ]),
  );
}
