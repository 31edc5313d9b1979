// A picture of the map as it stands, its legend, scale, north and source included.

const FONT = "'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";
const MARGIN = 14;
const ROW = 23;

/** @typedef {PixelSize & { colors: AppearanceColors }} Picture what is drawn: its size, and its colours */

/**
 * @param {PlanMap} map drawn by deck.gl
 * @returns {Promise<Blob>}
 */
export async function pictureBlob(map) {
  const { store } = map;
  const renderer = /** @type {DeckRenderer} */ (map.renderer);
  const labels = /** @type {Labels} */ (map.labels);
  const ratio = globalThis.devicePixelRatio || 1;
  // Of two views beside each other the stage is one half.
  const box = /** @type {HTMLElement} */ (map.stage.parentNode);
  const { clientWidth: width, clientHeight: height } = box;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  // A canvas that is nothing else yet always gives it.
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colors = store.colors();
  // The sea is not drawn, but the page's own colour.
  context.fillStyle = colors.sea;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // deck.gl clears its buffer after each frame: it is redrawn and copied in one go.
  renderer.deck.redraw("picture");
  const drawn = map.draw ? [map.draw.canvas] : [];
  context.scale(ratio, ratio);
  const { clientWidth, clientHeight, offsetLeft } = map.stage;
  const stage = { left: offsetLeft, width: clientWidth, height: clientHeight };
  for (const source of [renderer.deck.getCanvas(), ...drawn, labels.canvas]) paste(context, source, stage);
  map.comparison?.paint(context, paste);
  const picture = { width, height, colors };
  drawTitle(context, store, picture);
  await drawLegend(context, /** @type {HTMLElement} */ (map.node.querySelector(".legend")), picture);
  drawScale(context, map.scale.node, picture);
  drawNorth(context, renderer.camera.bearing ?? 0, picture);
  drawSource(context, store, picture);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob)), "image/png"));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} source
 * @param {{ left: number, width: number, height: number }} place
 */
export function paste(context, source, { left, width, height }) {
  context.drawImage(source, 0, 0, source.width, source.height, left, 0, width, height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {AppearanceColors} colors
 */
function plate(context, x, y, width, height, colors) {
  context.fillStyle = `${colors.unit}ee`;
  context.beginPath();
  context.roundRect(x, y, width, height, 6);
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {{ size?: number, weight?: number, align?: CanvasTextAlign, color: string }} style
 */
function write(context, text, x, y, { size = 13, weight = 400, align = "left", color }) {
  context.font = `${weight} ${size}px ${FONT}`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillStyle = color;
  context.fillText(text, x, y);
  return context.measureText(text).width;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Store} store
 * @param {Picture} picture
 */
function drawTitle(context, store, { colors }) {
  const title = store.t("app.name");
  context.font = `700 18px ${FONT}`;
  plate(context, MARGIN, MARGIN, context.measureText(title).width + 24, 34, colors);
  write(context, title, MARGIN + 12, MARGIN + 18, { size: 18, weight: 700, color: colors.ink });
}

/** @param {SVGElement} node */
async function swatchImage(node) {
  const copy = /** @type {SVGElement} */ (node.cloneNode(true));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/**
 * The legend's own rows, so that the picture can never say something else than the screen.
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLElement} legend
 * @param {Picture} picture
 */
async function drawLegend(context, legend, { height, colors }) {
  const entries = [...legend.querySelectorAll(".legend-body > :not(.tints, .chips)")].map((node) => ({
    heading: node.tagName === "H3",
    text: node.querySelector(".name")?.textContent ?? node.textContent ?? "",
    count: node.querySelector(".count")?.textContent ?? "",
    swatch: node.querySelector("svg"),
  }));
  if (!entries.length) return;
  context.font = `400 13px ${FONT}`;
  const widest = Math.max(
    ...entries.map(
      (entry) =>
        context.measureText(entry.text).width + (entry.swatch ? Number(entry.swatch.getAttribute("width")) + 10 : 0),
    ),
  );
  const box = { width: widest + 70, height: entries.length * ROW + 16 };
  const top = height - MARGIN - 34 - box.height;
  plate(context, MARGIN, top, box.width, box.height, colors);
  let y = top + 8 + ROW / 2;
  for (const entry of entries) {
    let x = MARGIN + 12;
    if (entry.swatch) {
      const image = await swatchImage(entry.swatch);
      context.drawImage(image, x, y - image.height / 2);
      x += image.width + 10;
    }
    write(context, entry.text, x, y, {
      weight: entry.heading ? 600 : 400,
      size: entry.heading ? 12 : 13,
      color: entry.heading ? colors.label_quiet : colors.ink,
    });
    write(context, entry.count, MARGIN + box.width - 12, y, { align: "right", size: 12, color: colors.label_quiet });
    y += ROW;
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLElement} scale
 * @param {Picture} picture
 */
function drawScale(context, scale, { width, height, colors }) {
  const pixels = Number(scale.dataset.pixels);
  const text = scale.textContent ?? "";
  const x = width - MARGIN - pixels - 80;
  const y = height - MARGIN - 14;
  plate(context, x - 12, y - 16, pixels + 92, 30, colors);
  context.strokeStyle = colors.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, y - 4);
  context.lineTo(x, y + 4);
  context.lineTo(x + pixels, y + 4);
  context.lineTo(x + pixels, y - 4);
  context.stroke();
  write(context, text, x + pixels + 10, y, { color: colors.ink });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} bearing
 * @param {Picture} picture
 */
function drawNorth(context, bearing, { width, colors }) {
  const x = width - MARGIN - 20;
  const y = MARGIN + 24;
  plate(context, x - 20, y - 24, 40, 50, colors);
  context.save();
  context.translate(x, y);
  context.rotate((-bearing * Math.PI) / 180);
  context.fillStyle = colors.ink;
  context.beginPath();
  context.moveTo(0, -18);
  context.lineTo(7, 2);
  context.lineTo(-7, 2);
  context.fill();
  write(context, "N", 0, 12, { align: "center", weight: 700, size: 12, color: colors.ink });
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Store} store
 * @param {Picture} picture
 */
function drawSource(context, store, { height, colors }) {
  const { tiles } = store.state;
  const text = tiles?.ready ? `${store.t("strip.source")} · ${tiles.credit}` : store.t("strip.source");
  context.font = `400 12px ${FONT}`;
  const width = context.measureText(text).width;
  plate(context, MARGIN, height - MARGIN - 26, width + 20, 26, colors);
  write(context, text, MARGIN + 10, height - MARGIN - 13, { size: 12, color: colors.label_quiet });
}

/** @param {PlanMap} map */
export async function savePicture(map) {
  const blob = await pictureBlob(map);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${map.store.t("app.name")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
