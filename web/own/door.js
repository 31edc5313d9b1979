// The way in to layers of one's own: a part of the panel, a button and the whole map to drop files on. The rest
// (own.js) comes when there are layers, or when a file is brought.

import { h } from "../base/dom.js";

// The process that reads files ends when nothing has come for minutes (IDLE_S of serve/jobs.py).
const WARM_FOR_MS = 60_000;
// A server that is busy or starting answers some time later.
const AGAIN_MS = 2000;
const MOST_ASKED = 30;

/** @typedef {ReturnType<typeof buildOwnDoor>} OwnDoor */

/**
 * @param {PlanMap} map
 * @param {() => Promise<Own | null>} load
 */
export function buildOwnDoor(map, load) {
  const { store } = map;
  const input = h("input", { type: "file", multiple: true, hidden: true, "data-own": "file" });
  const head = h("div", { class: "panel-head" });
  const body = h("div", { class: "own-body" });
  const node = h("section", { class: "part mine", "data-part": "mine", hidden: true }, head, body, input);
  const veil = h("div", { class: "own-drop", hidden: true });
  /** What the server says where it takes no files. @type {string | null} */
  let refusal = null;
  /** Bytes of a file. */
  let most = Infinity;
  let asked = false;
  let warmed = -Infinity;

  // Somebody is about to bring a file: what reads it starts meanwhile.
  const warm = () => {
    if (!asked || refusal !== null || performance.now() - warmed < WARM_FOR_MS) return;
    warmed = performance.now();
    const address = `${map.received.ownWarmUrl}?lang=${store.state.language}`;
    fetch(address, { method: "POST" }).catch(() => {});
  };
  const choose = () => {
    warm();
    input.click();
  };
  const render = () => {
    const add = h(
      "button",
      { class: "action", "data-own": "add", "data-focus": "own:add", onclick: choose },
      store.t("mine.add"),
    );
    head.replaceChildren(
      h("h2", {}, store.t("mine.title"), map.own ? h("span", { class: "count" }, map.own.countWords()) : null),
      ...(refusal === null ? [add] : []),
    );
    node.setAttribute("aria-label", store.t("mine.title"));
    veil.textContent = store.t("mine.drop");
    if (map.own) return;
    const said = refusal ?? store.t("mine.hint");
    body.replaceChildren(h("p", { class: "quiet", role: refusal === null ? null : "status" }, said));
  };
  /** @param {FileList | null | undefined} files */
  const take = async (files) => {
    // The input forgets its files when it is emptied.
    const chosen = [...(files ?? [])];
    input.value = "";
    if (!chosen.length || refusal !== null) return;
    (await load())?.take(chosen);
  };
  // Layers of the link, or that somebody has brought before, are asked for after the first frame.
  const ask = async (tries = 1) => {
    asked = true;
    const { language } = store.state;
    const address = `${map.received.ownUrl}?lang=${language}`;
    const answer = await fetch(address).catch(() => null);
    if (map.ended) return;
    if (!answer?.ok) {
      if (tries < MOST_ASKED) setTimeout(ask, AGAIN_MS, tries + 1);
      return;
    }
    const here = await answer.json();
    node.hidden = false;
    refusal = here.refused;
    most = here.most ?? Infinity;
    if (refusal === null && (here.layers || store.state.own.length)) (await load())?.refresh();
    render();
  };

  input.addEventListener("change", () => take(input.files));
  for (const near of ["pointerenter", "focusin"]) head.addEventListener(near, warm);
  const hasFiles = (/** @type {DragEvent} */ { dataTransfer }) => Boolean(dataTransfer?.types.includes("Files"));
  map.node.addEventListener("dragover", (event) => {
    if (!asked || !hasFiles(event)) return;
    event.preventDefault();
    warm();
    veil.hidden = refusal !== null;
  });
  map.node.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget || !map.node.contains(/** @type {Node} */ (relatedTarget))) veil.hidden = true;
  });
  map.node.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    take(event.dataTransfer?.files);
  });
  store.subscribe(({ own }, changed) => {
    // A link that names layers where there were none, so far as is known.
    if (asked && refusal === null && changed.has("own") && own.length && !map.own) ask();
    if (!changed.has("language")) return;
    if (asked && refusal !== null) ask();
    else render();
  });
  render();
  return { node, veil, body, ask, render, choose, most: () => most };
}
