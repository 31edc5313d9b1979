// A button that copies a text. Where the browser allows no copying (plain http, no permission) the text is shown,
// marked, for Ctrl+C.

import { focusedBeside, h } from "./dom.js";

const SAID_MS = 4000;

/**
 * text: () => string, asked when the button is pressed.
 * @param {Store} store
 * @param {{ label: string, content: Child, text: () => string, focus: string }} parts
 */
export function copyButton(store, { label, content, text, focus }) {
  const status = h("span", { class: "said", role: "status" });
  const field = h("input", { class: "to-copy", readonly: true, hidden: true, "aria-label": label });
  const press = async () => {
    const value = text();
    const copied = (await toClipboard(value)) || bySelection(field, value);
    status.textContent = store.t(copied ? "card.copied" : "card.copyYourself");
    field.hidden = copied;
    if (copied)
      setTimeout(() => {
        status.textContent = "";
      }, SAID_MS);
    else field.select();
  };
  return h(
    "span",
    { class: "copier" },
    h(
      "button",
      { class: "link", title: label, "aria-label": label, "data-focus": focus, "data-copy": focus, onclick: press },
      content,
    ),
    status,
    field,
  );
}

/** @param {string} value */
async function toClipboard(value) {
  if (!navigator.clipboard || !isSecureContext) return false;
  return navigator.clipboard.writeText(value).then(
    () => true,
    () => false,
  );
}

/**
 * The way of old browsers, which needs no permission.
 * @param {HTMLInputElement} field
 * @param {string} value
 */
function bySelection(field, value) {
  const before = focusedBeside(field);
  field.value = value;
  field.hidden = false;
  field.focus();
  field.select();
  const done = document.execCommand("copy");
  if (done) before?.focus();
  return done;
}
