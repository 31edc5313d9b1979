// The speaker's window: notes, what comes next, and the time. An empty window of our own that this one fills and hears,
// so that both follow each other with no server, from a file too.

import { inLanguage } from "./briefings.js";
import { buildDesk } from "./desk.js";
import { h } from "../base/dom.js";
import { pressed } from "./keys.js";
import { drawPicture } from "./scene-picture.js";
import { PICTURE } from "./overview.js";

const NAME = "plan-map-speaker";
const FEATURES = "popup,width=1180,height=760";
const TICK_MS = 500;
/** @type {(keyof AppearanceColors)[]} */
const ROLES = ["sea", "land", "ink", "halo", "label_quiet", "unit", "unit_line", "highlight"];

/** A window with the timer that it has from its last filling. @typedef {Window & { planMapClock?: number }} Clocked */

export class Speaker {
  /** @param {Presenter} presenter */
  constructor(presenter) {
    this.presenter = presenter;
    /** @type {Clocked | null} */
    this.window = null;
    /** @type {ReturnType<typeof buildDesk> | null} */
    this.parts = null;
    /**
     * By briefing, scene and appearance.
     * @type {Map<string, HTMLCanvasElement>}
     */
    this.pictures = new Map();
    this.blocked = false;
    this.startedAt = Date.now();
    // The window stays when the presentation's own goes, and says so.
    this.onGone = () => this.orphan();
    addEventListener("pagehide", this.onGone);
  }

  // The window and what it is made of; null where it is not open.
  get shown() {
    const { window, parts } = this;
    return window && parts && !window.closed ? { window, parts } : null;
  }

  // From a key or a click only: browsers let no page open windows by itself.
  open() {
    if (this.shown) return this.shown.window.focus();
    const opened = globalThis.open("", NAME, FEATURES);
    this.blocked = !opened;
    if (opened) this.fill(opened);
    this.presenter.update();
  }

  /** @param {Clocked} opened */
  fill(opened) {
    this.window = opened;
    const { document } = opened;
    const { map } = this.presenter;
    const root = /** @type {ShadowRoot | Document} */ (map.node.getRootNode());
    document.head.replaceChildren(h("meta", { charset: "utf-8" }), h("style", {}, rulesOf(root)));
    this.parts = buildDesk(this.presenter, () => this.reset());
    document.body.className = "speaker";
    document.body.replaceChildren(this.parts.node);
    this.pictures = new Map();
    const { presenter } = this;
    // The opened document is the same one when this window is filled again after a reload: its handlers are set, not
    // added.
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
    this.shown?.window.close();
    this.window = null;
  }

  orphan() {
    const { shown } = this;
    if (!shown) return;
    shown.window.document.onkeydown = null;
    shown.window.onpagehide = null;
    shown.parts.say(this.presenter.store.t("speaker.orphan"));
  }

  reset() {
    this.startedAt = Date.now();
    this.tick();
  }

  tick() {
    if (!this.shown) return;
    const { parts } = this.shown;
    parts.clock.textContent = new Date().toLocaleTimeString("zh-CN", {
      hour12: false,
      hour: "2-digit",
      minute: "2-digit",
    });
    parts.elapsed.textContent = duration(Date.now() - this.startedAt);
  }

  render() {
    if (!this.shown) return;
    const { presenter } = this;
    const { store, map } = presenter;
    const { parts } = this.shown;
    const { document } = this.shown.window;
    document.documentElement.lang = store.state.language === "zh" ? "zh-CN" : "en";
    document.title = store.t("speaker.title");
    for (const role of ROLES) document.documentElement.style.setProperty(`--${role}`, store.colors()[role]);
    parts.relabel();
    parts.say(presenter.on ? stateOf(presenter) : store.t("speaker.left"));
    parts.node.dataset.scene = presenter.on ? String(store.state.scene) : "";
    const { briefing } = presenter;
    const [now, ahead] = [presenter.scene(), presenter.scene(1)];
    if (briefing && now) {
      parts.show(this.words(now), ahead && this.words(ahead), store.state.scene, briefing.scenes.length);
      parts.picture("now", this.picture(map, briefing, now));
      parts.picture("ahead", ahead ? this.picture(map, briefing, ahead) : null);
    }
    this.tick();
  }

  /** @param {BriefingScene} scene */
  words(scene) {
    const { language } = this.presenter.store.state;
    return { title: inLanguage(scene, "title", language), notes: inLanguage(scene, "notes", language) };
  }

  /**
   * Drawn once for each scene and appearance.
   * @param {PlanMap} map
   * @param {Briefing} briefing
   * @param {BriefingScene} scene
   */
  picture(map, briefing, scene) {
    const key = `${briefing.id} ${scene.id} ${map.store.state.appearance}`;
    let canvas = this.pictures.get(key);
    if (!canvas) {
      canvas = h("canvas", { width: PICTURE.width, height: PICTURE.height });
      drawPicture(canvas, map, scene);
      this.pictures.set(key, canvas);
    }
    return canvas;
  }
}

/** @param {Presenter} presenter */
function stateOf(presenter) {
  const { store } = presenter;
  if (presenter.cover === "black") return store.t("speaker.black");
  if (presenter.paused) return store.t("speaker.paused");
  return presenter.ended ? store.t("present.end") : "";
}

/** @param {number} ms */
function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  /** @param {number} value */
  const two = (value) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * The style of the map, which holds the speaker's too.
 * @param {ShadowRoot | Document} root
 */
function rulesOf(root) {
  const sheets = [...root.styleSheets, ...(root.adoptedStyleSheets ?? [])];
  // Of other hosts' sheets nothing may be read, and none is ours.
  const own = sheets.filter((sheet) => !sheet.href || new URL(sheet.href).origin === location.origin);
  return own.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
}
