// The city under the plan, drawn: one more layer between the basemap and the plan.

import { numbers } from "../base/colour.js";
import { FLAT } from "../gpu/plane.js";
import { cityRows, strengthsAt, turnsOf } from "./rows.js";

const FULL = 255;

export class CityShapes {
  /**
   * @param {CityDocument} doc
   * @param {Store} store
   */
  constructor(doc, store) {
    const { parts, rows, owners, colors } = cityRows(doc);
    this.kinds = doc.kinds;
    this.store = store;
    this.parts = parts;
    this.data = rows;
    this.owners = owners;
    this.colors = colors;
    this.turns = turnsOf(parts);
    /** The rows that the layer was made for: another canvas has others. @type {RowVisibility | null} */
    this.rows = null;
    /** @type {DeckGl.Layer | null} */
    this.made = null;
  }

  /**
   * The city's rows as RowVisibility takes them.
   * @returns {RowList}
   */
  list() {
    return { owners: this.owners, parts: this.parts, items: null };
  }

  // Whether it is shown at all: tiles are a city of their own.
  get on() {
    const { base, tiles } = this.store.state;
    return base !== "none" && !tiles?.ready;
  }

  /**
   * What stays the same as long as nothing appears or goes.
   * @param {number} zoom
   */
  level(zoom) {
    return this.on ? this.turns.filter((turn) => zoom >= turn).length : -1;
  }

  /** @param {number} zoom */
  strengths(zoom) {
    return this.on ? strengthsAt(this.parts, zoom) : new Uint8Array(this.parts.length);
  }

  /**
   * In the colours of the present appearance.
   * @param {OpenedDeck["D"]} D
   * @param {RowVisibility} rows
   * @param {number} widthScale
   */
  layers(D, rows, widthScale) {
    if (this.rows !== rows) {
      this.rows = rows;
      // deck.gl numbers the rows of pickable layers only; the parts' traits keep these from being picked.
      this.made = new D.ShapeLayer({ id: "city:shapes", data: this.data, pickable: true, ...FLAT });
    }
    const { appearance } = this.store.state;
    const ofPart = this.parts.map((part) => this.colorOf(part));
    const shown = { rows, firstRow: rows.firstRows[rows.firstRows.length - 1], widthScale };
    return [
      /** @type {DeckGl.Layer} */ (this.made).clone({
        ...shown,
        /** @type {DeckGl.Accessor<ShapeRow>} */
        getColor: (_row, { index }) => {
          const part = this.parts[this.owners[index]];
          const own = part.kind === "own" && this.colors[index]?.[appearance === "dark" ? 1 : 0];
          return own ? numbers(own) : ofPart[this.owners[index]];
        },
        updateTriggers: { getColor: appearance },
      }),
    ];
  }

  /** @param {CityPart} part */
  colorOf({ catalogueId, kind }) {
    const look = /** @type {CityLook} */ (this.kinds[catalogueId].look);
    if (kind === "core") return numbers(this.store.colors().unit);
    return numbers(this.store.color(look), Math.round(look.opacity * FULL));
  }
}
