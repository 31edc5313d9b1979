// A layer of a file that is brought, before it is taken: what is in it, where it would lie, what is wrong with it.

import { h, metres } from "../../base/dom.js";
import { encodingOf } from "./encoding.js";

const MOST_TITLE = 120;
const SHOWN_FIELDS = 30;

/**
 * @param {Own} own
 * @param {() => void} render
 */
export function buildLayer(own, render) {
  const { store, uploads } = own;
  const t = (/** @type {string} */ key, /** @type {object} */ values = {}) => store.t(key, values);

  /**
   * @param {OwnUpload} upload
   * @param {OwnChoice} choice
   */
  const layerOf = (upload, choice) => {
    const { proposal } = choice;
    const several = upload.choices.length > 1;
    const key = `${proposal.number}:${proposal.title}`;
    const name = h("input", {
      type: "text",
      value: choice.title,
      maxlength: MOST_TITLE,
      "aria-label": t("mine.name"),
      "data-focus": `own:title:${key}`,
      oninput: () => {
        choice.title = name.value;
      },
    });
    const take = h("input", {
      type: "checkbox",
      checked: choice.take,
      disabled: !proposal.guesses.length,
      "aria-label": t("mine.take"),
      "data-focus": `own:take:${key}`,
      onchange: () => {
        choice.take = take.checked;
        render();
      },
    });
    const kinds = proposal.kinds.map((kind) => t(`mine.kind.${kind}`)).join(" · ");
    const looks = uploads.shown === choice;
    return h(
      "section",
      { class: "own-layer", "data-shown": looks ? "" : null },
      h("div", { class: "own-title" }, several ? take : null, name),
      h("p", { class: "quiet" }, t("mine.count", { count: proposal.count.toLocaleString() }), " · ", kinds),
      encodingOf(own, upload, proposal.encoding),
      ...(several && !looks
        ? [h("button", { class: "link", onclick: () => look(choice) }, t("mine.look"))]
        : [readings(choice, key), ...problems(choice, key), fields(proposal)]),
    );
  };

  /** @param {OwnChoice} choice */
  const look = (choice) => {
    uploads.look(choice);
    render();
  };

  /**
   * @param {OwnChoice} choice
   * @param {string} key
   */
  const readings = (choice, key) => {
    const { guesses } = choice.proposal;
    const chosen = guesses[choice.guess];
    if (!chosen) return h("p", { class: "own-fault" }, t("mine.noReading"));
    const [best] = guesses;
    const rows = guesses.map((guess, index) => {
      const input = h("input", {
        type: "radio",
        name: `own-datum-${key}`,
        checked: index === choice.guess,
        "data-datum": `${guess.datum}${guess.swapped ? ":swapped" : ""}`,
        "data-focus": `own:datum:${key}:${index}`,
        onchange: () => {
          choice.guess = index;
          look(choice);
        },
      });
      const about = [
        guess.swapped ? t("mine.swapped") : "",
        index === 0 ? t(guess.certain ? "mine.certain" : "mine.likeliest") : "",
        index > 0 && best.offsetM !== null && guesses.length > 1 ? apart(guess) : "",
      ].filter(Boolean);
      return h("label", { class: "own-reading" }, input, h("span", {}, guess.name), h("small", {}, about.join(" · ")));
    });
    return h(
      "fieldset",
      {},
      h("legend", {}, t("mine.datum")),
      ...rows,
      h(
        "ul",
        { class: "own-reasons" },
        chosen.reasons.map((reason) => h("li", {}, reason)),
      ),
      chosen.certain ? null : h("p", { class: "own-fault" }, t("mine.unproven")),
      own.preview && own.preview.length > 1 ? h("p", { class: "quiet" }, t("mine.beside")) : null,
    );
  };

  /** @param {OwnGuess} guess */
  const apart = ({ offsetM }) => (offsetM === null ? "" : t("mine.apart", { metres: metres(Math.round(offsetM)) }));

  /**
   * @param {OwnChoice} choice
   * @param {string} key
   */
  const problems = (choice, key) => {
    const { problems: said, leftOut, mended } = choice.proposal;
    const out = h("input", {
      type: "checkbox",
      checked: choice.leaveOut,
      "data-own": "leave-out",
      "data-focus": `own:out:${key}`,
      onchange: () => {
        choice.leaveOut = out.checked;
      },
    });
    return [
      mended ? h("p", { class: "quiet" }, t("mine.mended", { count: mended })) : null,
      leftOut
        ? h(
            "div",
            { class: "own-fault" },
            h("label", { class: "check" }, out, t("mine.leaveOut", { count: leftOut })),
            h(
              "details",
              {},
              h("summary", {}, t("mine.which")),
              h(
                "ul",
                {},
                said.map((line) => h("li", {}, line)),
              ),
            ),
          )
        : null,
    ];
  };

  /** @param {OwnProposal} proposal */
  const fields = ({ fields: all, encoding }) =>
    h(
      "details",
      // Whether the encoding is right is seen in the fields.
      { open: encoding?.how === "guessed" || encoding?.how === "chosen" },
      h("summary", {}, t("mine.fields", { count: all.length })),
      h(
        "dl",
        { class: "own-values" },
        all
          .slice(0, SHOWN_FIELDS)
          .flatMap(({ name, values }) => [h("dt", {}, name), h("dd", {}, values.join(" · ") || "–")]),
      ),
    );

  return layerOf;
}
