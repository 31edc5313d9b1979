// Labels on a canvas above the map: crisp Chinese at any zoom, a halo of the ground's colour, none cut, none overlapping.

const FONT = "'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";
const STYLES = {
  unit: { size: 17, weight: 700, color: "label" },
  neighbour: { size: 13, weight: 500, color: "label_quiet" },
  water: { size: 13, weight: 400, color: "label_sea", italic: true },
  item: { size: 13, weight: 600, color: "label" },
};
const HALO_PX = 3.5;
const GAP_PX = 3;
const MAX_CHARACTERS = 48;
const MAX_LABELS = 150;
const POINT_OFFSET_PX = 15;
// Items are named from this zoom on, by the rank of their layer: fewer names are better.
const MIN_ZOOM_OF_RANK = [0, 0, 8.2, 8.6, 9.9, 10.6, 10.2, 10.9, 11.2, 11.6];

export class Labels {
  constructor(canvas, scene, ground, store) {
    Object.assign(this, { canvas, scene, ground, store });
    this.context = canvas.getContext("2d");
    this.widths = new Map();
    this.shown = [];
    this.size = { width: 0, height: 0 };
    // Asking a node for its size forces layout; it is told instead.
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.draw();
    }).observe(canvas);
  }

  candidates() {
    const { language, layers, selection } = this.store.state;
    const name = (entry) => (language === "zh" ? entry.name : entry.name_en);
    const rows = [];
    const tops = this.scene.towerTops;
    for (const unit of this.ground.units) {
      const top = tops?.get(unit.id);
      const anchors = top ? unit.anchors.map((anchor) => [...anchor, top.height]) : unit.anchors;
      rows.push({ kind: "unit", text: top ? `${name(unit)} ${top.total}` : name(unit), anchors, rank: 1 });
    }
    for (const city of this.ground.neighbours) rows.push({ kind: "neighbour", text: name(city), anchors: [city.label], rank: 2.5 });
    for (const water of this.ground.waters) rows.push({ kind: "water", text: name(water), anchors: [water.label], rank: 3.5 + water.rank });
    for (const item of this.store.matching) {
      if (!item.anchors || !layers.has(item.layer) || item.layer === "units" || tops?.size) continue;
      const layer = this.store.layerById.get(item.layer);
      const chosen = item.id === selection;
      rows.push({ kind: "item", text: shortened(item.labels[language]), anchors: item.anchors, rank: chosen ? 0 : layer.rank, chosen,  below: item.located === "point", minZoom: MIN_ZOOM_OF_RANK[layer.rank] ?? 11 });
    }
    return rows.sort((a, b) => a.rank - b.rank);
  }

  // Panels that lie on the map: no label may end up half under one.
  obstacles() {
    const own = this.canvas.getBoundingClientRect();
    return [...this.canvas.parentNode.parentNode.querySelectorAll(".legend, .controls, .card:not([hidden])")].map((node) => {
      const box = node.getBoundingClientRect();
      return { west: box.left - own.left, east: box.right - own.left, north: box.top - own.top, south: box.bottom - own.top };
    });
  }

  refresh() {
    this.rows = this.candidates();
    this.draw();
  }

  draw() {
    const viewport = this.scene.viewport();
    const ratio = globalThis.devicePixelRatio || 1;
    const { width, height } = this.size;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.shown = [];
    if (!viewport || !this.rows) return;
    this.paint(context, viewport, width, height);
  }

  paint(context, viewport, width, height) {
    const taken = [];
    const colors = this.store.colors();
    taken.push(...this.obstacles());
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const row of this.rows) {
      if (this.shown.length >= MAX_LABELS) break;
      if (viewport.zoom < (row.minZoom ?? 0) && !row.chosen) continue;
      const style = STYLES[row.kind];
      const box = this.place(context, viewport, row, style, taken, { width, height });
      if (!box) continue;
      taken.push(box);
      this.shown.push(row.text);
      context.font = fontOf(style);
      context.strokeStyle = colors.halo;
      context.lineWidth = HALO_PX * 2 * 0.8;
      context.strokeText(row.text, box.x, box.y);
      context.fillStyle = colors[style.color];
      context.fillText(row.text, box.x, box.y);
    }
  }

  place(context, viewport, row, style, taken, frame) {
    const textWidth = this.width(context, row.text, style);
    const half = { x: textWidth / 2 + GAP_PX, y: style.size / 2 + GAP_PX };
    for (const anchor of row.anchors) {
      const [x, y] = viewport.project(anchor);
      const places = row.below ? [[x, y + POINT_OFFSET_PX + half.y], [x, y - POINT_OFFSET_PX - half.y], [x + POINT_OFFSET_PX + half.x, y], [x - POINT_OFFSET_PX - half.x, y]] : [[x, y]];
      if (x < -half.x || x > frame.width + half.x || y < -half.y * 4 || y > frame.height + half.y * 4) continue;
      for (const [px, py] of places) {
        const box = { x: px, y: py, west: px - half.x, east: px + half.x, north: py - half.y, south: py + half.y };
        if (box.west < 0 || box.east > frame.width || box.north < 0 || box.south > frame.height) continue;
        if (!taken.some((other) => box.west < other.east && box.east > other.west && box.north < other.south && box.south > other.north)) return box;
      }
    }
    return null;
  }

  width(context, text, style) {
    const key = `${style.size}${style.weight}${text}`;
    if (!this.widths.has(key)) {
      context.font = fontOf(style);
      this.widths.set(key, context.measureText(text).width);
    }
    return this.widths.get(key);
  }
}

// A name that would run across the whole map is cut with a sign; the card has all of it.
function shortened(text) {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

function fontOf(style) {
  return `${style.italic ? "italic " : ""}${style.weight} ${style.size}px ${FONT}`;
}
