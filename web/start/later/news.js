// Hears from the server that the plan everybody sees is another one, and shows it: at once where nobody is disturbed,
// else with a quiet note, and when what they do has ended. Nothing is asked meanwhile: the server tells.

import { focusedBeside, h } from "../../base/dom.js";
import { renewed } from "./renew.js";

const AGAIN_MS = 5000;
const FIELDS = "input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select";

/**
 * After the first frame, where a server is there to tell.
 * @param {PlanMap} map
 */
export function followNews(map) {
  if (!map.received.newsUrl || map.received.addressOff) return;
  map.news = new News(map, map.received.newsUrl);
  if (map.changesDoor) map.news.listeners.add(map.changesDoor.ask);
}

export class News {
  /**
   * @param {PlanMap} map
   * @param {string} url
   */
  constructor(map, url) {
    this.map = map;
    this.url = url;
    /** @type {EventSource | null} */
    this.line = null;
    /** What the server said last. @type {{ documentUrl?: string, ledger?: string, proposals?: string }} */
    this.heard = {};
    /** Address of the document that everybody sees, where this map shows another. @type {string | null} */
    this.pending = null;
    this.showing = false;
    this.again = 0;
    this.patience = AGAIN_MS;
    /** Told when proposals have changed. @type {Set<() => void>} */
    this.listeners = new Set();
    this.note = h("p", { class: "news-note", role: "status", hidden: true });
    map.node.append(this.note);
    this.follow = () => this.listen();
    // A moment later: the focus is nowhere while it goes from one field to the next, and who leaves is still there.
    this.look = () => setTimeout(() => this.turn());
    document.addEventListener("visibilitychange", this.follow);
    map.node.addEventListener("focusout", this.look);
    map.node.addEventListener("close", this.look, true);
    this.unsubscribe = map.store.subscribe(() => this.pending && this.look());
    this.listen();
  }

  // A tab that nobody sees hears nothing, and asks when it is seen again.
  listen() {
    clearTimeout(this.again);
    if (document.hidden || this.map.ended) return this.hangUp();
    if (this.line) return;
    const { documentUrl: _, ...heard } = this.heard;
    const address = `${this.url}?${new URLSearchParams({ have: this.map.documentUrl, ...heard })}`;
    const line = new EventSource(address);
    this.line = line;
    line.onmessage = ({ data }) => this.hear(JSON.parse(data));
    line.onerror = () => {
      // The browser tries again by itself, unless the answer was no line of news.
      if (line.readyState !== EventSource.CLOSED) return;
      this.hangUp();
      this.again = setTimeout(this.follow, AGAIN_MS);
    };
    this.turn();
  }

  hangUp() {
    this.line?.close();
    this.line = null;
  }

  /** @param {News["heard"]} heard */
  hear(heard) {
    const before = this.heard;
    this.heard = heard;
    this.told(heard.documentUrl ?? this.map.documentUrl);
    // A newer map asks for its ledger itself.
    if (before.ledger !== undefined && heard.ledger !== before.ledger && !this.pending) this.map.ledger.renew();
    if (heard.proposals !== before.proposals) for (const listener of this.listeners) listener();
  }

  /** @param {string} documentUrl */
  told(documentUrl) {
    this.pending = documentUrl === this.map.documentUrl ? null : documentUrl;
    this.turn();
  }

  turn() {
    if (this.showing || this.map.ended) return;
    const waits = this.pending !== null && isBusy(this.map);
    if (waits === this.note.hidden) this.say(waits);
    if (this.pending && !waits && isSeen(this.map)) this.show();
  }

  /** @param {boolean} on */
  say(on) {
    const { store } = this.map;
    this.note.hidden = !on;
    if (!on) return;
    const button = h(
      "button",
      { class: "link", "data-focus": "news", onclick: () => this.show(true) },
      store.t("news.show"),
    );
    this.note.replaceChildren(store.t("news.changed"), " ", button);
  }

  /** @param {boolean} [asked] by whoever is busy */
  async show(asked = false) {
    if (this.showing) return;
    this.showing = true;
    this.say(false);
    try {
      this.pending = (await this.newer(asked)) ? null : this.pending;
      this.patience = AGAIN_MS;
    } catch (error) {
      console.warn(error);
      this.again = setTimeout(this.look, this.patience);
      this.patience *= 2;
    } finally {
      this.showing = false;
    }
    this.turn();
  }

  /**
   * Whether the map shows what everybody sees; not where somebody has begun something meanwhile.
   * @param {boolean} asked
   */
  async newer(asked) {
    const { map } = this;
    const { earlyUrl = "" } = map.received;
    const answer = await fetch(earlyUrl);
    if (!answer.ok) throw new Error(`${earlyUrl}: ${answer.status}`);
    /** @type {MapData} */
    const data = await answer.json();
    if (data.moduleUrl !== map.received.moduleUrl) map.away.updated();
    else if (data.documentUrl !== map.documentUrl) {
      const made = await renewed(map, data, () => asked || !isBusy(map));
      if (made === "failed") throw new Error("the newer map has not come");
      return made === "renewed";
    }
    return true;
  }

  stop() {
    clearTimeout(this.again);
    this.hangUp();
    this.unsubscribe();
    document.removeEventListener("visibilitychange", this.follow);
  }
}

/**
 * Whether somebody does what another map would break off: presents, draws, measures, edits, writes, answers a dialog.
 * @param {PlanMap} map
 */
export function isBusy(map) {
  const { drawing, measure } = map.store.state;
  if (map.presenter.on || drawing || measure || map.edit?.busy) return true;
  const active = focusedBeside(map.node);
  const writes = active && map.node.contains(active) && active.matches(FIELDS);
  return Boolean(writes || map.node.querySelector("dialog[open]"));
}

/**
 * Under a page with forms, or between two places, nobody sees the map.
 * @param {PlanMap} map
 */
function isSeen(map) {
  return map.node.isConnected && !document.hidden && !map.forms.page;
}
