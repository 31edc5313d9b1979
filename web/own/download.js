// A layer of one's own as a file, in the formats and datums that the plan's data come in, or as it was brought.

import { h } from "../base/dom.js";

const KEPT_MS = 10_000;
/**
 * @param {Own} own
 * @param {OwnRecord} record
 * @param {(act: () => Promise<unknown>) => Promise<void>} doing
 */
export function downloads(own, record, doing) {
  const { store, server, list } = own;
  /**
   * @param {string} name
   * @param {[string, string][]} options
   */
  const select = (name, options) =>
    h(
      "select",
      { "data-own": name, "data-focus": `own:${name}:${record.id}`, "aria-label": store.t(`mine.${name}`) },
      options.map(([value, words]) => h("option", { value }, words)),
    );
  const formats = list?.formats ?? [];
  const format = select(
    "format",
    formats.map(({ id, name }) => [id, name]),
  );
  const crs = select(
    "crs",
    (list?.crs ?? []).map(({ id, name }) => [id, name]),
  );
  const carries = h("p", { class: "quiet", "data-own": "carries", role: "status" });
  // What it cannot carry, and the datums that it can.
  const follow = () => {
    const chosen = formats.find(({ id }) => id === format.value);
    carries.textContent = chosen?.carries ?? "";
    for (const option of crs.options) option.disabled = !chosen?.crs.includes(option.value);
    if (crs.selectedOptions[0]?.disabled) crs.value = chosen?.crs[0] ?? "";
  };
  format.addEventListener("change", follow);
  follow();
  /**
   * @param {string} path
   * @param {Record<string, string>} values
   */
  const fetchFile = (path, values) =>
    doing(async () => {
      const answer = await server.ask(path, { values });
      save(await answer.blob(), nameIn(answer.headers.get("Content-Disposition")) ?? record.title);
    });
  return h(
    "div",
    { class: "own-style" },
    h("label", {}, h("span", {}, store.t("mine.format")), format),
    h("label", {}, h("span", {}, store.t("mine.crs")), crs),
    carries,
    h(
      "div",
      { class: "own-line" },
      h(
        "button",
        {
          class: "action",
          "data-own": "save",
          onclick: () => fetchFile(`own/layers/${record.id}/file`, { format: format.value, crs: crs.value }),
        },
        store.t("mine.save"),
      ),
      h(
        "button",
        { class: "link", "data-own": "original", onclick: () => fetchFile(`own/layers/${record.id}/original`, {}) },
        store.t("mine.original"),
      ),
    ),
  );
}

/** @param {string | null} disposition */
function nameIn(disposition) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "");
  return found && decodeURIComponent(found[1]);
}

/**
 * @param {Blob} content
 * @param {string} name
 */
function save(content, name) {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
