// The page of questions: what is asked above, the answer below, certain and possible apart.

import { h, keepingFocus } from "../../base/dom.js";
import { buildAnswer } from "./answer.js";
import { buildFiles } from "./files.js";
import { Form } from "./form.js";

/** @type {StateKey[]} */
const SHOWN_BY = ["ask", "answer", "pair", "language", "appearance", "selection", "filters", "drawn"];
const OWN_LAYERS = "own/layers";

/** @param {PlanMap} map */
export function build(map) {
  return new AskPage(map);
}

class AskPage {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    /** @type {import("./choices.js").OwnTitle[]} */
    this.own = [];
    this.purpose = h("p", { class: "purpose" });
    this.form = new Form(map, () => this.own);
    this.files = buildFiles(map);
    this.body = h("div", { class: "page-body" });
    this.node = h(
      "article",
      { class: "dock-page ask-page" },
      h("header", { class: "page-head" }, this.purpose, this.form.node),
      this.body,
    );
    /** Of the answer: how many rows are shown, and the cell of a matrix whose pairs are. */
    this.look = { most: 0, cell: "" };
    this.store.subscribe((state, changed) => {
      if (changed.has("ask")) this.look = { most: 0, cell: "" };
      if (state.page === "ask" && SHOWN_BY.some((key) => changed.has(key))) this.follow(changed);
    });
  }

  // Layers of one's own may have come or gone meanwhile.
  shown() {
    this.follow(new Set(["ask", "language"]));
    this.names();
  }

  async names() {
    if (!this.map.received.askUrl) return;
    const address = `${OWN_LAYERS}?lang=${this.store.state.language}`;
    const response = await fetch(address).catch(() => null);
    // Where they are not for this visitor there are none.
    this.files.allow(Boolean(response?.ok));
    if (response?.ok) this.own = (await response.json()).layers;
    this.form.render();
  }

  /** @param {Set<StateKey>} changed */
  follow(changed) {
    if (changed.has("ask")) this.form.adopt();
    if (changed.has("language")) this.form.drawReach();
    this.render();
  }

  render() {
    this.purpose.textContent = this.store.t("ask.purpose");
    keepingFocus(this.form.node, () => this.form.render());
    const again = () => this.render();
    keepingFocus(this.body, () => this.body.replaceChildren(...buildAnswer(this.map, this.look, again, this.files)));
  }
}
