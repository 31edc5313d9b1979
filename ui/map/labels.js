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
// Among thousands of names hardly one more finds room after so many that found none.
const MAX_CROWDED_OUT = 250;
const POINT_OFFSET_PX = 15;
// Half of a point's symbol; among more symbols than so many, names no longer look for a place beside them.
const SYMBOL_HALF_PX = 11;
const MAX_SYMBOLS = 300;
// Where a district's name moves for a symbol: shares of the way across and down, the nearest first.
const ASIDE = [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0], [-1, -0.5], [1, -0.5], [-1, 0.5], [1, 0.5], [-1, -1], [1, -1], [-1, 1], [1, 1], [0, -1.6], [0, 1.6], [-1.6, 0], [1.6, 0]];
const MAX_ACROSS_PX = 32;
// What may stand in brackets at the end of a name, such as that it is indicative: the last to be cut.
const REMARK = /（[^（）]*）$| \([^()]*\)$/;
// Items are named from this zoom on, by the rank of their layer: fewer names are better.
const MIN_ZOOM_OF_RANK = [0, 0, 8.2, 8.6, 9.9, 10.6, 10.2, 10.9, 11.2, 11.6];

export class Labels {
  constructor(canvas, scene, ground, store) {
    Object.assign(this, { canvas, scene, ground, store });
    this.context = canvas.getContext("2d");
    this.widths = new Map();
    this.shown = [];
    const points = store.doc.items.filter((item) => item.located === "point" && item.anchors);
    this.points = points.length > MAX_SYMBOLS ? [] : points;
    // Larger for a room than for a desk.
    this.scale = 1;
    // How many zoom steps earlier than usual items are named, where there are few.
    this.early = 0;
    this.size = { width: 0, height: 0 };
    // Asking a node for its size forces layout; it is told instead.
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.draw();
    }).observe(canvas);
  }

  // Every name that may be written, by rank: places, and towers' totals.
  places() {
    const { language } = this.store.state;
    const name = (entry) => (language === "zh" ? entry.name : entry.name_en);
    // Eleven times the word District would leave no room on the map.
    const short = (unit) => (language === "zh" ? unit.name : (this.store.doc.catalogue.categoryEn[unit.name] ?? unit.name_en));
    const tops = this.scene.towerTops;
    const units = this.ground.units.map((unit) => {
      const top = tops?.get(unit.id);
      const anchors = top ? unit.anchors.map((anchor) => [...anchor, top.height]) : unit.anchors;
      return { kind: "unit", text: top ? `${short(unit)} ${top.total}/${top.all}` : short(unit), anchors, rank: 1 };
    });
    const cities = this.ground.neighbours.map((city) => ({ kind: "neighbour", text: name(city), anchors: [city.label], rank: 2.5 }));
    const waters = this.ground.waters.map((water) => ({ kind: "water", text: name(water), anchors: [water.label], rank: 3.5 + water.rank }));
    return [...units, ...cities, ...waters];
  }

  // The items' names, made once a language: a filter only chooses among them.
  items() {
    const { language } = this.store.state;
    if (this.written !== language) {
      const named = this.store.doc.items.filter((item) => item.anchors && item.layer !== "units");
      this.written = language;
      this.itemRows = named.map((item) => {
        const { rank } = this.store.layerById.get(item.layer);
        return { item, kind: "item", text: shortened(item.labels[language]), anchors: item.anchors, rank, below: item.located === "point", minZoom: MIN_ZOOM_OF_RANK[rank] ?? 11 };
      });
    }
    return this.itemRows;
  }

  candidates() {
    const { language } = this.store.state;
    const tops = this.scene.towerTops;
    if (this.sorted?.language !== language || this.sorted.tops !== tops) {
      const items = tops?.size ? [] : this.items();
      this.sorted = { language, tops, rows: [...this.places(), ...items].sort((a, b) => a.rank - b.rank) };
    }
    const { selection } = this.store.state;
    const chosen = selection && this.sorted.rows.find((row) => row.item?.id === selection);
    return chosen ? [{ ...chosen, minZoom: 0, chosen: true }, ...this.sorted.rows.filter((row) => row !== chosen)] : this.sorted.rows;
  }

  // Panels that lie on the map: no label may end up half under one.
  obstacles() {
    const own = this.canvas.getBoundingClientRect();
    return [...this.canvas.parentNode.parentNode.querySelectorAll(".legend, .controls, .obstacle, .card:not([hidden])")].map((node) => {
      const box = node.getBoundingClientRect();
      return { west: box.left - own.left, east: box.right - own.left, north: box.top - own.top, south: box.bottom - own.top };
    });
  }

  // The point symbols on the map: no name may hide one.
  symbols(viewport) {
    if (this.scene.towerTops?.size) return [];
    const half = SYMBOL_HALF_PX * this.scene.symbolScale;
    return this.points.filter((item) => this.store.isShown(item)).map(({ anchors: [anchor] }) => {
      const [x, y] = viewport.project(anchor);
      return { west: x - half, east: x + half, north: y - half, south: y + half };
    });
  }

  // Panels change after the frame: where they take other room now, the names make way.
  settle() {
    if (this.taken !== JSON.stringify(this.obstacles())) this.draw();
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
    if (!viewport) return;
    this.paint(context, viewport, width, height);
  }

  paint(context, viewport, width, height) {
    const taken = [];
    const colors = this.store.colors();
    taken.push(...this.obstacles());
    this.taken = JSON.stringify(taken);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const symbols = this.symbols(viewport);
    let crowdedOut = 0;
    for (const row of this.candidates()) {
      if (this.shown.length >= MAX_LABELS || crowdedOut > MAX_CROWDED_OUT) break;
      if (viewport.zoom + this.early < (row.minZoom ?? 0) || (row.item && !this.store.isShown(row.item))) continue;
      const style = this.styleOf(row.kind);
      const box = this.place(context, viewport, row, style, { taken, symbols, width, height });
      if (!box) {
        crowdedOut += 1;
        continue;
      }
      taken.push(box);
      this.shown.push(row.text);
      context.font = fontOf(style);
      context.strokeStyle = colors.halo;
      context.lineWidth = HALO_PX * 2 * 0.8 * Math.sqrt(this.scale);
      context.strokeText(row.text, box.x, box.y);
      context.fillStyle = colors[style.color];
      context.fillText(row.text, box.x, box.y);
    }
  }

  styleOf(kind) {
    return this.scale === 1 ? STYLES[kind] : { ...STYLES[kind], size: Math.round(STYLES[kind].size * this.scale) };
  }

  // Where a name finds room; null where it finds none. A district or what is chosen is named even on a symbol.
  place(context, viewport, row, style, { taken, symbols, width, height }) {
    const half = { x: this.width(context, row.text, style) / 2 + GAP_PX, y: style.size / 2 + GAP_PX };
    let second = null;
    for (const anchor of row.anchors) {
      const [x, y] = viewport.project(anchor);
      if (x < -half.x || x > width + half.x || y < -half.y * 4 || y > height + half.y * 4) continue;
      for (const [px, py] of this.spots(row, x, y, half)) {
        const box = { x: px, y: py, west: px - half.x, east: px + half.x, north: py - half.y, south: py + half.y };
        if (box.west < 0 || box.east > width || box.north < 0 || box.south > height || taken.some((other) => meet(box, other))) continue;
        if (!symbols.some((other) => meet(box, other))) return box;
        second ??= box;
      }
    }
    return row.kind === "unit" || row.chosen ? second : null;
  }

  // A point's name stands beside its symbol, any other on its place; a district's moves a little aside where it must.
  spots(row, x, y, half) {
    const offset = POINT_OFFSET_PX * this.scale;
    if (row.below) return [[x, y + offset + half.y], [x, y - offset - half.y], [x + offset + half.x, y], [x - offset - half.x, y]];
    if (row.kind !== "unit") return [[x, y]];
    const down = half.y + SYMBOL_HALF_PX * this.scene.symbolScale;
    const across = Math.min(half.x, MAX_ACROSS_PX * this.scale);
    return ASIDE.map(([east, south]) => [x + east * across, y + south * down]);
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

function meet(one, other) {
  return one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
}

// A name that would run across the whole map is cut with a sign, but not what it says of its place; the card has all of it.
export function shortened(text) {
  if (text.length <= MAX_CHARACTERS) return text;
  const [remark] = text.match(REMARK) ?? [""];
  const kept = remark.length < MAX_CHARACTERS / 2 ? remark : "";
  return `${text.slice(0, MAX_CHARACTERS - kept.length).trimEnd()}…${kept}`;
}

function fontOf(style) {
  return `${style.italic ? "italic " : ""}${style.weight} ${style.size}px ${FONT}`;
}
