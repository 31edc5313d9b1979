// The names that may be written on the map, by rank: of districts, cities and waters, and of the plan's items.

import { inTwo, shortened } from "./text.js";

/** @typedef {import("./places.js").Row} Row */
/** @typedef {Row & { item: PlacedItem }} ItemRow */

export class Names {
  /**
   * @param {DeckRenderer} renderer
   * @param {BasemapDocument} basemap
   * @param {Store} store
   */
  constructor(renderer, basemap, store) {
    this.renderer = renderer;
    this.basemap = basemap;
    this.store = store;
    /**
     * The items' names in one language.
     * @type {{ language: Language, rows: ItemRow[] } | null}
     */
    this.written = null;
    /**
     * All names, and what they were sorted for.
     * @type {{ language: Language, tops: DeckRenderer["towerTops"], rows: Row[] } | null}
     */
    this.sorted = null;
  }

  /** Every name that may be written, by rank: places, and towers' totals. */
  places() {
    const { language } = this.store.state;
    /** @param {{ name: string, name_en: string }} entry */
    const name = (entry) => (language === "zh" ? entry.name : entry.name_en);
    const shortOf = new Map(this.store.doc.units.map(({ id, short_en }) => [id, short_en]));
    /**
     * Eleven times the word District would leave no room on the map. Every unit has a short name.
     * @param {ItemRecord} unit
     */
    const short = (unit) => (language === "zh" ? unit.name : /** @type {string} */ (shortOf.get(unit.id)));
    const tops = this.renderer.towerTops;
    const ranks = this.store.doc.catalogue.labels;
    /** @type {Row[]} */
    const units = this.basemap.units.map((unit) => {
      const top = tops?.get(unit.id);
      const anchors = top ? unit.anchors.map((anchor) => [...anchor, top.height]) : unit.anchors;
      const text = top ? `${short(unit)} ${top.total}/${top.all}` : short(unit);
      return { kind: "unit", text, anchors, rank: ranks.unit_rank };
    });
    /** @type {Row[]} */
    const cities = this.basemap.neighbours.map((city) => ({
      kind: "neighbour",
      text: name(city),
      anchors: [city.label],
      rank: ranks.neighbour_rank,
    }));
    /** @type {Row[]} */
    const waters = this.basemap.waters.map((water) => ({
      kind: "water",
      text: name(water),
      anchors: [water.label],
      rank: ranks.water_rank + water.rank,
    }));
    return [...units, ...cities, ...waters];
  }

  /** The items' names, made once a language: a filter only chooses among them. */
  items() {
    const { language } = this.store.state;
    if (this.written?.language !== language) {
      const named = this.store.doc.items.filter(isPlaced).filter((item) => item.layer !== "units");
      this.written = { language, rows: named.map((item) => this.row(item, language)) };
    }
    return this.written.rows;
  }

  /**
   * @param {PlacedItem} item
   * @param {Language} language
   * @returns {ItemRow}
   */
  row(item, language) {
    const { rank, labelZoom: minZoom } = this.store.layerOf(item);
    const text = shortened(item.labels[language]);
    const below = item.located === "point";
    return { item, kind: "item", text, two: inTwo(text), anchors: item.anchors, rank, below, minZoom };
  }

  /** All names in their order; the chosen item's comes first at any zoom. */
  candidates() {
    const { language, selection } = this.store.state;
    const tops = this.renderer.towerTops;
    if (this.sorted?.language !== language || this.sorted.tops !== tops) {
      const items = tops?.size ? [] : this.items();
      this.sorted = { language, tops, rows: [...this.places(), ...items].sort((a, b) => a.rank - b.rank) };
    }
    const { rows } = this.sorted;
    const chosen = selection && rows.find((row) => row.item?.id === selection);
    return chosen ? [{ ...chosen, minZoom: 0, chosen: true }, ...rows.filter((row) => row !== chosen)] : rows;
  }
}

/**
 * @param {ItemRecord} item
 * @returns {item is PlacedItem}
 */
export function isPlaced(item) {
  return item.anchors !== undefined;
}
