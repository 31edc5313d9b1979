// What is in the files that somebody brings, before it is taken: how it may be read, seen on the map, with reasons.

import { h, keepingFocus, metres } from "../base/dom.js";

const MOST_TITLE = 120;
const SHOWN_FIELDS = 30;

/** @param {Own} own */
export function buildProposal(own) {
  const { store, uploads } = own;
  const body = h("div", { class: "own-files" });
  const node = h("section", { class: "own-sheet own-proposal obstacle", hidden: true, role: "group" }, body);
  const t = (/** @type {string} */ key, /** @type {object} */ values = {}) => store.t(key, values);

  const render = () => {
    const { all } = uploads;
    node.hidden = !all.length;
    node.setAttribute("aria-label", t("mine.proposal"));
    if (!all.length) return;
    keepingFocus(node, () => body.replaceChildren(head(), ...all.map(fileOf), foot()));
  };

  const head = () =>
    h(
      "header",
      {},
      h("h2", {}, t("mine.proposal")),
      h(
        "button",
        { class: "icon", "aria-label": t("mine.cancel"), title: t("mine.cancel"), onclick: () => uploads.forgetAll() },
        "✕",
      ),
    );

  const foot = () => {
    const ready = uploads.all.some(({ state, choices }) => state === "ready" && choices.some(({ take }) => take));
    const waits = uploads.all.some(({ state }) => state === "sending" || state === "reading");
    const accept = {
      class: "action main",
      "data-own": "accept",
      "data-focus": "own:accept",
      disabled: !ready || waits || uploads.taking,
      onclick: () => uploads.accept(),
    };
    return h(
      "footer",
      {},
      h("button", accept, t(uploads.taking ? "mine.taking" : "mine.accept")),
      h("button", { class: "action", "data-own": "cancel", onclick: () => uploads.forgetAll() }, t("mine.cancel")),
    );
  };

  /** @param {OwnUpload} upload */
  const fileOf = (upload) => {
    const { name, state, words, choices } = upload;
    const said = state === "sending" || state === "reading" ? t(`mine.${state}`) : "";
    return h(
      "article",
      { class: "own-file", "data-state": state },
      h(
        "h3",
        {},
        h("span", { class: "name" }, name),
        h(
          "button",
          { class: "link", onclick: () => uploads.forget(upload) },
          t(state === "failed" ? "mine.dismiss" : "mine.skip"),
        ),
      ),
      said ? h("p", { class: "quiet", role: "status" }, said) : null,
      state === "sending" ? h("progress", { max: 1, value: upload.share }) : null,
      words ? h("p", { class: "own-fault", role: "alert" }, words) : null,
      ...choices.map((choice) => layerOf(choice, choices.length > 1)),
    );
  };

  /**
   * @param {OwnChoice} choice
   * @param {boolean} several
   */
  const layerOf = (choice, several) => {
    const { proposal } = choice;
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
      proposal.encoding
        ? h("p", { class: "quiet", "data-own": "encoding" }, t("mine.encoding", { name: proposal.encoding }))
        : null,
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
  const fields = ({ fields: all }) =>
    h(
      "details",
      {},
      h("summary", {}, t("mine.fields", { count: all.length })),
      h(
        "dl",
        { class: "own-values" },
        all
          .slice(0, SHOWN_FIELDS)
          .flatMap(({ name, values }) => [h("dt", {}, name), h("dd", {}, values.join(" · ") || "–")]),
      ),
    );

  return {
    node,
    render,
    /** @param {OwnUpload} upload */
    progress({ share }) {
      const bar = node.querySelector("progress");
      if (bar) bar.value = share;
    },
  };
}
