// What is being made of an item: which fields are other than they were, and what becomes of them when the item itself
// has changed meanwhile.

const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * A field of a feature: one of its properties, or its place.
 * @param {PlanFeature} feature
 * @param {string} name
 */
export function valueIn(feature, name) {
  return name === "geometry" ? feature.geometry : feature.properties[name];
}

/**
 * The feature with another value in a field.
 * @param {PlanFeature} feature
 * @param {string} name
 * @param {any} value
 * @returns {PlanFeature}
 */
export function withValue(feature, name, value) {
  if (name === "geometry") return { ...feature, geometry: value };
  return { ...feature, properties: { ...feature.properties, [name]: value } };
}

/**
 * Names of the fields in which two features differ.
 * @param {PlanFeature} one
 * @param {PlanFeature} other
 * @returns {string[]}
 */
export function changedFields(one, other) {
  const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties), "geometry"]);
  return [...names].filter((name) => !same(valueIn(one, name), valueIn(other, name)));
}

/**
 * What somebody has made of an item, put onto what the item is by now: their changes stand, all else is as it is now.
 * @param {KeptDraft} draft
 * @param {PlanFeature} now
 * @returns {{ feature: PlanFeature, theirs: string[], both: string[] }} fields that others have changed, and those of
 *   them that the draft changes too
 */
export function rebased({ before, feature }, now) {
  const mine = changedFields(before, feature);
  const theirs = changedFields(before, now);
  const made = mine.reduce((all, name) => withValue(all, name, valueIn(feature, name)), now);
  const both = theirs.filter((name) => mine.includes(name) && !same(valueIn(now, name), valueIn(feature, name)));
  return { feature: made, theirs, both };
}

/**
 * Breaches by the field that they concern, those that concern none of the fields under "".
 * @param {EditBreach[]} breaches
 * @param {string[]} fields
 * @returns {Map<string, string[]>}
 */
export function byField(breaches, fields) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { field, words } of breaches) {
    const [named] = field.split(/[.[/]/);
    const key = fields.includes(named) ? named : "";
    const told = found.get(key) ?? [];
    if (!told.includes(words)) found.set(key, [...told, words]);
  }
  return found;
}
