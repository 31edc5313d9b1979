// What the card leads to: the item on the map, its clause in the plan, its district's page, a link to it.

import { copyButton } from "../../base/copy.js";
import { h } from "../../base/dom.js";

const UNITS = "units";

/**
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Actions} actions
 */
export function tools(store, item, actions) {
  const go = item.bounds
    ? h("button", { class: "link", "data-tool": "fly", onclick: () => actions.find(item.id) }, store.t("card.fly"))
    : null;
  const read = h(
    "button",
    { class: "link", "data-tool": "read", onclick: () => actions.read(item.id) },
    store.t("card.read"),
  );
  const profile =
    item.layer === UNITS
      ? h(
          "button",
          { class: "link", "data-tool": "profile", onclick: () => store.set({ page: "districts", unit: item.id }) },
          store.t("card.profile"),
        )
      : null;
  const edit = actions.mayEdit
    ? h("button", { class: "link", "data-tool": "edit", onclick: () => actions.edit(item.id) }, store.t("card.edit"))
    : null;
  const trail = edit
    ? h("button", { class: "link", "data-tool": "trail", onclick: () => actions.trail(item.id) }, store.t("trail.here"))
    : null;
  return h(
    "div",
    { class: "card-tools" },
    go,
    read,
    profile,
    edit,
    trail,
    copyButton(store, {
      label: store.t("card.linkLabel"),
      content: store.t("card.link"),
      text: actions.link,
      focus: "link",
    }),
  );
}

/**
 * The plan column or paragraph that the clause stands in: fetched when it is asked for.
 * @param {Store} store
 * @param {ItemRecord} item
 * @param {Actions} actions
 */
export function surrounding(store, item, actions) {
  const place = h("p", { lang: "zh", class: "passage" }, store.t("card.fetching"));
  /** @param {Event} event */
  const show = async ({ target }) => {
    if (!(/** @type {HTMLDetailsElement} */ (target).open) || place.dataset.shown) return;
    place.dataset.shown = "yes";
    const text = await actions.surrounding(item.id).catch((error) => console.warn(error));
    place.replaceChildren(...(text ? marked(text, item.clause) : [store.t("card.noContext")]));
  };
  return h("details", { class: "evidence context", ontoggle: show }, h("summary", {}, store.t("card.context")), place);
}

/**
 * The text with the clause's own part marked.
 * @param {string} text
 * @param {string[]} clause
 */
function marked(text, clause) {
  const whole = clause.join("");
  const at = text.indexOf(whole);
  return at < 0 ? [text] : [text.slice(0, at), h("mark", {}, whole), text.slice(at + whole.length)];
}
