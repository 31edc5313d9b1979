// The words of a Leaflet map and what stands round it. The map itself was drawn by folium from numbers alone; every
// text comes from one JSON value of the page and becomes text in the browser, never markup, never code.

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

function name(shape, opacity) {
  const number = shape.feature.id;
  const item = words.items[number];
  shapeOf.set(number, shape);
  shape.bindTooltip(() => node("span", item.label), { sticky: true });
  shape.bindPopup(() => popup(item), { maxWidth: 340 });
  if (!shape.setOpacity) return;
  shape.setOpacity(opacity * words.rests[number]);
  const label = () => shape.getElement()?.setAttribute("aria-label", item.label);
  shape.on("add", label);
  label();
}

for (const [shapes, opacity] of words.shapes) window[shapes].eachLayer((shape) => name(shape, opacity));

for (const [name, height] of Object.entries(words.panes)) {
  const pane = map.createPane(name);
  pane.style.zIndex = String(height);
  pane.style.pointerEvents = "none";
}

const names = words.places.map(([text, latitude, longitude, css]) => {
  const name = node("div", text, css);
  const icon = L.divIcon({ html: name, iconSize: [0, 0], className: "name" });
  L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
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

// The topmost comes first, and lies over the others whichever is switched on last.
const own = words.own.map((content, index) => new OwnCanvas(content, words.own.length - index).addTo(map));

if (words.layers.length || own.length) {
  const control = L.control.layers(null, null, { collapsed: false, sortLayers: false }).addTo(map);
  for (const [index, { rows }] of words.own.entries()) {
    const lines = rows.map(([swatch, label, count]) => {
      const told = count === null ? "" : ` <small>${count}</small>`;
      return `<span>${swatch}<span>${asMarkup(label)}${told}</span></span>`;
    });
    control.addOverlay(own[index], `<span class="own-rows">${lines.join("")}</span>`);
  }
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

// In the app the page round this iframe says where layers come from.
const inApp = window.parent !== window;
const notes = [...(inApp ? [] : words.sources), ...words.gaps].map((line) => node("p", line));
place("bottomleft", parts("panel foot", node("small", words.foot), ...notes));
L.control.scale({ imperial: false, maxWidth: words.scalePx }).addTo(map);
place(
  "bottomleft",
  parts(
    "panel",
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
  ),
);
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
if (inApp) {
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
