// The server may be away for a while (a sleeping laptop, a restart, a broken network): map and presenting need none. A small line says
// so in the page's language, where Streamlit would cover the page with an English one (see first.js).

import { h } from "./dom.js";

// What is fetched only when it is first wanted is fetched while there is nothing else to do: later the server may be away.
const LAZY = ["./overview.js", "./districts.js", "./table.js", "./reader.js", "./present.js"];
const IDLE_AFTER_MS = 4000;
// Streamlit loses and finds its connection within a moment when its page is loaded anew.
const SAID_AFTER_MS = 1000;

export class Away {
  constructor(map) {
    this.map = map;
    this.state = null;
    // Whether nothing more needs the server.
    this.prepared = false;
    this.node = h("p", { class: "server-away", role: "status", hidden: true });
    // What Streamlit tells the page that it may be embedded in, it tells its own too.
    this.onMessage = ({ source, data }) => source === globalThis.window && data?.stCommVersion === 1 && this.hear(data.type);
    addEventListener("message", this.onMessage);
    this.unsubscribe = map.store.subscribe((state, changed) => changed.has("language") && this.render());
  }

  hear(type) {
    if (this.state === "updated") return;
    if (type === "WEBSOCKET_DISCONNECTED") this.turn("lost", SAID_AFTER_MS);
    if (type === "WEBSOCKET_CONNECTED") {
      this.turn(null);
      this.map.forms.reconnected();
    }
  }

  // The server has another version of the app than this page: the two must not be mixed.
  updated() {
    this.turn("updated");
  }

  turn(state, after = 0) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.state = state;
      this.render();
    }, after);
  }

  render() {
    const { store } = this.map;
    this.node.hidden = !this.state;
    if (!this.state) return;
    const reload = h("button", { class: "link", onclick: () => location.reload() }, store.t("away.reload"));
    this.node.replaceChildren(store.t(`away.${this.state}`), ...(this.state === "updated" ? [" ", reload] : []));
  }

  // Once Streamlit is there and the page has come to rest.
  prepare() {
    if (this.preparing) return;
    const fetchAll = async () => {
      const fetched = await Promise.allSettled([...LAZY.map((name) => import(name)), this.map.briefings.all()]);
      this.prepared = fetched.every(({ status }) => status === "fulfilled");
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
