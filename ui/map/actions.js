// What buttons and keys ask the map to do.

import { savePicture } from "./picture.js";
import { addressWith } from "./view.js";

export function makeActions(map) {
  const { store } = map;
  return {
    select: (id) => map.select(id),
    // From the search: fly there in any case, and read on in the card.
    find: (id) => {
      map.forms.leave();
      store.set({ candidates: [] });
      map.select(id, { fly: true });
      map.node.querySelector(".card").focus({ preventScroll: true });
    },
    link: () => location.origin + addressWith(map.address.query()),
    surrounding: async (id) => {
      const outline = await map.reader();
      const block = outline.blockOf(id);
      return block ? outline.textOf(block) : "";
    },
    // Where the reader stands open already, it goes there again.
    read: (id) => {
      const { page, selection } = store.state;
      if (page === "reader" && selection === id) map.dock.returned();
      else store.set({ page: "reader", selection: id });
    },
    close: () => store.set({ selection: null, candidates: [] }),
    back: () => store.set({ selection: null }),
    zoom: (step) => map.scene.fly({ zoom: map.scene.camera.zoom + step }, 300),
    home: () => map.framing.home(),
    north: () => map.scene.fly({ bearing: 0, pitch: 0 }, 300),
    shenshan: () => map.framing.around(["shenshan"]),
    unplaced: () => map.choose(store.matching.filter((item) => !item.anchors).map((item) => item.id)),
    language: (language) => store.set({ language }),
    ground: (ground) => store.set({ ground, groundChosen: true }),
    page: (page) => store.set({ page }),
    toMap: () => map.forms.leave(),
    measure: () => map.measure.toggle(),
    picture: () => savePicture(map),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : map.node.requestFullscreen()),
    towers: () => {
      store.set({ towers: !store.state.towers });
      map.scene.tilt(store.state.towers);
    },
  };
}
