// The speaker's window: notes, what comes next, and the time. An empty window of our own that this one fills and hears,
// so that both follow each other with no server, from a file too.

import { inLanguage } from "./briefings.js";
import { h } from "./dom.js";
import { pressed } from "./present-keys.js";
import { icon } from "./present-screen.js";
import { drawPicture } from "./scene-picture.js";
import { PICTURE } from "./scenes-overview.js";

const NAME = "plan-map-speaker";
const FEATURES = "popup,width=1180,height=760";
const TICK_MS = 500;
const ROLES = ["sea", "land", "ink", "halo", "label_quiet", "unit", "unit_line", "highlight"];

export class Speaker {
  constructor(presenter) {
    this.presenter = presenter;
    this.window = null;
    this.blocked = false;
    this.startedAt = Date.now();
    // The window stays when the presentation's own goes, and says so.
    this.onGone = () => this.orphan();
    addEventListener("pagehide", this.onGone);
  }

  get isOpen() {
    return Boolean(this.window && !this.window.closed);
  }

  // From a key or a click only: browsers let no page open windows by itself.
  open() {
    if (this.isOpen) return this.window.focus();
    const opened = globalThis.open("", NAME, FEATURES);
    this.blocked = !opened;
    if (opened) this.fill(opened);
    this.presenter.update();
  }

  fill(opened) {
    this.window = opened;
    const { document } = opened;
    const { map } = this.presenter;
    document.head.replaceChildren(h("meta", { charset: "utf-8" }), h("style", {}, rulesOf(map.node.getRootNode())));
    this.parts = build(this);
    document.body.className = "speaker";
    document.body.replaceChildren(this.parts.node);
    this.pictures = new Map();
    const { presenter } = this;
    // The opened document is the same one when this window is filled again after a reload: its handlers are set, not added.
    document.onkeydown = (event) => {
      if (presenter.on && pressed(presenter, event)) event.preventDefault();
    };
    opened.onpagehide = () => this.closed();
    clearInterval(opened.planMapClock);
    opened.planMapClock = opened.setInterval(() => this.tick(), TICK_MS);
    opened.focus();
  }

  closed() {
    this.window = null;
  }

  close() {
    removeEventListener("pagehide", this.onGone);
    if (this.isOpen) this.window.close();
    this.window = null;
  }

  orphan() {
    if (!this.isOpen) return;
    this.window.document.onkeydown = null;
    this.window.onpagehide = null;
    this.parts.say(this.presenter.store.t("speaker.orphan"));
  }

  reset() {
    this.startedAt = Date.now();
    this.tick();
  }

  tick() {
    if (!this.isOpen) return;
    this.parts.clock.textContent = new Date().toLocaleTimeString("zh-CN", { hour12: false, hour: "2-digit", minute: "2-digit" });
    this.parts.elapsed.textContent = duration(Date.now() - this.startedAt);
  }

  render() {
    if (!this.isOpen) return;
    const { presenter, parts } = this;
    const { store, map } = presenter;
    const { document } = this.window;
    document.documentElement.lang = store.state.language === "zh" ? "zh-CN" : "en";
    document.title = store.t("speaker.title");
    for (const role of ROLES) document.documentElement.style.setProperty(`--${role}`, store.colors()[role]);
    parts.relabel();
    parts.say(presenter.on ? stateOf(presenter) : store.t("speaker.left"));
    parts.node.dataset.scene = presenter.on ? store.state.scene : "";
    if (presenter.on) {
      parts.show(this.words(presenter.scene()), this.words(presenter.scene(1)), store.state.scene, presenter.briefing.scenes.length);
      for (const [slot, step] of [["now", 0], ["ahead", 1]]) parts.picture(slot, this.picture(map, presenter.scene(step)));
    }
    this.tick();
  }

  words(scene) {
    const { language } = this.presenter.store.state;
    return scene && { title: inLanguage(scene, "title", language), notes: inLanguage(scene, "notes", language) };
  }

  // Drawn once for each scene and ground.
  picture(map, scene) {
    if (!scene) return null;
    const key = `${this.presenter.briefing.id} ${scene.id} ${map.store.state.ground}`;
    if (!this.pictures.has(key)) {
      const canvas = h("canvas", { width: PICTURE.width, height: PICTURE.height });
      drawPicture(canvas, map, scene);
      this.pictures.set(key, canvas);
    }
    return this.pictures.get(key);
  }
}

function build(speaker) {
  const { presenter } = speaker;
  const { store } = presenter;
  const clock = h("b", { class: "s-clock" });
  const elapsed = h("b", { class: "s-elapsed" });
  const reset = h("button", { onclick: () => speaker.reset() });
  const status = h("p", { class: "s-status", role: "status" });
  const number = h("span", { class: "s-number" });
  const titles = { now: h("h1", {}), ahead: h("h2", {}) };
  const labels = { now: h("small", {}), ahead: h("small", {}), clock: h("small", {}), elapsed: h("small", {}), notes: h("small", {}) };
  const pictures = { now: h("div", { class: "s-picture" }), ahead: h("div", { class: "s-picture" }) };
  const notes = h("p", { class: "s-notes" });
  const button = (name, onclick) => h("button", { "data-tool": name, onclick: () => presenter.on && onclick() }, icon(name), h("span", {}));
  const buttons = {
    previous: button("previous", () => presenter.previous()),
    next: button("next", () => presenter.next()),
    black: button("black", () => presenter.show(presenter.cover === "black" ? null : "black")),
  };
  const back = h("button", { class: "s-back", hidden: true, onclick: () => presenter.on && presenter.back() });
  const node = h("main", {},
    h("header", {}, h("div", {}, labels.clock, clock), h("div", {}, labels.elapsed, elapsed, reset), status, back, number),
    h("section", { class: "s-now" }, labels.now, pictures.now, titles.now),
    h("section", { class: "s-ahead" }, labels.ahead, pictures.ahead, titles.ahead),
    h("section", { class: "s-words" }, labels.notes, notes),
    h("footer", {}, Object.values(buttons)),
  );
  return {
    node, clock, elapsed,
    say: (words) => (status.textContent = words),
    relabel: () => {
      for (const [name, label] of Object.entries(labels)) label.textContent = store.t(`speaker.${name}`);
      for (const [name, entry] of Object.entries(buttons)) entry.lastChild.textContent = store.t(`present.${name}`);
      reset.textContent = store.t("speaker.reset");
      back.textContent = store.t("present.back");
      back.hidden = !presenter.paused;
    },
    show: (now, ahead, scene, count) => {
      titles.now.textContent = now.title;
      titles.ahead.textContent = ahead?.title ?? store.t("speaker.last");
      notes.textContent = now.notes || store.t("speaker.none");
      notes.classList.toggle("quiet", !now.notes);
      number.textContent = `${scene}/${count}`;
    },
    picture: (slot, canvas) => canvas ? pictures[slot].firstChild === canvas || pictures[slot].replaceChildren(canvas) : pictures[slot].replaceChildren(),
  };
}

function stateOf(presenter) {
  const { store } = presenter;
  if (presenter.cover === "black") return store.t("speaker.black");
  if (presenter.paused) return store.t("speaker.paused");
  return presenter.ended ? store.t("present.end") : "";
}

function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// The style of the map, which holds the speaker's too.
function rulesOf(root) {
  const sheets = [...root.styleSheets, ...(root.adoptedStyleSheets ?? [])];
  // Of other hosts' sheets nothing may be read, and none is ours.
  const own = sheets.filter((sheet) => !sheet.href || new URL(sheet.href).origin === location.origin);
  return own.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
}
