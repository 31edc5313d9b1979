// An answer kept as a layer of one's own: shown beside the others, and taken back like any of them.

import { h } from "../../base/dom.js";

/** @param {PlanMap} map */
export function buildKeeping(map) {
  const { store } = map;
  const button = h("button", { class: "action", "data-ask": "keep", hidden: true, onclick: () => keep() });
  const status = h("p", { class: "ask-kept quiet", role: "status" });
  /** What was kept last. @type {{ record: OwnRecord, question: string | null } | null} */
  let kept = null;
  let busy = false;

  /** @param {string} words */
  const say = (words) => status.replaceChildren(words);
  const render = () => {
    button.textContent = store.t("ask.keep");
    button.title = store.t("ask.keep.title");
    const counts = store.state.answer?.record?.counts;
    button.disabled = !counts || counts.certain + counts.possible === 0;
    // What is said is of the answer that was kept, as long as that is on.
    const { ask, own } = store.state;
    if (kept && (kept.question !== ask || !own.includes(kept.record.id))) kept = null;
    if (kept) status.replaceChildren(...told(kept.record));
    else if (!busy) say("");
  };
  /** @param {OwnRecord} record */
  const told = (record) => [
    h("span", {}, store.t("ask.kept", { title: record.title })),
    " ",
    h("button", { class: "link", "data-ask": "unkeep", onclick: () => undo(record) }, store.t("mine.undo")),
  ];
  const keep = async () => {
    const { answers } = map;
    if (busy || !answers) return;
    busy = true;
    kept = null;
    const question = store.state.ask;
    say(store.t("ask.keeping"));
    try {
      const answer = await fetch(answers.address("layer"), { method: "POST" });
      if (answer.ok) {
        const [record] = (await answer.json()).layers;
        await (await map.actions().own())?.keep(record);
        kept = { record, question };
        render();
      } else say(await answer.text());
    } catch (error) {
      say(store.t("list.failed", { detail: /** @type {Error} */ (error).message }));
    }
    busy = false;
  };
  /** @param {OwnRecord} record */
  const undo = async (record) => {
    kept = null;
    say("");
    await map.own?.panel.remove(record);
  };
  store.subscribe((_state, changed) => changed.has("own") && kept && render());
  return {
    button,
    status,
    render,
    /** @param {boolean} here whether this visitor may have layers here */
    allow(here) {
      button.hidden = !here;
    },
  };
}
