// The words of a Leaflet map and what stands round it. The map itself was drawn by folium from numbers alone; every
// text comes from one JSON value of the page and becomes text in the browser, never markup, never code.

// On a phone, or in a frame as small, lists of layers and keys are folded: they would cover the map.
const SMALL = "(max-width: 700px), (max-height: 480px)";
// What a finger means may lie that far from where it lands.
const FINGER_PX = 10;
const words = JSON.parse(document.getElementById("plan-words").textContent);
const map = window[words.map];

function node(tag, text, css = "") {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = text;
  return made;
}

function parts(css, ...children) {
  const made = node("div", "", css);
  made.append(...children);
  return made;
}

// Open where there is room for it.
function folded(title, content) {
  const made = document.createElement("details");
  made.open = !matchMedia(SMALL).matches;
  made.append(node("summary", title), content);
  made.addEventListener("toggle", () => part());
  return made;
}

// Text as markup that shows it as it stands, where Leaflet takes markup only.
const asMarkup = (text) => node("i", text).innerHTML;

// Drawings hold colours and numbers only.
function drawn(markup) {
  const made = document.createElement("template");
  made.innerHTML = markup;
  return made.content;
}

function popup(item) {
  return parts(
    "",
    node("b", item.label),
    node("br", ""),
    node("small", item.other),
    node("blockquote", item.clause),
    node("small", item.section),
    node("br", ""),
    node("small", item.facts),
  );
}

const shapeOf = new Map();
const byElement = new Map();

// Of all shapes under a pointer the smallest; a line before any area.
function smallestAt({ clientX, clientY, pointerType }) {
  const reach = pointerType === "touch" ? [0, -FINGER_PX, FINGER_PX] : [0];
  const found = new Set();
  for (const dx of reach)
    for (const dy of reach)
      for (const element of document.elementsFromPoint(clientX + dx, clientY + dy))
        if (byElement.has(element)) found.add(byElement.get(element));
  const size = (shape) => {
    const { width, height } = shape.getElement().getBBox();
    return [shape.options.fill === false ? 0 : 1, width * height];
  };
  const [first] = [...found]
    .map((shape) => ({ shape, size: size(shape) }))
    .sort(({ size: [kind, area] }, { size: [other, least] }) => kind - other || area - least);
  return first?.shape;
}

function name(shape, opacity) {
  const number = shape.feature.id;
  const item = words.items[number];
  shapeOf.set(number, shape);
  shape.bindTooltip(() => node("span", item.label), { sticky: true });
  shape.bindPopup(() => popup(item), { maxWidth: Math.min(340, innerWidth - 60) });
  if (!shape.setOpacity) {
    // The topmost shape is not always what is meant: an area lies over what is in it.
    shape.off("click");
    shape.on("click", (event) => {
      L.DomEvent.stop(event);
      (smallestAt(event.originalEvent) ?? shape).openPopup(event.latlng);
    });
    // It has an element while its layer is on, each time another.
    const heard = () => shape.getElement() && byElement.set(shape.getElement(), shape);
    shape.on("add", heard);
    heard();
    return;
  }
  shape.setOpacity(opacity * words.rests[number]);
  const label = () => shape.getElement()?.setAttribute("aria-label", item.label);
  shape.on("add", label);
  label();
}

for (const [shapes, opacity] of words.shapes) window[shapes].eachLayer((shape) => name(shape, opacity));

const names = words.places.map(([text, latitude, longitude, css]) => {
  const name = node("div", text, css);
  const icon = L.divIcon({ html: name, iconSize: [0, 0], className: "name" });
  L.marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(map);
  return name;
});

