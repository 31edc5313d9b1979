// A proposal as a card: whose, what is other than now, and what to do with it.

import { h } from "../../base/dom.js";
import { valueIn } from "../draft.js";
import { action } from "../fields/controls.js";
import { BROUGHT_FIELDS } from "../fields/brought.js";
import { SOURCE_FIELDS } from "../fields/source.js";
import { confidenceWords, fieldRow } from "./compared.js";

const EVENT_FIELDS = ["event", "on", "part", "figure", "says", "says_en", "source", "confidence"];

/**
 * @param {Changes} changes
 * @param {Proposal} proposal
 */
export function proposalCard(changes, proposal) {
  const { map, store } = changes.room;
  const { id, item, state, says, decision, stale } = proposal;
  const record = store.byId.get(item);
  const name = record ? store.name(record) : item;
  const fault = changes.faults[id];
  const fly = () => record && map.select(item, { fly: true });
  return h(
    "article",
    { class: "edit-proposal", "data-proposal": id, "data-state": state, "aria-label": name },
    h(
      "header",
      {},
      h("h3", {}, h("button", { class: "edit-title", "data-focus": `edit:${id}:item`, onclick: fly }, name)),
      h("span", { class: "tag" }, store.t(`edit.state.${state}`)),
    ),
    h("p", { class: "quiet" }, aboutWords(store, proposal)),
    says ? h("p", { class: "edit-says" }, says) : null,
    stale ? h("p", { class: "warning" }, store.t("edit.changedSince")) : null,
    ...(proposal.event ? eventRows(store, proposal.event, proposal.source) : differencesOf(changes, proposal)),
    decision ? h("p", { class: "edit-decision" }, `${store.t("edit.decision")} `, decision) : null,
    fault ? h("p", { class: "edit-breaches", role: "alert" }, fault) : null,
    state === "open" ? deciding(changes, proposal) : null,
  );
}

/**
 * @param {Store} store
 * @param {Proposal} proposal
 */
function aboutWords(store, { made_at: made, changed_at: changed, state, maker, decider, event }) {
  const locale = store.state.language === "zh" ? "zh-CN" : "en-GB";
  const at = (/** @type {string} */ time) =>
    new Date(time).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  const by = [store.t(event ? "edit.kind.event" : "edit.kind.item"), at(made), maker].filter(Boolean).join(" · ");
  if (state === "open") return by;
  return `${by} → ${[store.t(`edit.state.${state}`), at(changed), decider].filter(Boolean).join(" · ")}`;
}

/**
 * @param {Store} store
 * @param {Record<string, string>} event
 * @param {Record<string, string> | null} source
 */
function eventRows(store, event, source) {
  const cell = (/** @type {string} */ name) => {
    if (name === "confidence") return confidenceWords(store, event[name]);
    const key = `event.${event[name]}`;
    return name === "event" && key in store.doc.text[store.state.language] ? store.t(key) : event[name];
  };
  return [
    ...EVENT_FIELDS.filter((name) => event[name]).map((name) =>
      newRow(name, store.t(`edit.event.${name}`), cell(name)),
    ),
    ...(source ? sourceRows(store, source, SOURCE_FIELDS) : []),
  ];
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} words
 */
function newRow(name, label, words) {
  return h(
    "div",
    { class: "edit-difference", "data-field": name },
    h("h4", {}, label),
    h("p", { class: "after" }, h("ins", {}, words)),
  );
}

/**
 * A source that comes with the change.
 * @param {Store} store
 * @param {Record<string, string>} source
 * @param {string[]} fields
 */
function sourceRows(store, source, fields) {
  const told = (/** @type {string} */ name) => (name === "grade" ? store.t(`grade.${source[name]}`) : source[name]);
  return fields
    .filter((name) => source[name])
    .map((name) => newRow(name, `${store.t("edit.source.new")} · ${store.t(`edit.source.${name}`)}`, told(name)));
}

/**
 * @param {Changes} changes
 * @param {Proposal} proposal
 */
function differencesOf(changes, proposal) {
  const { store } = changes.room;
  const { before, after, changed, sources } = proposal;
  if (!before || !after) return [];
  const rows = [
    ...changed.map((name) => fieldRow(store, name, valueIn(before, name), valueIn(after, name), { brought: sources })),
    ...sources.flatMap((source) => sourceRows(store, source, BROUGHT_FIELDS)),
  ];
  if (!changed.includes("geometry")) return rows;
  const on = changes.shown === proposal.id;
  const look = {
    "aria-pressed": String(on),
    class: on ? "action chosen" : "action",
    "data-focus": `edit:${proposal.id}:map`,
  };
  return [
    ...rows,
    action(store.t(on ? "edit.map.hide" : "edit.map.show"), "map", () => changes.show(on ? null : proposal), look),
    ...(on ? [h("p", { class: "quiet edit-key" }, store.t("edit.map.key"))] : []),
  ];
}

/**
 * @param {Changes} changes
 * @param {Proposal} proposal
 */
function deciding(changes, proposal) {
  const { store } = changes.room;
  const { id } = proposal;
  const label = store.t("edit.decideReason");
  const busy = changes.deciding === id;
  const reason = h("input", {
    class: "edit-input",
    type: "text",
    maxlength: 2000,
    value: changes.reasons[id] ?? "",
    placeholder: label,
    "aria-label": label,
    "data-focus": `edit:${id}:reason`,
    oninput: () => {
      changes.reasons[id] = reason.value;
      refuse.disabled = busy || !reason.value.trim();
    },
  });
  const button = (/** @type {"accept" | "refuse" | "withdraw"} */ what, /** @type {object} */ more = {}) =>
    action(store.t(`edit.${what}`), what, () => changes.done(proposal, what), {
      disabled: busy,
      "data-focus": `edit:${id}:${what}`,
      ...more,
    });
  const refuse = button("refuse", {
    disabled: busy || !changes.reasons[id]?.trim(),
    title: store.t("edit.refuse.needs"),
  });
  const accept = button("accept", { class: "action primary" });
  const withdraw = proposal.own ? [button("withdraw")] : [];
  return h("div", { class: "edit-decide" }, reason, h("div", { class: "edit-tools" }, accept, refuse, ...withdraw));
}
