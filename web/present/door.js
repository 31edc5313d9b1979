// The way into presenting. What presenting needs is loaded when somebody presents, not with the map.

import { lazyModule } from "../base/lazy.js";
import { sceneState } from "../state/view.js";

export class PresentDoor {
  /**
   * @param {PlanMap} map
   * @param {() => Promise<{ Presenter: new (map: PlanMap) => Presenter }>} [load]
   */
  constructor(map, load) {
    this.map = map;
    this.load = load;
    this.on = false;
    /** @type {Promise<Presenter | null> | null} */
    this.opening = null;
  }

  // A link to a scene, or Back to one. What it shows was decided when the link was read: nothing is asked of the
  // address once more.
  async follow() {
    const { map } = this;
    if (!map.store.state.briefing) return;
    // The explorer does not flash up before the first scene.
    map.node.dataset.presenting = "";
    const presenter = await this.opened();
    if (presenter) return presenter.follow();
    delete map.node.dataset.presenting;
  }

  /**
   * @param {string} id
   * @param {number} [scene]
   */
  async start(id, scene = 1) {
    await (await this.opened())?.start(id, scene);
  }

  /**
   * The presenter itself, which from now on stands in this one's place; null where it does not come.
   * @returns {Promise<Presenter | null>}
   */
  opened() {
    const opening = this.opening ?? this.open();
    this.opening = opening;
    return opening;
  }

  /** @returns {Promise<Presenter | null>} */
  async open() {
    const { map } = this;
    const module = await lazyModule(map, "present", this.load);
    if (!module) {
      this.opening = null;
      return null;
    }
    /** @type {Presenter} */
    const presenter = new module.Presenter(map);
    map.presenter = presenter;
    return presenter;
  }

  /** @param {() => void} change */
  quiet(change) {
    change();
  }

  clicked() {
    return false;
  }

  moved() {}

  destroy() {}

  addressState() {
    const { state } = this.map.store;
    return state.briefing && !state.detour ? sceneState(this.map.doc, state) : null;
  }
}
