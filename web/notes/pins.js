// Pins of notes on the map: buttons that go with it, above what is drawn and below the panels.

import { h } from "../base/dom.js";

const EDGE_PX = 12;

/**
 * Where a note stands: its own place, or that of its item's name; null where neither is on the map.
 * @param {Store} store
 * @param {Note} note
 * @returns {Place | null}
 */
export function placeOf(store, note) {
  if (note.place) return note.place;
  const item = note.item ? store.byId.get(note.item) : undefined;
  return item?.anchors?.[0] ?? null;
}

export class Pins {
  /**
   * @param {PlanMap} map
   * @param {(id: string) => void} choose
   */
  constructor(map, choose) {
    this.map = map;
    this.choose = choose;
    this.node = h("div", { class: "note-pins" });
    /** @type {{ place: Place, pin: HTMLElement }[]} */
    this.pins = [];
    map.stage.append(this.node);
  }

  /**
   * @param {Note[]} notes
   * @param {string | null} chosen
   */
  show(notes, chosen) {
    this.pins = notes.flatMap((note) => {
      const place = placeOf(this.map.store, note);
      if (!place) return [];
      const label = note.text.slice(0, 80);
      const pin = h(
        "button",
        {
          class: "note-pin",
          "data-note": note.id,
          "data-state": note.state,
          "aria-pressed": String(note.id === chosen),
          title: label,
          "aria-label": label,
          onclick: (/** @type {Event} */ event) => {
            event.stopPropagation();
            this.choose(note.id);
          },
        },
        String(note.replies.length + 1),
      );
      return [{ place, pin }];
    });
    this.node.replaceChildren(...this.pins.map(({ pin }) => pin));
    this.paint();
  }

  // With each frame of the map.
  paint() {
    const viewport = this.map.renderer.viewport();
    const { clientWidth: width, clientHeight: height } = this.map.stage;
    for (const { place, pin } of this.pins) {
      const [x, y] = viewport?.project(place) ?? [Number.NaN, Number.NaN];
      const inside = x > -EDGE_PX && y > -EDGE_PX && x < width + EDGE_PX && y < height + EDGE_PX;
      pin.hidden = !inside;
      if (inside) pin.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }
  }
}
