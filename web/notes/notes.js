// Notes that people pin on the map or on an item: the list beside the map, its pins, and what is written.

import { h, keepingFocus } from "../base/dom.js";
import { entryOf } from "./entry.js";
import { Pins, placeOf } from "./pins.js";
import { NotesServer } from "./server.js";
import { writing } from "./writing.js";

const AGAIN_MS = 10000;
const FILTERS = /** @type {const} */ (["open", "resolved", "all"]);
const NEAR_ZOOM = 13;

export class Notes {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.server = new NotesServer(map.store);
    /** @type {NotesList} */
    this.list = { notes: [], who: "", mayWrite: false, mayDelete: false };
    /** @type {typeof FILTERS[number]} */
    this.filter = "open";
    /** @type {string | null} */
    this.chosen = null;
    /** What is being written: where it will be pinned. @type {{ item: string } | { place: Place } | null} */
    this.draft = null;
    this.picking = false;
    this.words = "";
    /** What is being answered, by the note. @type {Map<string, string>} */
    this.answers = new Map();
    this.said = "";
    /** @type {string | null} */
    this.deleted = null;
    this.open = false;
    this.node = h("aside", { class: "notes-panel", hidden: true, tabindex: "-1" });
    this.pins = new Pins(map, (id) => this.choose(id));
    map.stage.parentElement?.append(this.node);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.left(event));
    this.unsubscribe = this.store.subscribe((_state, changed) => {
      if (changed.has("language") || changed.has("selection")) this.render();
    });
    this.timer = setInterval(() => this.open && !document.hidden && this.refresh(), AGAIN_MS);
  }

  end() {
    clearInterval(this.timer);
    this.unsubscribe();
  }

  toggle() {
    this.open = !this.open;
    this.node.hidden = !this.open;
    this.stopPicking();
    this.draft = null;
    this.map.node.toggleAttribute("data-notes", this.open);
    this.render();
    if (!this.open) return;
    this.node.focus({ preventScroll: true });
    this.refresh();
  }

  async refresh() {
    const before = JSON.stringify([this.list, this.said]);
    try {
      this.list = await this.server.list();
    } catch (error) {
      this.said = /** @type {Error} */ (error).message;
    }
    // Whoever is writing keeps their place.
    if (JSON.stringify([this.list, this.said]) !== before) this.render();
  }

  /**
   * Carry something out, say what went wrong, and look at what there is now.
   * @param {() => Promise<unknown>} act
   */
  async act(act) {
    this.said = "";
    this.deleted = null;
    try {
      await act();
    } catch (error) {
      this.said = this.store.t("notes.failed", { detail: /** @type {Error} */ (error).message });
      this.render();
      return false;
    }
    await this.refresh();
    this.render();
    return true;
  }

  /** @returns {Note[]} */
  shown() {
    return this.list.notes.filter(({ state }) => this.filter === "all" || state === this.filter);
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    if (!this.open) this.toggle();
    this.render();
    this.node.querySelector(`[data-note="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Note} note */
  fly(note) {
    this.chosen = note.id;
    const place = placeOf(this.store, note);
    const { zoom } = this.map.renderer.camera;
    if (place) this.map.renderer.fly({ longitude: place[0], latitude: place[1], zoom: Math.max(zoom, NEAR_ZOOM) }, 600);
    this.render();
  }

  pick() {
    this.picking = true;
    this.map.node.toggleAttribute("data-noting", true);
    this.render();
  }

  stopPicking() {
    this.picking = false;
    this.map.node.toggleAttribute("data-noting", false);
  }

  /** @param {Place} place */
  picked(place) {
    this.stopPicking();
    this.write({ place: [+place[0].toFixed(6), +place[1].toFixed(6)] });
  }

  /** @param {{ item: string } | { place: Place }} where */
  write(where) {
    this.draft = where;
    this.render();
    this.node.querySelector("textarea")?.focus();
  }

  /** @param {KeyboardEvent} event */
  left(event) {
    event.stopPropagation();
    if (this.picking || this.draft) {
      this.stopPicking();
      this.draft = null;
      this.render();
    } else this.toggle();
  }

  paint() {
    this.pins.paint();
  }

  render() {
    const shown = this.shown();
    this.pins.show(this.open ? shown : [], this.chosen);
    if (!this.open) return;
    keepingFocus(this.node, () => this.node.replaceChildren(...this.parts(shown)));
  }

  /** @param {Note[]} shown */
  parts(shown) {
    const { store, list } = this;
    const open = list.notes.filter(({ state }) => state === "open").length;
    const filter = (/** @type {typeof FILTERS[number]} */ name) =>
      h(
        "button",
        {
          class: "chip",
          "data-focus": `notes:${name}`,
          "aria-pressed": String(this.filter === name),
          onclick: () => {
            this.filter = name;
            this.render();
          },
        },
        store.t(`notes.${name}`),
      );
    const none = list.notes.length ? "notes.noneOpen" : "notes.none";
    this.node.setAttribute("aria-label", store.t("notes.title"));
    return [
      h(
        "div",
        { class: "notes-head" },
        h("h2", {}, store.t("notes.title")),
        h("span", { class: "quiet" }, store.t("notes.count", { open, all: list.notes.length })),
        h(
          "button",
          {
            class: "icon",
            "data-focus": "notes:close",
            title: store.t("notes.close"),
            "aria-label": store.t("notes.close"),
            onclick: () => this.toggle(),
          },
          "×",
        ),
      ),
      h("div", { class: "notes-row", role: "group" }, FILTERS.map(filter)),
      ...(list.mayWrite ? [writing(this)] : []),
      h(
        "p",
        { class: "quiet", role: "status" },
        this.said,
        this.deleted ? h("button", { class: "link", onclick: () => this.undo() }, store.t("notes.undo")) : "",
      ),
      shown.length
        ? h(
            "ul",
            { class: "notes-list" },
            shown.map((note) => entryOf(this, note)),
          )
        : h("p", { class: "quiet" }, store.t(none)),
    ];
  }

  undo() {
    const id = this.deleted;
    if (id) this.act(() => this.server.restore(id));
  }

  /** @param {Note} note */
  async remove(note) {
    if (!(await this.act(() => this.server.remove(note)))) return;
    this.deleted = note.id;
    this.said = this.store.t("notes.deleted");
    this.render();
  }
}
