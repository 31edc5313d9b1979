// The server may be away for a while (a sleeping laptop, a restart, a broken network): map and presenting need none. A
// small line says so in the page's language, where Streamlit would cover the page with an English one (see first.js).

import { h } from "../base/dom.js";
import { allAhead } from "../base/lazy.js";

const IDLE_AFTER_MS = 4000;
// Streamlit loses and finds its connection within a moment when its page is loaded anew.
const SAID_AFTER_MS = 1000;
/** What comes late and is no page, and the words for it. @type {Record<string, string>} */
const NO_PAGES = {
  present: "present.start",
  draw: "draw.of",
  answers: "nav.ask",
  own: "mine.title",
  edit: "card.edit",
};

export class Away {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    /** @type {"lost" | "updated" | null} */
    this.state = null;
    /** The page, or presenting, that is wanted and has not come. @type {string | null} */
    this.absent = null;
    // Whether nothing more needs the server.
    this.prepared = false;
    this.saying = 0;
    this.preparing = 0;
    this.node = h("p", { class: "server-away", role: "status", hidden: true });
    // What Streamlit tells the page that it may be embedded in, it tells its own too.
    this.onMessage = (/** @type {MessageEvent} */ { source, data }) =>
      source === globalThis.window && data?.stCommVersion === 1 && this.hear(data.type);
    addEventListener("message", this.onMessage);
    this.unsubscribe = map.store.subscribe((_state, changed) => changed.has("language") && this.render());
  }

  /** @param {string} type */
  hear(type) {
    if (this.state === "updated") return;
    if (type === "WEBSOCKET_DISCONNECTED") this.turn("lost", SAID_AFTER_MS);
    if (type === "WEBSOCKET_CONNECTED") {
      this.turn(null);
      this.map.forms.reconnected();
      if (this.absent) this.map.dock.again();
    }
  }

  // The server has another version of the app than this page: the two must not be mixed.
  updated() {
    this.turn("updated");
  }

  /** @param {Away["state"]} state */
  turn(state, after = 0) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.state = state;
      this.render();
    }, after);
  }

  /**
   * What lazy.js was to load does not come.
   * @param {string | null} name
   */
  lacks(name) {
    this.absent = name;
    this.render();
  }

  /** @param {string} name */
  has(name) {
    if (this.absent === name) this.lacks(null);
  }

  // What is absent is said where it would stand: a page in its place, presenting in the line of its own.
  render() {
    const { absent, state } = this;
    const lacking = absent && this.words(state === "lost" ? "unreached" : "missing", absent);
    const inPlace = lacking && this.map.dock?.says(absent, lacking);
    const notice = inPlace || !lacking ? state && this.words(state) : lacking;
    this.node.hidden = !notice;
    if (notice) this.node.replaceChildren(...notice);
  }

  /**
   * A page that is loaded anew while the server is away would be lost.
   * @param {string} key
   * @param {string} [name]
   */
  words(key, name) {
    const { store } = this.map;
    const what = name && store.t(NO_PAGES[name] ?? `nav.${name}`);
    const reload = () => {
      // The address follows a moment after each change: what is loaded anew is what is seen now.
      this.map.address.write();
      location.reload();
    };
    const button = () => h("button", { class: "link", onclick: reload }, store.t("away.reload"));
    return [store.t(`away.${key}`, { what }), ...(["missing", "updated"].includes(key) ? [" ", button()] : [])];
  }

  // Once Streamlit is there and the page has come to rest: later the server may be away.
  prepare() {
    if (this.preparing) return;
    const fetchAll = async () => {
      const [modules, briefings] = await Promise.allSettled([allAhead(), this.map.briefings.all()]);
      this.prepared = modules.status === "fulfilled" && modules.value && briefings.status === "fulfilled";
    };
    this.preparing = setTimeout(() => requestIdleCallback(fetchAll), IDLE_AFTER_MS);
  }

  stop() {
    clearTimeout(this.saying);
    clearTimeout(this.preparing);
    removeEventListener("message", this.onMessage);
    this.unsubscribe();
  }
}
