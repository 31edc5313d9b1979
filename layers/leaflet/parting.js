// Names and badges keep out of one another's way.

// No name lies on another or half under a panel: each moves up or down by a line where it must, and the later one goes
// where none is free.
const MOVES = [0, -1, 1];
function part() {
  const taken = [...document.querySelectorAll(".leaflet-control")].map((control) => control.getBoundingClientRect());
  const meet = (one, other) =>
    one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  for (const name of names) {
    name.style.marginTop = "";
    const { left, right, top, bottom, height } = name.getBoundingClientRect();
    const free = MOVES.map((move) => ({
      move,
      left,
      right,
      top: top + move * height,
      bottom: bottom + move * height,
    })).find((box) => !taken.some((other) => meet(box, other)));
    name.style.visibility = free ? "" : "hidden";
    if (!free) continue;
    if (free.move) name.style.marginTop = `${free.move * height}px`;
    taken.push(free);
  }
  // Badges have what room is left.
  for (const badge of badges) {
    const shown = badge.getElement();
    if (!shown) continue;
    const box = shown.getBoundingClientRect();
    const hidden = taken.some((other) => meet(box, other));
    shown.style.visibility = hidden ? "hidden" : "";
    if (!hidden) taken.push(box);
  }
}
map.on("zoomend moveend resize overlayadd overlayremove", part);
part();
