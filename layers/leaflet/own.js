// Layers that people brought, each on a canvas of its own: a Leaflet layer that draws all features at once. What is in
// them came as numbers (layers/leaflet/own.py); their words are the page's.

const RIM_PX = 1;
const LEAST_RIMMED_PX = 5;

const OwnCanvas = L.Layer.extend({
  initialize(content, height) {
    this.content = content;
    this.height = height;
    const { origin, units } = content;
    // On the map at zoom 0, once: another zoom or place is a factor and a shift.
    this.flat = (places) => {
      const found = new Float64Array(places.length);
      for (let at = 0; at < places.length; at += 2) {
        const { x, y } = L.CRS.EPSG3857.latLngToPoint(
          L.latLng(origin[1] + places[at + 1] / units, origin[0] + places[at] / units),
          0,
        );
        found[at] = x;
        found[at + 1] = y;
      }
      return found;
    };
    this.points = this.flat(content.points.places);
    this.lines = content.lines.places.map(this.flat);
    this.areas = content.areas.places.map((rings) => rings.map(this.flat));
  },

  onAdd(map) {
    this.canvas = L.DomUtil.create("canvas", "own leaflet-zoom-hide", map.getPane("own"));
    this.canvas.style.zIndex = String(this.height);
    map.on("moveend zoomend viewreset resize", this.draw, this);
    this.draw();
  },

  onRemove(map) {
    map.off("moveend zoomend viewreset resize", this.draw, this);
    this.canvas.remove();
  },

  draw() {
    const map = this._map;
    const { x: width, y: height } = map.getSize();
    const sharp = window.devicePixelRatio || 1;
    const corner = map.containerPointToLayerPoint([0, 0]);
    L.DomUtil.setPosition(this.canvas, corner);
    Object.assign(this.canvas, { width: width * sharp, height: height * sharp });
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    const zoom = map.getZoomScale(map.getZoom(), 0);
    const { x, y } = map.getPixelBounds().min;
    const pen = this.canvas.getContext("2d");
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.lineJoin = "round";
    pen.lineCap = "round";
    const trace = (line) => {
      for (let at = 0; at < line.length; at += 2)
        pen[at ? "lineTo" : "moveTo"](line[at] * zoom - x, line[at + 1] * zoom - y);
    };
    this.drawAreas(pen, trace);
    this.drawLines(pen, trace);
    this.drawPoints(pen, (at) => [this.points[at] * zoom - x, this.points[at + 1] * zoom - y], { width, height });
  },

  drawAreas(pen, trace) {
    const { areas, colors, opacity, line } = this.content;
    for (const [index, rings] of this.areas.entries()) {
      pen.beginPath();
      for (const ring of rings) trace(ring);
      pen.fillStyle = pen.strokeStyle = colors[areas.classes[index]];
      pen.globalAlpha = opacity;
      pen.fill("evenodd");
      pen.globalAlpha = 1;
      pen.lineWidth = line;
      pen.stroke();
    }
  },

  drawLines(pen, trace) {
    const { lines, colors, line } = this.content;
    pen.lineWidth = line;
    for (const [index, path] of this.lines.entries()) {
      pen.beginPath();
      trace(path);
      pen.strokeStyle = colors[lines.classes[index]];
      pen.stroke();
    }
  },

  drawPoints(pen, place, { width, height }) {
    const { points, colors, opacity, size, rim } = this.content;
    const half = size / 2;
    const edge = size >= LEAST_RIMMED_PX ? RIM_PX : 0;
    pen.globalAlpha = opacity;
    pen.strokeStyle = rim;
    pen.lineWidth = edge;
    for (const [index, which] of points.classes.entries()) {
      const [x, y] = place(2 * index);
      if (x < -half || y < -half || x > width + half || y > height + half) continue;
      pen.fillStyle = colors[which];
      if (!edge) {
        // So small a disc looks like a square.
        pen.fillRect(x - half, y - half, size, size);
        continue;
      }
      pen.beginPath();
      pen.arc(x, y, half + edge / 2, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
  },
});
