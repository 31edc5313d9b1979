// Layers of people's own on the other half: those that its view shows, as the map beside it has loaded them.

/** @implements {OwnDrawn} */
export class OtherOwn {
  /** What is drawn. @type {unknown[]} */
  keys = [];
  last = {};

  /**
   * @param {PlanMap} map
   * @param {Store} store of the other view
   */
  constructor(map, store) {
    this.map = map;
    this.store = store;
  }

  get stamp() {
    const { own, appearance } = this.store.state;
    const keys = [this.map.own?.stamp, own, appearance];
    if (keys.some((key, index) => key !== this.keys[index])) Object.assign(this, { keys, last: {} });
    return this.last;
  }

  /**
   * @param {DeckGl.WithOwn} D
   * @param {number} scale
   */
  layers(D, scale) {
    return this.map.own?.layers(D, scale, this.store) ?? [];
  }
}
