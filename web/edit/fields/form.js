// The fields of an item, as planners call them.

import { valueLabel } from "../../state/values.js";
import { choiceField, readOnly, severalField, textField } from "./controls.js";
import { evidenceField } from "./evidence.js";
import { placeField } from "./place.js";

export const ITEM_PARTS = {
  words: ["name", "name_en", "aliases", "clause", "category", "plan_verb", "stage", "districts", "note"],
  place: ["located", "precision", "uncertainty_m", "geometry"],
  evidence: ["evidence"],
};
const LINE = /[\r\n]+/;

/**
 * Fields by name, in the order of the form.
 * @param {Edit} room
 * @param {EditChoices} choices
 * @param {ItemEditor} editor
 * @returns {Map<string, EditField>}
 */
export function itemFields(room, choices, editor) {
  const { store } = room;
  const { doc } = store;
  const labelOf = (/** @type {string} */ key) => store.t(`edit.field.${key}`);
  const set = (/** @type {string} */ name) => (/** @type {any} */ value) => editor.change({ [name]: value });
  const theme = editor.draft.before.properties.theme;
  const labelled = (/** @type {string} */ facet, /** @type {string[]} */ ids) =>
    ids.map((id) => ({ value: id, label: valueLabel(store, facet, id) }));
  const categories = [...new Set(doc.items.filter((item) => item.theme === theme).map(({ category }) => category))];
  const units = doc.items.filter(({ layer }) => layer === "units").map(({ id }) => id);
  const verbs = Object.keys(choices.verbs).map((verb) => ({ value: verb, label: verb || store.t("edit.noVerb") }));
  const located = choices.located.map((kind) => ({ value: kind, label: store.t(`edit.located.${kind}`) }));
  const precisions = (/** @type {string} */ kind) =>
    Object.entries(choices.precisions)
      .filter(([, rule]) => rule.located.includes(kind))
      .map(([id]) => ({ value: id, label: store.label(doc.catalogue.precisions[id]) }));

  const precision = choiceField("precision", labelOf("precision"), [], (value) => editor.change({ precision: value }));
  const metres = textField(
    "uncertainty_m",
    labelOf("uncertainty_m"),
    (value) => editor.change({ uncertainty_m: numberOf(value) }),
    {
      type: "number",
    },
  );
  const place = placeField(
    room,
    () => editor.draft,
    (geometry) => editor.change({ geometry }),
  );
  const relocate = (/** @type {string} */ kind) => {
    const { before } = editor.draft;
    const known = before.properties.located === kind;
    const offered = precisions(kind);
    const geometry = known ? before.geometry : null;
    const kept = offered.some(({ value }) => value === editor.draft.feature.properties.precision);
    editor.change({
      located: kind,
      geometry,
      precision: kept ? editor.draft.feature.properties.precision : (offered[0]?.value ?? ""),
      ...(kind === "citywide"
        ? { uncertainty_m: null }
        : known
          ? { uncertainty_m: before.properties.uncertainty_m }
          : {}),
    });
    room.placing.take(editor.id, geometry);
    for (const one of ["precision", "uncertainty_m", "geometry"]) editor.showField(one);
    place.turn(kind !== "citywide" && !known);
  };
  const precisionShown = () =>
    precision.offer(precisions(editor.draft.feature.properties.located), editor.draft.feature.properties.precision);
  const lines = (/** @type {string} */ value) =>
    value
      .split(LINE)
      .map((line) => line.trim())
      .filter(Boolean);
  const aliases = textField("aliases", labelOf("aliases"), (value) => editor.change({ aliases: lines(value) }), {
    rows: 2,
    hint: store.t("edit.hint.aliases"),
  });

  return new Map(
    /** @type {[string, EditField][]} */ ([
      ["name", textField("name", labelOf("name"), set("name"), { lang: "zh", max: 80 })],
      ["name_en", textField("name_en", labelOf("name_en"), set("name_en"), { lang: "en", max: 160 })],
      ["aliases", { ...aliases, show: (/** @type {string[]} */ value) => aliases.show((value ?? []).join("\n")) }],
      ["clause", readOnly(store, "clause", editor.draft.before)],
      ["category", choiceField("category", labelOf("category"), labelled("category", categories), set("category"))],
      ["plan_verb", choiceField("plan_verb", labelOf("plan_verb"), verbs, set("plan_verb"))],
      [
        "stage",
        choiceField("stage", labelOf("stage"), labelled("stage", Object.keys(doc.catalogue.stages)), set("stage")),
      ],
      ["districts", severalField("districts", labelOf("districts"), labelled("district", units), set("districts"))],
      ["note", textField("note", labelOf("note"), set("note"), { rows: 3, lang: "zh", max: 2000 })],
      ["located", choiceField("located", labelOf("located"), located, relocate)],
      ["geometry", place],
      ["precision", { ...precision, show: precisionShown }],
      ["uncertainty_m", metres],
      ["evidence", evidenceField(store, choices, editor)],
    ]),
  );
}

/** @param {string} text */
function numberOf(text) {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? Math.round(value) : null;
}
