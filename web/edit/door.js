// The header's way to the proposals, with how many are open: for those who may decide them.

import { h } from "../base/dom.js";

/** @typedef {ReturnType<typeof buildChangesDoor>} ChangesDoor */

/**
 * @param {PlanMap} map
 * @param {() => void} open
 */
export function buildChangesDoor(map, open) {
  const { store } = map;
  const address = `${map.received.editsUrl}/proposals`;
  let opened = 0;
  const node = h("button", { class: "text", "data-tool": "changes", "data-focus": "changes", onclick: open });
  const render = () => {
    const words = store.t("edit.changes.button");
    const label = opened ? `${words} · ${store.t("edit.changes.open", { count: opened })}` : words;
    node.setAttribute("aria-label", label);
    node.title = label;
    node.replaceChildren(
      h("span", { class: "words" }, words),
      h("span", { class: "sign" }, "✎"),
      ...(opened ? [" ", h("span", { class: "badge" }, String(opened))] : []),
    );
  };
  /** @param {number} counted */
  const count = (counted) => {
    opened = counted;
    render();
  };
  // After the first frame, and whenever a proposal is made or decided.
  const ask = async () => {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || map.ended) return;
    const { proposals } = await answer.json();
    count(proposals.filter((/** @type {Proposal} */ { state }) => state === "open").length);
  };
  store.subscribe((_state, changed) => changed.has("language") && render());
  render();
  return { node, count, ask };
}
