// How labels are written: letters with a halo, thin lines to their places, numbers in plates.

const FONT = "'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";

/** @typedef {import("./places.js").LabelBox} LabelBox */
/** @typedef {import("./places.js").Kind} Kind */
/** @typedef {"label" | "label_quiet" | "label_sea"} Role */
/** color: its role. @typedef {{ size: number, weight: number, color: Role, italic?: boolean }} Style */
/** A name with its place and look. @typedef {{ box: LabelBox, lines: string[], style: Style }} Written */

/** @type {Record<Kind, Style>} */
export const STYLES = {
  unit: { size: 17, weight: 700, color: "label" },
  neighbour: { size: 13, weight: 500, color: "label_quiet" },
  water: { size: 13, weight: 400, color: "label_sea", italic: true },
  item: { size: 13, weight: 600, color: "label" },
};
export const GAP_PX = 3;
export const LINE_HEIGHT = 1.2;
export const NUMBER_PX = { size: 12, x: 11, y: 9 };
const HALO_PX = 3.5;
const DOT_PX = 2.2;

/** @typedef {{ canvas: OffscreenCanvas, width: number, height: number }} Sprite */

// Names with their halos, each drawn once: to stroke a line of Chinese takes longer than all else of a frame.
/** @type {Map<string, Sprite>} */
const sprites = new Map();
const MOST_SPRITES = 600;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Written} written
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
export function writeLines(context, { box, lines, style }, colors, scale) {
  const ratio = globalThis.devicePixelRatio || 1;
  const key = [fontOf(style), colors[style.color], colors.halo, ratio, ...lines].join("\n");
  let drawn = sprites.get(key);
  if (!drawn) {
    if (sprites.size >= MOST_SPRITES) sprites.clear();
    drawn = sprite({ box, lines, style }, colors, scale, ratio);
    sprites.set(key, drawn);
  }
  const { canvas, width, height } = drawn;
  /** @param {number} pixels */
  const whole = (pixels) => Math.round(pixels * ratio) / ratio;
  context.drawImage(canvas, whole(box.x - width / 2), whole(box.y - height / 2), width, height);
}

/**
 * @param {Written} written
 * @param {AppearanceColors} colors
 * @param {number} scale
 * @param {number} ratio pixels of the screen in one of the page
 * @returns {Sprite}
 */
function sprite({ box, lines, style }, colors, scale, ratio) {
  const step = style.size * LINE_HEIGHT;
  const halo = HALO_PX * 2 * 0.8 * Math.sqrt(scale);
  const size = [box.east - box.west, box.south - box.north].map((side) => Math.ceil((side + 2 * halo) * ratio));
  const canvas = new OffscreenCanvas(size[0], size[1]);
  const [width, height] = size.map((side) => side / ratio);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const first = height / 2 - (step * (lines.length - 1)) / 2;
  context.scale(ratio, ratio);
  Object.assign(context, {
    textAlign: "center",
    textBaseline: "middle",
    lineJoin: "round",
    font: fontOf(style),
    strokeStyle: colors.halo,
    lineWidth: halo,
    fillStyle: colors[style.color],
  });
  for (const [at, line] of lines.entries()) context.strokeText(line, width / 2, first + at * step);
  for (const [at, line] of lines.entries()) context.fillText(line, width / 2, first + at * step);
  return { canvas, width, height };
}

/**
 * The thin line from a place to the nearest point of its label.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} from
 * @param {LabelBox} box
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
export function lead(context, [x, y], box, colors, scale) {
  /** @type {Pixel} */
  const end = [
    Math.min(Math.max(x, box.west + GAP_PX), box.east - GAP_PX),
    Math.min(Math.max(y, box.north + GAP_PX), box.south - GAP_PX),
  ];
  /** @type {[string, number][]} */
  const strokes = [
    [colors.halo, 3],
    [colors.label_quiet, 1.1],
  ];
  for (const [color, width] of strokes) {
    context.strokeStyle = color;
    context.lineWidth = width * scale;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(...end);
    context.stroke();
  }
  context.fillStyle = colors.label_quiet;
  context.beginPath();
  context.arc(x, y, DOT_PX * scale, 0, 2 * Math.PI);
  context.fill();
}

/**
 * A number in a small plate, edged in its layer's colour.
 * @param {CanvasRenderingContext2D} context
 * @param {LabelBox} box
 * @param {number} number
 * @param {string} edge
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
export function badge(context, box, number, edge, colors, scale) {
  context.fillStyle = colors.halo;
  context.strokeStyle = edge;
  context.lineWidth = 1.6 * scale;
  context.beginPath();
  context.roundRect(box.west + 2, box.north + 1.5, box.east - box.west - 4, box.south - box.north - 3, 6 * scale);
  context.fill();
  context.stroke();
  context.fillStyle = colors.label;
  context.font = fontOf({ weight: 700, size: Math.round(NUMBER_PX.size * scale) });
  context.fillText(String(number), box.x, box.y + 0.5);
}

/**
 * A name along a line: all letters over all of their halos, which are drawn once as those of other names are.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./along.js").Run} run
 * @param {Style} style
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
export function writeRun(context, { letters }, style, colors, scale) {
  context.font = fontOf(style);
  for (const pass of ["halo", "ink"]) {
    for (const { text, x, y, turn } of letters) {
      context.save();
      context.translate(x, y);
      context.rotate(turn);
      context.fillStyle = colors[style.color];
      if (pass === "ink") context.fillText(text, 0, 0);
      else {
        const { canvas, width, height } = haloOf(context, text, style, colors, scale);
        context.drawImage(canvas, -width / 2, -height / 2, width, height);
      }
      context.restore();
    }
  }
}

/**
 * The halo of letters with the letters in it: turned, they are written once more, sharp.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {Style} style
 * @param {AppearanceColors} colors
 * @param {number} scale
 */
function haloOf(context, text, style, colors, scale) {
  const ratio = globalThis.devicePixelRatio || 1;
  const key = ["halo", fontOf(style), colors.halo, ratio, text].join("\n");
  let drawn = sprites.get(key);
  if (!drawn) {
    const half = { x: context.measureText(text).width / 2 + GAP_PX, y: style.size / 2 + GAP_PX };
    const box = { x: 0, y: 0, west: -half.x, east: half.x, north: -half.y, south: half.y };
    const pale = { ...colors, [style.color]: colors.halo };
    drawn = sprite({ box, lines: [text], style }, pale, scale, ratio);
    sprites.set(key, drawn);
  }
  return drawn;
}

/** @param {Pick<Style, "italic" | "weight" | "size">} style */
export function fontOf({ italic, weight, size }) {
  return `${italic ? "italic " : ""}${weight} ${size}px ${FONT}`;
}
