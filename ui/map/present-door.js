// The way into presenting. What presenting needs is loaded when somebody presents, not with the map.

import { defaultLayers, emptyFilters } from "./store.js";

export class PresentDoor {
  constructor(map, load = () => import("./present.js")) {
    Object.assign(this, { map, load, on: false });
  }

  // A link to a scene, or Back to one. What it shows was decided when the link was read: nothing is asked of the address once more.
  async follow() {
    const { map } = this;
    if (!map.store.state.briefing) return;
    // The explorer does not flash up before the first scene.
    map.node.dataset.presenting = "";
    await (await this.opened()).follow();
  }

  async start(id, scene = 1) {
    await (await this.opened()).start(id, scene);
  }

  // The presenter itself, which from now on stands in this one's place.
  opened() {
    this.opening ??= this.load().then(({ Presenter }) => (this.map.presenter = new Presenter(this.map)));
    return this.opening;
  }

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

// The state as the address names it while a scene is shown: the scene, and nothing that it says itself.
export function sceneState(doc, state) {
  return { ...state, layers: defaultLayers(doc), opacity: {}, filters: emptyFilters(), selection: null, unit: null, towers: false, sort: null, grouping: null };
}
