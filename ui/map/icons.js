// Point symbols: this project's own SVG drawings, rasterised once into one picture a ground.

const CELL_PX = 96;
const COLUMNS = 8;

async function drawn(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

// { atlas, mapping } for deck.gl's IconLayer.
async function buildAtlas(entries) {
  const keys = Object.keys(entries);
  const images = await Promise.all(keys.map((key) => drawn(entries[key])));
  const canvas = document.createElement("canvas");
  canvas.width = CELL_PX * COLUMNS;
  canvas.height = CELL_PX * Math.max(1, Math.ceil(keys.length / COLUMNS));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const mapping = {};
  keys.forEach((key, index) => {
    const x = (index % COLUMNS) * CELL_PX;
    const y = Math.floor(index / COLUMNS) * CELL_PX;
    context.drawImage(images[index], x, y, CELL_PX, CELL_PX);
    mapping[key] = { x, y, width: CELL_PX, height: CELL_PX, anchorY: CELL_PX / 2, mask: false };
  });
  return { iconAtlas: canvas, iconMapping: mapping };
}

export async function buildAtlases(icons) {
  const grounds = Object.keys(icons);
  const atlases = await Promise.all(grounds.map((ground) => buildAtlas(icons[ground])));
  return Object.fromEntries(grounds.map((ground, index) => [ground, atlases[index]]));
}
