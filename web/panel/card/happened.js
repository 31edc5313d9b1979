// The line of events of an item: when, what, who says so, and who says otherwise.

import { h } from "../../base/dom.js";
import { under } from "./standing.js";

// A name of a host in plain letters, and no space or quotation mark anywhere.
const ADDRESS = /^(https?:\/\/)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#]|$)/i;
const NO_ADDRESS = /[\s"'<>`\\…{}|^]/u;

/**
 * The address of a page, or null where a source's words name none that a browser could open.
 * @param {string} url
 */
export function addressOf(url) {
  if (!ADDRESS.test(url) || NO_ADDRESS.test(url)) return null;
  return url.includes("://") ? url : `https://${url}`;
}

/**
 * An item's events by where they are told: what happened, what a later plan says, what was looked for in vain.
 * @param {ItemProgress} known
 * @param {ProgressDocument} doc
 */
export function sorted(known, doc) {
  const later = new Set(doc.next_plans);
  /** @type {Record<"happened" | "named" | "searched", ProgressEvent[]>} */
  const groups = { happened: [], named: [], searched: [] };
  for (const event of known.events) {
    const named = later.has(event.source) && ["mention", "looked_for"].includes(event.event);
    groups[named ? "named" : event.event === "looked_for" ? "searched" : "happened"].push(event);
  }
  return groups;
}

/**
 * @param {Store} store
 * @param {ProgressEvent[]} events
 * @param {ProgressDocument} doc
 */
export function line(store, events, doc) {
  return h(
    "ol",
    { class: "progress-events" },
    events.map((event) => entry(store, event, doc)),
  );
}

/**
 * @param {Store} store
 * @param {ProgressEvent} event
 * @param {ProgressDocument} doc
 */
function entry(store, event, doc) {
  const weak = event.confidence === "low" ? store.t("progress.weak") : "";
  const doubts = [weak, conflictWords(store, event, doc)].filter(Boolean);
  return h(
    "li",
    { "data-event": event.id },
    h(
      "p",
      { class: "progress-what" },
      h(
        "span",
        {},
        h("time", {}, event.on),
        h("b", {}, store.t(`event.${event.event}`)),
        event.part ? h("span", { lang: "zh" }, event.part) : null,
      ),
      h("span", { class: "tag grade" }, store.t(`grade.${event.grade}`)),
    ),
    saying(store, event),
    doubts.length ? h("p", { class: "doubt" }, doubts.join(" · ")) : null,
    citation(event, under(doc.sources, event.source)),
  );
}

/**
 * Its own words, in the page's language where it has them, and the figure that the source gives.
 * @param {Store} store
 * @param {ProgressEvent} event
 */
function saying(store, { says, says_en, figure }) {
  const english = store.state.language === "en" && says_en;
  const [open, close] = store.state.language === "zh" ? ["（", "）"] : [" (", ")"];
  return h(
    "p",
    { lang: english ? "en" : "zh" },
    english || says.replace(/。$/, figure ? "" : "。"),
    figure ? h("span", { lang: "zh" }, open, figure, close) : null,
  );
}

/**
 * What a later plan says of the item: the chapter and how, or that it does not name it.
 * @param {Store} store
 * @param {ProgressEvent} event
 */
export function laterPlan(store, event) {
  const silent = event.event === "looked_for";
  const what = silent ? store.t("progress.notNamed") : (event.figure ?? "");
  return h(
    "div",
    { class: "progress-later" },
    h("p", {}, store.t("progress.nextPlan", { what })),
    silent ? null : saying(store, { ...event, figure: undefined }),
  );
}

/**
 * Who says otherwise, by date and kind of source: 说法不一：另有 2020-08-18（百科）.
 * @param {Store} store
 * @param {ProgressEvent} event
 * @param {ProgressDocument} doc
 */
export function conflictWords(store, event, doc) {
  if (!event.conflicts) return "";
  const [open, close, comma] = store.state.language === "zh" ? ["（", "）", "、"] : [" (", ")", ", "];
  const others = event.conflicts.flatMap((id) => {
    const rival = under(doc.items, id.slice(0, id.lastIndexOf(".")))?.events.find((other) => other.id === id);
    return rival ? [`${rival.on}${open}${store.t(`grade.${rival.grade}`)}${close}`] : [];
  });
  return others.length ? store.t("progress.rivals", { others: others.join(comma) }) : store.t("progress.conflict");
}

/**
 * Title and publisher, as a link where there is a page to open, and when it was published.
 * @param {{ source: string, published: string }} event
 * @param {ProgressSource | undefined} source
 */
export function citation(event, source) {
  if (!source) return h("small", { lang: "zh" }, `${event.source} ${event.published}`);
  const href = addressOf(source.url);
  const named = [source.title, source.publisher].filter(Boolean).join(" · ");
  return h(
    "small",
    { lang: "zh" },
    href ? h("a", { href, target: "_blank", rel: "noopener noreferrer", hreflang: "zh" }, named) : named,
    " ",
    h("time", {}, event.published),
    href || !source.url ? null : h("span", { class: "progress-url" }, source.url),
  );
}
