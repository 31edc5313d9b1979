// The card of a feature of one's own: what its fields say, and nothing that nobody has said.

import { h } from "../base/dom.js";
import { wordsOf } from "./sifting.js";

/** @param {Own} own */
export function buildOwnCard(own) {
  const { store } = own;
  const node = h("aside", { class: "own-sheet own-card obstacle", hidden: true, tabindex: "-1" });
  const render = async () => {
    const { chosen } = own;
    const record = chosen && own.record(chosen.id);
    node.hidden = !record;
    if (!chosen || !record) return node.replaceChildren();
    const close = store.t("card.close");
    const body = h("dl", { class: "own-values" });
    const zoom = h("button", { class: "link", onclick: () => own.flyTo(chosen.id, chosen.row) }, store.t("mine.zoom"));
    const head = h(
      "header",
      {},
      h("h2", {}, record.title),
      h("button", { class: "icon", "aria-label": close, title: close, onclick: () => own.choose(null) }, "✕"),
    );
    node.setAttribute("aria-label", record.title);
    node.replaceChildren(head, h("p", { class: "quiet" }, store.t("mine.row", { number: chosen.row + 1 })), body, zoom);
    try {
      const columns = await own.fields(record.id);
      if (own.chosen !== chosen) return;
      const rows = columns.map((column) => [column.name, wordsOf(column, chosen.row)]);
      body.replaceChildren(
        ...rows.filter(([, value]) => value !== "").flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
      );
    } catch (error) {
      body.replaceChildren(h("dd", { class: "own-fault" }, /** @type {Error} */ (error).message));
    }
  };
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    own.choose(null);
  });
  store.subscribe((_state, changed) => changed.has("language") && render());
  return { node, render };
}
