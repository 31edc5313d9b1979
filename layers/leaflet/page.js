// The words of a Leaflet map and what stands round it. The map itself was drawn by folium from numbers alone; every
// text comes from one JSON value of the page and becomes text in the browser, never markup, never code.

// On a phone, or in a frame as small, lists of layers and keys are folded: they would cover the map.
const SMALL = "(max-width: 700px), (max-height: 480px)";

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
  const list = folded(words.layersTitle, control.getContainer().querySelector("section"));
  control.getContainer().append(list);
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
function key([drawing, text, count = null]) {
  const row = node("p", "");
  // A heading has no drawing.
  if (drawing) row.append(drawn(drawing));
  row.append(node("span", text));
  if (count !== null) row.append(node("small", count));
  return row;
}
// What an answer's marks mean stands first: they are why the rest has receded.
const asked = words.asked ? [node("small", words.asked), ...words.marks.map(key)] : [];
const legend = folded(words.legendTitle, parts("", ...asked, parts("keys", ...words.keys.map(key))));
legend.classList.add("panel");
if (words.keys.length || asked.length) place("bottomleft", legend);
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
