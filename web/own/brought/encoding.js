// The encoding that a file's text is read in, and another one for it where the fields do not read right.

import { h } from "../../base/dom.js";

/** Who says that it is this one. */
const WHO = {
  plain: "mine.encoding.plain",
  said: "mine.encoding.said",
  guessed: "mine.encoding.guessed",
  chosen: "mine.encoding.chosen",
};

/**
 * Nothing where there is nothing to choose: a text of ASCII, a format that has but one encoding.
 * @param {Own} own
 * @param {OwnUpload} upload
 * @param {OwnEncoding | null} read what it was read in; null where it could not be read
 */
export function encodingOf(own, upload, read) {
  const { store, uploads, list } = own;
  const ending = upload.name.split(".").at(-1)?.toLowerCase() ?? "";
  const open = read ? true : Boolean(upload.token) && list?.textEndings?.includes(ending);
  if (!open || !list?.encodings) return null;
  const waits = upload.state === "reading" || uploads.taking;
  const chosen = read?.id ?? upload.encoding;
  // What a file itself names may be none of those.
  const known = list.encodings.some(({ id }) => id === chosen);
  const others = known ? [] : [{ id: chosen, name: read?.name ?? store.t("mine.encoding.which") }];
  const options = [...others, ...list.encodings].map(({ id, name }) =>
    h("option", { value: id, selected: id === chosen }, name),
  );
  const choice = h(
    "select",
    {
      "data-own": "encoding",
      "data-focus": `own:encoding:${upload.token}`,
      disabled: waits,
      onchange: (event) => uploads.reread(upload, event.target.value),
    },
    options,
  );
  const how = read ? h("small", {}, store.t(WHO[read.how])) : null;
  return h("label", { class: "own-encoding" }, h("span", {}, store.t("mine.encoding")), choice, how);
}
