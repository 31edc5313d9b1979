// What is in the files that somebody brings, before it is taken: how it may be read, seen on the map, with reasons.

import { h, keepingFocus } from "../../base/dom.js";
import { encodingOf } from "./encoding.js";
import { buildLayer } from "./layer.js";

/** @param {Own} own */
export function buildProposal(own) {
  const { store, uploads } = own;
  const body = h("div", { class: "own-files" });
  const node = h("section", { class: "own-sheet own-proposal obstacle", hidden: true, role: "group" }, body);
  const t = (/** @type {string} */ key, /** @type {object} */ values = {}) => store.t(key, values);

  const render = () => {
    const { all } = uploads;
    node.hidden = !all.length;
    node.setAttribute("aria-label", t("mine.proposal"));
    if (!all.length) return;
    keepingFocus(node, () => body.replaceChildren(head(), ...all.map(fileOf), foot()));
  };

  const head = () =>
    h(
      "header",
      {},
      h("h2", {}, t("mine.proposal")),
      h(
        "button",
        { class: "icon", "aria-label": t("mine.cancel"), title: t("mine.cancel"), onclick: () => uploads.forgetAll() },
        "✕",
      ),
    );

  const foot = () => {
    const ready = uploads.all.some(({ state, choices }) => state === "ready" && choices.some(({ take }) => take));
    const waits = uploads.all.some(({ state }) => state === "sending" || state === "reading");
    const accept = {
      class: "action main",
      "data-own": "accept",
      "data-focus": "own:accept",
      disabled: !ready || waits || uploads.taking,
      onclick: () => uploads.accept(),
    };
    return h(
      "footer",
      {},
      h("button", accept, t(uploads.taking ? "mine.taking" : "mine.accept")),
      h("button", { class: "action", "data-own": "cancel", onclick: () => uploads.forgetAll() }, t("mine.cancel")),
    );
  };

  const layerOf = buildLayer(own, () => render());

  /** @param {OwnUpload} upload */
  const fileOf = (upload) => {
    const { name, state, words, choices } = upload;
    const said = state === "sending" || state === "reading" ? t(`mine.${state}`) : "";
    return h(
      "article",
      { class: "own-file", "data-state": state },
      h(
        "h3",
        {},
        h("span", { class: "name" }, name),
        h(
          "button",
          { class: "link", onclick: () => uploads.forget(upload) },
          t(state === "failed" ? "mine.dismiss" : "mine.skip"),
        ),
      ),
      said ? h("p", { class: "quiet", role: "status" }, said) : null,
      state === "sending" ? h("progress", { max: 1, value: upload.share }) : null,
      words ? h("p", { class: "own-fault", role: "alert" }, words) : null,
      // Another encoding may be what is missing.
      state === "failed" && !choices.length ? encodingOf(own, upload, null) : null,
      ...choices.map((choice) => layerOf(upload, choice)),
    );
  };

  return {
    node,
    render,
    /** @param {OwnUpload} upload */
    progress({ share }) {
      const bar = node.querySelector("progress");
      if (bar) bar.value = share;
    },
  };
}
