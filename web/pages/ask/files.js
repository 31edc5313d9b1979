// An answer to take away: workbook, GeoPackage, CSV; the sheet of the view that asks; a layer of one's own.

import { h } from "../../base/dom.js";
import { buildKeeping } from "./keeping.js";

const FORMATS = ["xlsx", "gpkg", "csv"];
const KEPT_MS = 10000;

/** @param {PlanMap} map */
export function buildFiles(map) {
  const { store } = map;
  const status = h("span", { class: "quiet", role: "status" });
  const buttons = FORMATS.map((format) =>
    h("button", { class: "action", "data-file": format, onclick: () => take(format) }, format.toUpperCase()),
  );
  const sheet = h("button", {
    class: "action",
    "data-file": "sheet",
    onclick: () => map.leave("exports", { product: "sheet" }),
  });
  const keeping = buildKeeping(map);
  const node = h(
    "div",
    { class: "ask-files", hidden: !map.received.askUrl },
    ...[buttons, sheet, keeping.button, status, keeping.status],
  );
  const render = () => {
    for (const [at, button] of buttons.entries())
      button.title = store.t("ask.file", { format: FORMATS[at].toUpperCase() });
    sheet.textContent = store.t("ask.sheet");
    sheet.title = store.t("ask.sheet.title");
    keeping.render();
  };
  /** @param {string} format */
  const take = async (format) => {
    if (node.ariaBusy === "true" || !map.answers) return;
    node.ariaBusy = "true";
    status.textContent = store.t("list.making");
    try {
      const answer = await fetch(map.answers.address("file", { format }));
      if (answer.ok) save(await answer.blob(), `${store.state.answer?.record?.title ?? store.t("nav.ask")}.${format}`);
      status.textContent = answer.ok ? "" : await answer.text();
    } catch (error) {
      status.textContent = store.t("list.failed", { detail: /** @type {Error} */ (error).message });
    }
    node.ariaBusy = "false";
  };
  return { node, render, allow: keeping.allow };
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  // The browser takes what no file's name may hold out of it.
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
