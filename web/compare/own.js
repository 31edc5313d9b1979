// Layers of people's own on the other half: those that its view shows, as the map beside it has loaded them, and what
// is written beside their features.

/** @implements {OwnDrawn} */
export class OtherOwn {
  /** What is drawn. @type {unknown[]} */
  keys = [];
  last = {};

  /** @type {ReturnType<Own["namesOn"]> | null} */
  names = null;

  /**
   * @param {PlanMap} map
   * @param {NamedView} view the other one
   */
  constructor(map, view) {
    this.map = map;
    this.view = view;
    this.store = view.store;
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

  // Another layer has come, or looks otherwise.
  draw() {
    this.view.renderer.draw();
    this.paint();
  }

  paint() {
    this.names ??= this.map.own?.namesOn(this.view) ?? null;
    this.names?.paint();
  }
}