// A badge goes with its layer, over all symbols, and is no target of its own.
const badges = words.badges.map(([part, latitude, longitude, state, off]) => {
  const html = drawn(words.signs[state]).firstElementChild;
  const half = html.width.baseVal.value / 2;
  const size = { iconSize: [2 * half, 2 * half], iconAnchor: [half - off, half + off] };
  const icon = L.divIcon({ html, className: "badge", ...size });
  const look = { icon, interactive: false, keyboard: false, zIndexOffset: 1e6 };
  return L.marker([latitude, longitude], look).addTo(window[part]);
});

if (words.layers.length) {
  const control = L.control.layers(null, null, { collapsed: false }).addTo(map);
  const list = folded(words.layersTitle, control.getContainer().querySelector("section"));
  control.getContainer().append(list);
  for (const { group, swatch, label, count } of words.layers) {
    control.addOverlay(window[group], `<span>${swatch}<span>${asMarkup(label)} <small>${count}</small></span></span>`);
  }
}

function place(position, content) {
  const control = L.control({ position });
  control.onAdd = () => {
    L.DomEvent.disableClickPropagation(content);
    return content;
  };
  control.addTo(map);
  return content;
}

place("bottomleft", parts("panel foot", node("small", words.foot)));
L.control.scale({ imperial: false, maxWidth: words.scalePx }).addTo(map);
const legend = folded(
  words.legendTitle,
  parts(
    "keys",
    ...words.keys.map(([drawing, text]) => {
      const row = node("p", "");
      // A heading has no drawing.
      if (drawing) row.append(drawn(drawing));
      row.append(node("span", text));
      return row;
    }),
  ),
);
legend.classList.add("panel");
if (words.keys.length) place("bottomleft", legend);
["in", "out"].forEach((name, index) => {
  const button = document.querySelector(`.leaflet-control-zoom-${name}`);
  button.title = words.zoomTitles[index];
  button.setAttribute("aria-label", words.zoomTitles[index]);
});
const extents = place("topleft", parts("leaflet-bar extents"));
for (const [label, south, west, north, east] of words.extents) {
  const link = node("a", label);
  link.href = "#";
  link.setAttribute("role", "button");
  L.DomEvent.on(link, "click", (event) => {
    L.DomEvent.stop(event);
    map.fitBounds([
      [south, west],
      [north, east],
    ]);
  });
  extents.append(link);
}
const title = place(
  "topleft",
  parts("panel", node("b", words.title), ...(words.subtitle ? [node("br", ""), node("small", words.subtitle)] : [])),
);
title.parentNode.prepend(title);

// The lists for which a large window leaves room at the side are folded in a small one.
if (words.opensAt && matchMedia(SMALL).matches) {
  const [south, west, north, east] = words.opensAt;
  const corners = [
    [south, west],
    [north, east],
  ];
  map.fitBounds(corners, { animate: false });
}

// What stands at the edges of a small map lies over its popups: it makes way while one is read.
map.on("popupopen", () => map.getContainer().classList.add("reading"));
map.on("popupclose", () => map.getContainer().classList.remove("reading"));
shapeOf.get(words.chosen)?.openPopup();

// What is drawn by zoom: classes of the map, from one zoom to another.
function byZoom() {
  const zoom = map.getZoom() - words.zoomOffset;
  for (const [name, [from, to]] of Object.entries(words.byZoom)) {
    map.getContainer().classList.toggle(name, zoom >= from && zoom < to);
  }
}
map.on("zoomend", byZoom);
byZoom();

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

// In the app the page round this iframe keeps the camera: it is told where the map looks, and may say so.
if (window.parent !== window) {
  map.options.zoomSnap = 0;
  const tell = () => {
    const { lat, lng } = map.getCenter();
    window.parent.postMessage(
      { planCamera: { longitude: lng, latitude: lat, zoom: map.getZoom() - words.zoomOffset } },
      "*",
    );
  };
  addEventListener("message", (event) => {
    const camera = event.source === window.parent && event.data?.planCamera;
    if (camera) map.setView([camera.latitude, camera.longitude], camera.zoom + words.zoomOffset, { animate: false });
  });
  map.on("moveend", tell);
  tell();
}
