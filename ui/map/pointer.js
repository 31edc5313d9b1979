// The map under the pointer: what a click chooses, and where the pointer is.

const CLICK_SLACK_PX = 5;

// deck.gl drops its own click when the main thread is busy: the DOM's click is picked instead.
export function listenToPointer(map) {
  const { stage, store } = map;
  let down = null;
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  stage.addEventListener("pointerdown", (event) => (down = [event.clientX, event.clientY]));
  stage.addEventListener("click", (event) => {
    if (!down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > CLICK_SLACK_PX) return;
    const [x, y] = place(event);
    // Before the first frame there is no place under the pointer.
    const viewport = map.scene.viewport();
    if (store.state.measure) {
      if (viewport) map.measure.add(viewport.unproject([x, y]));
    } else if (!map.presenter.clicked(x, y)) map.choose(map.scene.pick(x, y));
  });
  stage.addEventListener("pointermove", (event) => map.position.update(map.scene.viewport()?.unproject(place(event))));
  stage.addEventListener("pointerleave", () => {
    map.position.update(null);
    map.hover(null);
  });
}
