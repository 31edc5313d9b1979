// What is said of features that people brought (layers/leaflet/own_told.py): names beside them where there is room, and
// at a click what the fields say.

const FONT_PX = 13;
const MOST_NAMES = 150;
const MOST_TRIES = 1500;
const MOST_LETTERS = 24;
const SLACK_PX = 4;

const shortened = (text) => {
  const letters = [...text];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : text;
};

// Square of the distance of a place from a segment.
function awayFrom([x, y], x0, y0, x1, y1) {
  const [wide, high] = [x1 - x0, y1 - y0];
  const square = wide * wide + high * high;
  const share = square ? Math.min(Math.max(((x - x0) * wide + (y - y0) * high) / square, 0), 1) : 0;
  return (x - x0 - share * wide) ** 2 + (y - y0 - share * high) ** 2;
}

function lineIsNear(path, place, reach) {
  for (let at = 0; at + 3 < path.length; at += 2)
    if (awayFrom(place, path[at], path[at + 1], path[at + 2], path[at + 3]) <= reach * reach) return true;
  return false;
}

function isInside(rings, [x, y]) {
  let inside = false;
  for (const ring of rings)
    for (let at = 0; at + 3 < ring.length; at += 2) {
      const [x0, y0, x1, y1] = ring.subarray(at, at + 4);
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
    }
  return inside;
}

// The feature of a layer at a place of the map at zoom 0, and the class it is in; what was drawn last lies on top.
function featureAt({ content, points, lines, areas }, place, unit) {
  const found = (kind, index) => ({ feature: content[kind].features[index], which: content[kind].classes[index] });
  const reach = (content.size / 2 + SLACK_PX) * unit;
  let [nearest, best] = [-1, reach * reach];
  for (let index = 0; 2 * index < points.length; index += 1) {
    const away = (points[2 * index] - place[0]) ** 2 + (points[2 * index + 1] - place[1]) ** 2;
    if (away <= best) [nearest, best] = [index, away];
  }
  if (nearest >= 0) return found("points", nearest);
  const line = lines.findLastIndex((path) => lineIsNear(path, place, (content.line / 2 + SLACK_PX) * unit));
  if (line >= 0) return found("lines", line);
  const area = areas.findLastIndex((rings) => isInside(rings, place));
  return area >= 0 ? found("areas", area) : null;
}

function ownPopup(content, { feature, which }) {
  const fields = content.fields.map((field, column) => [field, content.columns[column][feature]]);
  const told = document.createElement("dl");
  told.className = "own-told";
  for (const [field, value] of fields) if (value) told.append(node("dt", field), node("dd", value));
  const kind = content.classes[which];
  const title = parts("", node("b", content.title), node("br", ""), node("small", kind === content.title ? "" : kind));
  return parts("", title, ...(content.names && !fields.length ? [node("p", content.names[feature])] : []), told);
}

// A click that means a feature of these is none on the plan below; one that ends a drag means nothing.
map.getContainer().addEventListener(
  "click",
  (event) => {
    if (event.target.closest(".leaflet-control, .leaflet-popup") || map.dragging.moved()) return;
    const at = map.mouseEventToLatLng(event);
    const { x, y } = L.CRS.EPSG3857.latLngToPoint(at, 0);
    for (const layer of own) {
      const found = map.hasLayer(layer) && featureAt(layer, [x, y], 1 / map.getZoomScale(map.getZoom(), 0));
      if (!found) continue;
      event.stopPropagation();
      // Nor is what lies below the one that keys act on.
      document.activeElement?.blur();
      L.popup({ maxWidth: Math.min(340, innerWidth - 60) })
        .setLatLng(at)
        .setContent(ownPopup(layer.content, found))
        .openOn(map);
      return;
    }
  },
  true,
);

// A place of each feature: a point itself, the middle of the box round anything else.
function middles({ content, points, lines, areas }) {
  const boxes = new Map();
  const take = (feature, places) => {
    const box = boxes.get(feature) ?? [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < places.length; at += 2) {
      box[0] = Math.min(box[0], places[at]);
      box[1] = Math.min(box[1], places[at + 1]);
      box[2] = Math.max(box[2], places[at]);
      box[3] = Math.max(box[3], places[at + 1]);
    }
    boxes.set(feature, box);
  };
  content.points.features.forEach((feature, index) => take(feature, points.subarray(2 * index, 2 * index + 2)));
  content.lines.features.forEach((feature, index) => take(feature, lines[index]));
  content.areas.features.forEach((feature, index) => take(feature, areas[index][0]));
  return [...boxes].map(([feature, [west, north, east, south]]) => [feature, (west + east) / 2, (north + south) / 2]);
}

const ownNames = document.createElement("canvas");
ownNames.className = "own-names leaflet-zoom-hide";
map.getPane("own").append(ownNames);
const named = new Map(own.filter(({ content }) => content.names).map((layer) => [layer, middles(layer)]));

// None over another, under a panel or over a name of the plan; gives how many there are.
function nameOwn() {
  const { x: width, y: height } = map.getSize();
  const sharp = window.devicePixelRatio || 1;
  L.DomUtil.setPosition(ownNames, map.containerPointToLayerPoint([0, 0]));
  ownNames.style.zIndex = String(own.length + 1);
  Object.assign(ownNames, { width: width * sharp, height: height * sharp });
  Object.assign(ownNames.style, { width: `${width}px`, height: `${height}px` });
  const pen = ownNames.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  const { fontFamily } = getComputedStyle(map.getContainer());
  Object.assign(pen, { font: `${FONT_PX}px ${fontFamily}`, textBaseline: "middle", lineJoin: "round", lineWidth: 3 });
  const edge = map.getContainer().getBoundingClientRect();
  const seen = names.filter(({ style }) => style.visibility !== "hidden");
  const taken = [...document.querySelectorAll(".leaflet-control"), ...seen].map((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return { left: left - edge.left, right: right - edge.left, top: top - edge.top, bottom: bottom - edge.top };
  });
  const zoom = map.getZoomScale(map.getZoom(), 0);
  const { x: west, y: north } = map.getPixelBounds().min;
  let written = 0;
  for (const [layer, places] of named) {
    if (!map.hasLayer(layer)) continue;
    const { content } = layer;
    const aside = content.points.features.length ? content.size / 2 + 4 : 0;
    let tries = 0;
    Object.assign(pen, { strokeStyle: content.rim, fillStyle: content.ink });
    for (const [feature, x, y] of places) {
      const text = shortened(content.names[feature]);
      const [left, top] = [x * zoom - west + aside, y * zoom - north];
      if (!text || left < 0 || top < 0 || left > width || top > height) continue;
      tries += 1;
      if (written >= MOST_NAMES || tries > MOST_TRIES) break;
      const right = left + pen.measureText(text).width;
      const box = { left, right, top: top - FONT_PX / 2 - 1, bottom: top + FONT_PX / 2 + 1 };
      const meets = (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
      if (right > width || taken.some(meets)) continue;
      taken.push(box);
      pen.strokeText(text, left, top);
      pen.fillText(text, left, top);
      written += 1;
    }
  }
  return written;
}
// After the plan's names, which have gone where they may (parting.js).
map.on("zoomend moveend resize overlayadd overlayremove", nameOwn);
nameOwn();
