// The map under the pointer: what a click chooses, and where the pointer is.

const CLICK_SLACK_PX = 5;
const PICK_RADIUS_PX = 6;
const PICK_DEPTH = 12;

/**
 * deck.gl drops its own click when the main thread is busy: the DOM's click is picked instead.
 * @param {PlanMap} map
 */
export function listenToPointer(map) {
  const { stage, store } = map;
  /** @type {Pixel | null} */
  let down = null;
  /**
   * @param {MouseEvent} event
   * @returns {Pixel}
   */
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  stage.addEventListener("pointerdown", (event) => {
    down = [event.clientX, event.clientY];
  });
  stage.addEventListener("click", (event) => {
    if (!down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > CLICK_SLACK_PX) return;
    const [x, y] = place(event);
    // Before the first frame there is no place under the pointer.
    const viewport = map.renderer.viewport();
    if (map.notes?.picking) {
      if (viewport) map.notes.picked(viewport.unproject([x, y]));
    } else if (store.state.drawing) map.draw?.pen.click([x, y], event.altKey);
    else if (store.state.measure) {
      if (viewport) map.measure.add(viewport.unproject([x, y]));
    } else if (!map.presenter.clicked(x, y) && !map.own?.clicked(x, y)) map.choose(map.renderer.pick(x, y));
  });
  stage.addEventListener("pointermove", (event) =>
    map.position.update(map.renderer.viewport()?.unproject(place(event))),
  );
  stage.addEventListener("pointerleave", () => {
    map.position.update(null);
    map.hover(null);
  });
}

/**
 * Ids of all items under a pixel, the topmost first; the unit only where nothing else lies.
 * @param {DeckGl.Deck} deck
 * @param {number} x
 * @param {number} y
 */
export function idsAt(deck, x, y) {
  const hits = deck.pickMultipleObjects({ x, y, radius: PICK_RADIUS_PX, depth: PICK_DEPTH });
  const ids = (/** @type {boolean} */ ofBasemap) => {
    const picked = hits.filter(({ layer }) => layer.id.startsWith("basemap:") === ofBasemap);
    return [...new Set(picked.flatMap(({ object }) => (object?.id ? [object.id] : [])))];
  };
  const items = ids(false);
  return items.length ? items : ids(true);
}

/**
 * Ids with what is small before what is large: a point and a line as they lie, then areas by their extent.
 * @param {string[]} ids
 * @param {Store} store
 */
export function smallFirst(ids, store) {
  /** @param {string} id */
  const extent = (id) => {
    const item = store.byId.get(id);
    if (!item?.bounds || item.located !== "area") return 0;
    const [west, south, east, north] = item.bounds;
    return (east - west) * (north - south);
  };
  return ids
    .map((id) => ({ id, size: extent(id) }))
    .sort((a, b) => a.size - b.size)
    .map(({ id }) => id);
}
