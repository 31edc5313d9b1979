// Fields of forms: a label, what is typed or chosen, and below it what the rules say of it.

import { h } from "../../base/dom.js";

/**
 * A field as a form has it: `show` puts a value in, `say` tells what is wrong with it.
 * @typedef {object} Field
 * @property {HTMLElement} node
 * @property {(value: any) => void} show
 * @property {(breaches: string[], changed: boolean) => void} say
 * @property {(words: Map<string, string[]>) => void} [sayOf] of what has fields of its own, by their names
 */
/** @typedef {{ value: string, label: string }} Choice */

let made = 0;

/**
 * @param {string} name
 * @param {string} label
 * @param {HTMLElement} control
 * @param {(value: any) => void} show
 * @param {{ hint?: string, group?: boolean }} [options] group: of several controls, which have labels of their own
 * @returns {Field}
 */
export function field(name, label, control, show, { hint = "", group = false } = {}) {
  made += 1;
  const id = `edit-${made}`;
  const breach = h("ul", { class: "edit-breaches", id: `${id}-breaches`, hidden: true });
  control.setAttribute("aria-describedby", breach.id);
  if (group) {
    control.setAttribute("role", "group");
    control.setAttribute("aria-label", label);
  } else control.id = id;
  const head = group ? h("span", { class: "edit-label" }, label) : h("label", { class: "edit-label", for: id }, label);
  const told = hint ? h("small", { class: "quiet" }, hint) : null;
  const node = h("div", { class: "edit-field", "data-field": name }, head, control, told, breach);
  const say = (/** @type {string[]} */ breaches, /** @type {boolean} */ changed) => {
    breach.hidden = !breaches.length;
    breach.replaceChildren(...breaches.map((words) => h("li", {}, words)));
    node.toggleAttribute("data-changed", changed);
    if (group) return;
    if (breaches.length) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
  return { node, show, say };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {(value: string) => void} onValue
 * @param {{ rows?: number, hint?: string, lang?: string, max?: number, type?: string, list?: HTMLElement }} [options]
 */
export function textField(name, label, onValue, { rows = 0, hint, lang, max, type = "text", list } = {}) {
  const look = {
    class: "edit-input",
    lang,
    maxlength: max,
    "data-focus": `edit:${name}`,
    oninput: () => onValue(control.value),
  };
  /** @type {HTMLInputElement | HTMLTextAreaElement} */
  const control = rows ? h("textarea", { ...look, rows }) : h("input", { ...look, type, list: list?.id });
  if (type === "number") control.setAttribute("step", "any");
  const show = (/** @type {any} */ value) => {
    control.value = value === null || value === undefined ? "" : String(value);
  };
  return field(name, label, control, show, { hint });
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Choice[]} choices
 * @param {(value: string) => void} onValue
 * @param {string} [hint]
 */
export function choiceField(name, label, choices, onValue, hint) {
  /** @type {HTMLSelectElement} */
  const control = h("select", {
    class: "edit-input",
    "data-focus": `edit:${name}`,
    onchange: () => onValue(control.value),
  });
  const offer = (/** @type {Choice[]} */ offered, /** @type {string} */ value) => {
    // What stands there stays to be seen, whatever the lists say.
    const all = offered.some((choice) => choice.value === value) ? offered : [{ value, label: value }, ...offered];
    control.replaceChildren(...all.map((choice) => h("option", { value: choice.value }, choice.label)));
    control.value = value;
  };
  const made = field(name, label, control, (value) => offer(choices, value ?? ""), { hint });
  return { ...made, offer };
}

/**
 * Any of several.
 * @param {string} name
 * @param {string} label
 * @param {Choice[]} choices
 * @param {(values: string[]) => void} onValue
 */
export function severalField(name, label, choices, onValue) {
  /** @type {string[]} */
  let known = [];
  const boxes = choices.map(({ value, label: words }) => {
    const box = h("input", { type: "checkbox", value, "data-focus": `edit:${name}:${value}`, onchange: () => told() });
    return { box, value, node: h("label", { class: "edit-check" }, box, words) };
  });
  // In the order in which they stood, then the new ones in that of the list.
  const told = () => {
    const on = boxes.filter(({ box }) => box.checked).map(({ value }) => value);
    const stood = known.filter((value) => on.includes(value) || !choices.some((choice) => choice.value === value));
    known = [...stood, ...on.filter((value) => !stood.includes(value))];
    onValue(known);
  };
  const group = h(
    "div",
    { class: "edit-several" },
    boxes.map(({ node }) => node),
  );
  const show = (/** @type {string[]} */ values) => {
    known = values ?? [];
    for (const { box, value } of boxes) box.checked = known.includes(value);
  };
  return field(name, label, group, show, { group: true });
}

/**
 * A list of sources to search in, for inputs to name.
 * @param {SourceChoice[]} sources
 */
export function sourceList(sources) {
  made += 1;
  return h(
    "datalist",
    { id: `edit-sources-${made}` },
    sources.map(({ id, title, about }) => h("option", { value: id }, [title, about].filter(Boolean).join(" · "))),
  );
}

/**
 * @param {string} words
 * @param {string} name
 * @param {() => unknown} onclick
 * @param {Record<string, unknown>} [more]
 */
export function action(words, name, onclick, more = {}) {
  return h(
    "button",
    { type: "button", class: "action", "data-edit": name, "data-focus": `edit:${name}`, onclick, ...more },
    words,
  );
}

/**
 * The plan's own words, which nobody edits.
 * @param {Store} store
 * @param {string} name
 * @param {PlanFeature} feature
 */
export function readOnly(store, name, { properties }) {
  const clause = [properties.clause].flat().join("");
  const node = h(
    "div",
    {},
    h("blockquote", { lang: "zh" }, clause),
    h("small", { class: "quiet", lang: "zh" }, `${store.t("card.section")} · ${properties.section}`),
  );
  return field(name, store.t("card.clause"), node, () => {}, { group: true });
}
