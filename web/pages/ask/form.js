// The question as a form: what is asked, of what, among what, how far. Each change is asked at once; what is typed, a
// moment after the last letter.

import { h } from "../../base/dom.js";
import { isQuestion, questionLink, questionOf } from "../../state/link/question.js";
import { radiusWords } from "../../ask/words.js";
import { Picker } from "./picker.js";

const TYPED_MS = 350;
const RADII = { near: [500, 1000, 2000, 5000], rings: [] };
/** @type {Question} */
const BLANK = { kind: "near", subjects: [], objects: [""], radii: [1000], count: null };
// What of a question counts for its kind.
/** @type {Record<string, "radius" | "radii" | "count" | undefined>} */
const USES = { near: "radius", rings: "radii", nearest: "count" };
const USUAL = { radius: [1000], radii: [500, 1000, 2000] };
const USUAL_COUNT = 3;

export class Form {
  /**
   * @param {PlanMap} map
   * @param {() => import("./choices.js").OwnTitle[]} own
   */
  constructor(map, own) {
    this.map = map;
    this.store = map.store;
    /** @type {Question} */
    this.draft = { ...BLANK };
    /** What the form itself has asked. @type {string | null} */
    this.asked = null;
    this.typing = 0;
    this.kinds = h("div", { class: "ask-kinds", role: "radiogroup" });
    this.subjects = new Picker(map, "subjects", own, (subjects) => this.change({ subjects }));
    this.objects = new Picker(map, "objects", own, (objects) =>
      this.change({ objects: objects.length ? objects : [""] }),
    );
    this.reach = h("div", { class: "ask-side" });
    this.hint = h("p", { class: "quiet ask-hint", role: "status" });
    this.node = h(
      "div",
      { class: "ask-form" },
      this.kinds,
      this.subjects.node,
      this.objects.node,
      this.reach,
      this.hint,
    );
    this.adopt();
  }

  /** Takes over what a link or a scene asks. */
  adopt() {
    const { ask } = this.store.state;
    if (ask === this.asked && ask !== null) return;
    const question = ask === null ? null : questionOf(this.store.doc.contract.question, ask);
    // What was being written stays where nothing is asked any more.
    if (question) this.draft = question;
    else if (this.asked !== null) this.draft = { ...BLANK };
    this.asked = ask;
    this.drawReach();
  }

  /** @param {Partial<Question>} more */
  change(more) {
    this.draft = { ...this.draft, ...more };
    this.submit();
  }

  submit() {
    clearTimeout(this.typing);
    const { draft, store } = this;
    const rules = store.doc.contract.question;
    const ask = isQuestion(rules, draft) ? questionLink(draft) : null;
    this.asked = ask;
    if (ask === store.state.ask) this.render();
    else {
      this.map.fitsAnswer = true;
      store.set({ ask, pair: null });
    }
  }

  /** @param {string} kind */
  turn(kind) {
    const uses = USES[kind];
    const { radii } = this.draft;
    const usual = uses === "radius" || uses === "radii" ? USUAL[uses] : [];
    const kept =
      uses === "radius" && radii.length ? radii.slice(0, 1) : uses === "radii" && radii.length > 1 ? radii : usual;
    const subjects = kind === "matrix" && !this.draft.subjects.length ? [""] : this.draft.subjects;
    this.draft = {
      ...this.draft,
      kind,
      subjects,
      objects: kind === "matrix" ? [""] : this.draft.objects,
      radii: kept,
      count: uses === "count" ? (this.draft.count ?? USUAL_COUNT) : null,
    };
    this.drawReach();
    this.submit();
  }

  render() {
    const { store, draft } = this;
    const { kinds } = store.doc.contract.question;
    this.kinds.setAttribute("aria-label", store.t("ask.kind"));
    this.kinds.replaceChildren(
      ...kinds.map((kind) =>
        h(
          "button",
          {
            class: "chip",
            role: "radio",
            "data-kind": kind,
            "data-focus": `kind:${kind}`,
            "aria-checked": String(kind === draft.kind),
            "aria-pressed": String(kind === draft.kind),
            title: store.t(`ask.asks.${kind}`),
            onclick: () => this.turn(kind),
          },
          store.t(`ask.name.${kind}`),
        ),
      ),
    );
    this.subjects.render(draft.subjects, draft.kind === "matrix" ? "ask.among" : "ask.subjects");
    this.objects.render(draft.objects, "ask.objects");
    this.objects.node.hidden = draft.kind === "matrix";
    this.hint.textContent = this.missing();
  }

  /** What a question still needs; else what its kind means. */
  missing() {
    const { store, draft } = this;
    const rules = store.doc.contract.question;
    if (!draft.subjects.length) return store.t("ask.needs.subjects");
    if (isQuestion(rules, draft)) return store.t(`ask.asks.${draft.kind}`);
    if (draft.subjects.length > rules.mostSelectors || draft.objects.length > rules.mostSelectors)
      return store.t("ask.needs.fewer", { most: rules.mostSelectors });
    const uses = USES[draft.kind];
    if (uses === "count") return store.t("ask.needs.count", { most: rules.mostNearest });
    if (uses) return store.t(`ask.needs.${uses}`, { most: rules.mostRadius / 1000, rings: rules.mostRings });
    return store.t("ask.needs.shorter");
  }

  /** The fields of how far or how many: made when the kind or the language changes, so that typing is not disturbed. */
  drawReach() {
    const { store, draft } = this;
    const uses = USES[draft.kind];
    this.reach.hidden = !uses;
    if (!uses) return;
    const value = uses === "count" ? String(draft.count) : draft.radii.join(", ");
    const label = store.t(`ask.${uses}`);
    /** @type {HTMLInputElement} */
    const field = h("input", {
      type: "text",
      inputmode: "numeric",
      class: "ask-number",
      "data-ask": "reach",
      value,
      "aria-label": label,
      oninput: () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.typed(uses, field.value), TYPED_MS);
      },
      onchange: () => this.typed(uses, field.value),
    });
    const quick = draft.kind === "near" ? RADII.near : [];
    this.reach.replaceChildren(
      h("span", { class: "ask-label" }, label),
      h(
        "span",
        { class: "ask-reach" },
        field,
        uses === "count" ? "" : h("span", { class: "quiet" }, "m"),
        quick.map((radius) =>
          h(
            "button",
            {
              class: "chip",
              "data-radius": radius,
              onclick: () => {
                field.value = String(radius);
                this.typed(uses, field.value);
              },
            },
            radiusWords(radius),
          ),
        ),
      ),
    );
  }

  /** @param {string} uses @param {string} value */
  typed(uses, value) {
    const numbers = value
      .split(/[\s,，、;]+/u)
      .filter(Boolean)
      .map((part) => (/^\d{1,6}(\.\d{1,3})?$/.test(part) ? Number(part) : NaN));
    if (uses === "count") this.change({ count: Number.isInteger(numbers[0]) ? numbers[0] : 0 });
    else this.change({ radii: numbers.length ? numbers : [0] });
  }
}
