// The map's own code in small: the stage's pattern, the precision's edge, the theme's colour.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 26;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
const LINE = { width: 2.2, length: 24 };
const DISC = { x: WIDTH / 2, r: 5 };
const FILL_SHARE = { full: 1, half: 0.5, quarter: 0.25, ring: 0 };

function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function drawing(...children) {
  const node = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, class: "mark", "aria-hidden": "true" });
  node.append(...children);
  return node;
}

// A line's stage is its dash, that of anything else how far a disc is filled.
export function stageMark(stage, { line = false, color = "currentColor" } = {}) {
  if (line) {
    const width = LINE.width * stage.width_factor;
    const dash = stage.dash.length ? { "stroke-dasharray": stage.dash.map((length) => length * width * 0.8).join(" ") } : {};
    return drawing(shape("path", { d: `M1 ${MIDDLE}h${LINE.length}`, stroke: color, "stroke-width": width, ...dash }));
  }
  const share = FILL_SHARE[stage.fill];
  const ring = shape("circle", { cx: DISC.x, cy: MIDDLE, r: DISC.r, fill: "none", stroke: color, "stroke-width": 1.6 });
  if (!share) return drawing(ring);
  if (share === 1) return drawing(shape("circle", { cx: DISC.x, cy: MIDDLE, r: DISC.r + 0.8, fill: color }));
  const level = MIDDLE + DISC.r - 2 * DISC.r * share;
  const half = Math.sqrt(DISC.r ** 2 - (level - MIDDLE) ** 2);
  return drawing(ring, shape("path", { d: `M${DISC.x - half} ${level}A${DISC.r} ${DISC.r} 0 0 0 ${DISC.x + half} ${level}Z`, fill: color }));
}

// Crisp, soft or hatched as on the map; nothing at all for what is not drawn.
export function precisionMark(edge) {
  const box = { x: 5, y: 2, width: 16, height: 10 };
  if (edge === "none") return drawing(shape("path", { d: `M9 ${MIDDLE}h8`, stroke: "currentColor", "stroke-width": 1.4 }));
  if (edge === "soft") {
    const pale = shape("rect", { ...box, rx: 2, fill: "none", stroke: "currentColor", "stroke-width": 4, "stroke-opacity": 0.28 });
    return drawing(pale, shape("rect", { ...box, rx: 2, fill: "none", stroke: "currentColor", "stroke-width": 1 }));
  }
  const outline = shape("rect", { ...box, fill: "none", stroke: "currentColor", "stroke-width": 1.5 });
  if (edge === "crisp") return drawing(outline);
  return drawing(outline, shape("path", { d: "M5 8l6-6M5 12 15 2M9 12 19 2M14 12l7-7M18 12l3-3", stroke: "currentColor", "stroke-width": 1 }));
}
