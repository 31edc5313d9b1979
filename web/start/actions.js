// What buttons and keys ask the map to do.

import { lazyModule } from "../base/lazy.js";
import { savePicture } from "../map/picture.js";
import { addressWith, comparedQuery } from "../state/view.js";
import { loadBasemaps } from "./later/basemaps.js";
import { loadCity } from "./later/city.js";

// What somebody has drawn in this browser before: is there any?
const DRAWN = "plan-map-drawings";

/**
 * Drawing by hand, loaded when the pen is first taken.
 * @param {PlanMap} map
 * @returns {Promise<Draw | null>}
 */
export async function loadDraw(map) {
  const module = await lazyModule(map, "draw");
  if (module && !map.ended) map.draw ??= new module.Draw(map);
  return map.draw;
}

/**
 * Layers that people brought.
 * @param {PlanMap} map
 * @returns {Promise<Own | null>}
 */
export async function loadOwn(map) {
  const module = await lazyModule(map, "own");
  if (module && !map.ended) map.own ??= new module.Own(map);
  return map.own;
}

/**
 * Editing the plan, for those who may.
 * @param {PlanMap} map
 * @returns {Promise<Edit | null>}
 */
async function loadEdit(map) {
  if (!map.edit) {
    const module = await lazyModule(map, "edit");
    if (module && !map.ended) map.edit ??= new module.Edit(map);
  }
  return map.edit;
}

/**
 * After the first frame, where there is something to see.
 * @param {PlanMap} map
 */
export function followDrawings(map) {
  try {
    if (localStorage.getItem(DRAWN)) loadDraw(map);
  } catch (error) {
    // A browser that keeps nothing has nothing.
    console.info(/** @type {Error} */ (error).message);
  }
}

/** @param {PlanMap} map */
export function makeActions(map) {
  const { store } = map;
  return {
    select: (/** @type {string} */ id) => map.select(id),
    // From the search: fly there in any case, and read on in the card.
    find: (/** @type {string} */ id) => {
      map.forms.leave();
      store.set({ candidates: [] });
      map.select(id, { fly: true });
      // The card is built with the map.
      const card = /** @type {HTMLElement} */ (map.node.querySelector(".card"));
      card.focus({ preventScroll: true });
    },
    // Places of the city; where they have not come yet, `again` is told when they have.
    places: (/** @type {string} */ words, /** @type {number} */ limit, /** @type {() => void} */ again) => {
      if (!map.city) loadCity(map).then((city) => city && again());
      return map.city?.find(words, limit) ?? { found: [], total: 0 };
    },
    place: (/** @type {CityName} */ entry) => {
      map.forms.leave();
      map.city?.show(entry);
    },
    // A file that is handed on has no server with basemaps: there is the city, or nothing.
    base: () => {
      if (map.received.basemapsUrl) loadBasemaps(map).then((basemaps) => basemaps?.chooser().toggle());
      else store.set({ base: store.state.base === "none" ? "city" : "none" });
    },
    choosesBasemap: Boolean(map.received.basemapsUrl),
    basemapAgain: () => map.basemapsComing?.then((basemaps) => basemaps?.retry()),
    link: () => location.origin + addressWith(map.doc, map.address.query()),
    surrounding: async (/** @type {string} */ id) => {
      const outline = await map.reader();
      const block = outline.blockOf(id);
      return block ? outline.textOf(block) : "";
    },
    // Where the reader stands open already, it goes there again.
    read: (/** @type {string} */ id) => {
      const { page, selection } = store.state;
      if (page === "reader" && selection === id) map.dock.returned();
      else store.set({ page: "reader", selection: id });
    },
    close: () => store.set({ selection: null, candidates: [], spot: null }),
    back: () => store.set({ selection: null }),
    zoom: (/** @type {number} */ step) => map.renderer.fly({ zoom: map.renderer.camera.zoom + step }, 300),
    home: () => map.fitting.home(),
    north: () => map.renderer.fly({ bearing: 0, pitch: 0 }, 300),
    around: (/** @type {string} */ id) => map.fitting.around([id]),
    unplaced: () => map.choose(store.matching.filter((item) => !item.anchors).map((item) => item.id)),
    language: (/** @type {Language} */ language) => store.set({ language }),
    setAppearance: (/** @type {Appearance} */ appearance) => store.set({ appearance, appearanceChosen: true }),
    page: (/** @type {string} */ page) => store.set({ page }),
    toMap: () => map.forms.leave(),
    // Time shows nothing where no colour and no badge tells of progress.
    time: () => {
      const { timeOpen, tint } = store.state;
      const [plain] = map.doc.contract.tints;
      store.set({ timeOpen: !timeOpen, ...(!timeOpen && tint === plain ? { tint: "progress" } : {}) });
    },
    measure: () => map.measure.toggle(),
    compare: () => {
      // A second canvas needs what the first has; the simple map has none.
      if (!map.labels.canvas) return;
      const { compare } = store.state;
      store.set(
        compare === null ? { compare: comparedQuery(map.doc, store.state, null) } : { compare: null, right: false },
      );
    },
    // A presented drawing needs the layer that shows it.
    drawings: () => loadDraw(map),
    mayEdit: Boolean(map.received.newsUrl && map.received.person?.mayEdit),
    trail: (/** @type {string | null} */ id) => store.set({ page: "trail", selection: id, candidates: [] }),
    edit: async (/** @type {string} */ id) => (await loadEdit(map))?.open(id),
    changes: async () => (await loadEdit(map))?.toggleChanges(),
    own: () => loadOwn(map),
    draw: async () => {
      // The simple map has no canvas to draw over.
      if (!map.labels.canvas || map.edit?.placing.shown) return;
      const draw = await loadDraw(map);
      draw?.tools();
      // A scene keeps what it has chosen.
      const open = map.presenter.on ? {} : { selection: null, candidates: [] };
      if (draw) store.set({ ...open, drawing: !store.state.drawing, measure: null });
    },
    notes: async () => {
      const module = await lazyModule(map, "notes");
      if (!module || map.ended) return;
      map.notes ??= new module.Notes(map);
      map.notes?.toggle();
    },
    // Whom the server does not know sees none; a file that is handed on has none.
    hasNotes: Boolean(map.received.notesUrl),
    picture: () => savePicture(map),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : map.node.requestFullscreen()),
    towers: () => {
      store.set({ towers: !store.state.towers });
      map.renderer.tilt(store.state.towers);
    },
  };
}
