// Layers of one's own in the panel: on and off, their order, their names, and what else can be done with each.

import { h, keepingFocus } from "../base/dom.js";
import { classSwatch } from "../panel/legends/own.js";
import { buildOrder } from "./order.js";
import { ownTools } from "./tools.js";

/** @param {Own} own */
export function buildOwnList(own) {
  const { store, server } = own;
  const node = h("div", { class: "own-list" });
  const said = h("p", { class: "own-fault", role: "alert", hidden: true });
  /** @type {{ id: string, what: import("./tools.js").Unfolded }} */
  let open = { id: "", what: null };
  /** What was deleted last. @type {{ name: string, title: string, on: boolean, id: string } | null} */
  let trashed = null;

  const render = () => {
    if (order.holds()) return;
    const { list } = own;
    const layers = own.ordered;
    keepingFocus(node, () =>
      node.replaceChildren(
        said,
        trashed ? undoRow() : "",
        "own" in own.map.renderer ? "" : h("p", { class: "own-fault" }, store.t("mine.noWebgl")),
        ...layers.map(row),
        layers.length || !list ? "" : h("p", { class: "quiet" }, store.t("mine.hint")),
        ...(list?.damaged ?? []).map((words) => h("p", { class: "own-fault" }, words)),
      ),
    );
  };

  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
    said.hidden = !words;
  };

  /**
   * What the server did, or its words.
   * @param {() => Promise<unknown>} act
   */
  const doing = async (act) => {
    say("");
    try {
      await act();
    } catch (error) {
      say(/** @type {Error} */ (error).message);
      // Somebody else may have changed it meanwhile.
      if (/** @type {{ status?: number }} */ (error).status === 409) await own.refresh();
    }
    render();
  };

  /**
   * @param {OwnRecord} record
   * @param {{ title?: string, style?: Partial<OwnStyle> }} change
   */
  const change = (record, change) =>
    doing(async () => {
      const changed = await server.change(record, change);
      if (!own.list) return;
      own.list.layers = own.list.layers.map((each) => (each.id === changed.id ? changed : each));
      own.follow();
    });

  /** @param {OwnRecord} record */
  const remove = (record) =>
    doing(async () => {
      const on = store.state.own.includes(record.id);
      const { trashed: name } = await server.remove(record);
      trashed = { name, title: record.title, on, id: record.id };
      own.turn([record.id], false);
      await own.refresh();
    });

  const undo = () =>
    doing(async () => {
      if (!trashed) return;
      const { name, on } = trashed;
      const record = await server.restore(name);
      trashed = null;
      await own.refresh();
      if (on) own.turn([record.id], true);
    });

  const undoRow = () =>
    h(
      "p",
      { class: "own-undo", role: "status" },
      h("span", {}, store.t("mine.deleted", { title: trashed?.title })),
      h("button", { class: "link", "data-own": "undo", onclick: undo }, store.t("mine.undo")),
    );

  /**
   * @param {string} id
   * @param {import("./tools.js").Unfolded} what
   */
  const fold = (id, what) => {
    open = { id, what: open.what === what ? null : what };
    render();
  };

  /**
   * @param {OwnRecord} record
   * @param {number} index
   */
  const row = (record, index) => {
    const { id, title, count } = record;
    const on = store.state.own.includes(id);
    const loaded = own.loaded.get(id);
    const fault = own.faults.get(id);
    const seen = loaded?.rows.flags ? own.table.matching(id) : count;
    const badge = own.coming.has(id)
      ? store.t("mine.reading")
      : seen === count
        ? count.toLocaleString()
        : `${seen.toLocaleString()}/${count.toLocaleString()}`;
    const box = h("input", {
      type: "checkbox",
      checked: on,
      "data-focus": `own:on:${id}`,
      onchange: (event) => own.turn([id], event.target.checked),
    });
    const shownOpen = open.id === id;
    const more = h(
      "button",
      {
        class: "own-more",
        "aria-expanded": String(shownOpen),
        "aria-label": store.t("mine.more", { title }),
        title: store.t("mine.more", { title }),
        "data-focus": `own:more:${id}`,
        onclick: () => {
          open = shownOpen ? { id: "", what: null } : { id, what: null };
          render();
        },
      },
      "⋯",
    );
    const first = loaded?.head.classes[0];
    return h(
      "div",
      { class: "own-row", "data-own-layer": id, "data-loaded": on && loaded ? "" : null },
      h(
        "div",
        { class: "row" },
        own.records.length > 1 ? order.grip(record, index) : null,
        h(
          "label",
          { title },
          box,
          first ? classSwatch(record.kinds, first.color, loaded.size, loaded.head.style.opacity) : null,
          h("span", { class: "name" }, title),
        ),
        h("span", { class: "count" }, badge),
        more,
      ),
      fault && on ? h("p", { class: "own-fault" }, fault) : null,
      shownOpen
        ? ownTools(own, record, { index, what: open.what, fold, change, doing, move: order.move, remove })
        : null,
    );
  };

  const order = buildOrder(own, node, doing, render);
  return { node, render, say, remove };
}
