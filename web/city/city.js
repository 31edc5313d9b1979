// The city under the plan, put together: it is drawn, named and searched.

import { aboutOf, fullName } from "./forms.js";
import { CityNames } from "./names.js";
import { placesOf } from "./rows.js";
import { findPlaces } from "./search.js";
import { CityShapes } from "./shapes.js";

export class City {
  /**
   * @param {PlanMap} map
   * @param {CityDocument} doc
   */
  constructor(map, doc) {
    this.map = map;
    this.doc = doc;
    map.labels.city = new CityNames(doc, map.store);
    // The simple map has no layers of its own; its places are found all the same.
    map.renderer.addCity?.(new CityShapes(doc, map.store));
  }

  /**
   * @param {string} words
   * @param {number} limit
   * @returns {{ found: FoundPlace[], total: number }}
   */
  find(words, limit) {
    const { found, total } = findPlaces(this.doc, words, limit);
    return { found: found.map((entry) => this.described(entry)), total };
  }

  /**
   * A place with its name in full, its kind, its district, and the number or height that it has.
   * @param {CityName} entry
   */
  described(entry) {
    const { store } = this.map;
    const kind = this.doc.kinds[entry.kind];
    const unit = store.doc.units.find(({ id }) => id === entry.district);
    const about = [store.label(kind), unit && store.name(unit), aboutOf(entry, store.state.language)];
    const name = fullName(entry, kind, store.state.language);
    return { entry, name, about: about.filter(Boolean).join(" · ") };
  }

  /**
   * Fly to a place, and mark it until something else is chosen.
   * @param {CityName} entry
   */
  show(entry) {
    const [[longitude, latitude]] = placesOf(entry.places);
    this.map.store.set({ selection: null, candidates: [], spot: entry });
    this.map.renderer.fly({ longitude, latitude, zoom: this.doc.kinds[entry.kind].fly_zoom });
  }
}
