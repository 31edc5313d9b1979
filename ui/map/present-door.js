// The way into presenting. What presenting needs is loaded when somebody presents, not with the map.

import { defaultLayers, emptyFilters } from "./store.js";
import { namesOnlyAScene } from "./view.js";

export class PresentDoor {
  constructor(map) {
    this.map = map;
    this.on = false;
    this.destroy = map.store.subscribe((state, changed) => changed.has("briefing") && this.follow());
  }

  // A link to a scene, or Back to one.
  async follow() {
    const { map } = this;
    if (!map.store.state.briefing) return;
    this.bare = saysOnlyTheScene(map);
    // The explorer does not flash up before the first scene.
    map.node.dataset.presenting = "";
    const presenter = await this.opened();
    presenter.asked = this.bare;
    await presenter.follow();
  }

  async start(id, scene = 1) {
    await (await this.opened()).start(id, scene);
  }

  // The presenter itself, which from now on stands in this one's place.
  opened() {
    this.opening ??= import("./present.js").then(({ Presenter }) => {
      this.destroy();
      this.map.presenter = new Presenter(this.map);
      return this.map.presenter;
    });
    return this.opening;
  }

  clicked() {
    return false;
  }

  moved() {}

  addressState() {
    const { briefing } = this.map.store.state;
    return briefing && this.bare ? sceneState(this.map.doc, this.map.store.state) : null;
  }
}

// Whether the link that is open says which scene to show, and nothing of what the scene itself says.
export function saysOnlyTheScene(map) {
  return namesOnlyAScene(map.address.off ? (map.received.query ?? "") : location.search);
}

// The state as the address names it while a scene is shown: the scene, and nothing that it says itself.
export function sceneState(doc, state) {
  return { ...state, layers: defaultLayers(doc), opacity: {}, filters: emptyFilters(), selection: null, unit: null, towers: false, sort: null, grouping: null };
}
