// The layer of deck.gl that shows tiles, of whatever datum: tiles of GCJ-02 are chosen where the window lies in GCJ-02,
// and each is bent so that what it shows lies where WGS-84 has it.

import { awakenAll } from "../gpu/rest.js";
import { toGcj } from "./gcj.js";

const WORLD_PX = 512;
// Round the window, for what the shift differs from its middle to its edges.
const MARGIN_PX = 48;
// Above the least zoom of a source the world would be hundreds of tiles.
const ZOOMS_BELOW = 2;
const REQUESTS = 8;
// A picture of a vector tile takes megabytes.
const CACHED = { raster: 160, vector: 40 };

/**
 * The two classes made of the library's, for tiles of GCJ-02 and for bent pictures.
 * @type {WeakMap<DeckGl.Library, { Bent: DeckGl.LayerClass, Shifted: DeckGl.TilesetClass }>}
 */
const made = new WeakMap();

/** @param {DeckGl.Library} D */
function classesOf(D) {
  const known = made.get(D);
  if (known) return known;
  class Bent extends D.BitmapLayer {
    // deck.gl's own mesh is a rectangle.
    _createMesh() {
      return this.props.mesh;
    }
  }
  Bent.layerName = "BentBitmapLayer";
  class Shifted extends D._Tileset2D {
    /** @param {{ viewport: DrawnViewport }} asked */
    getTileIndices(asked) {
      return super.getTileIndices({ ...asked, viewport: shifted(D, asked.viewport) });
    }
  }
  const classes = { Bent, Shifted };
  made.set(D, classes);
  return classes;
}

/**
 * The window where GCJ-02 has what it shows.
 * @param {DeckGl.Library} D
 * @param {any} viewport
 */
function shifted(D, viewport) {
  const { width, height, zoom, pitch, bearing } = viewport;
  const [longitude, latitude] = toGcj([viewport.longitude, viewport.latitude]);
  const size = { width: width + 2 * MARGIN_PX, height: height + 2 * MARGIN_PX };
  return new D.WebMercatorViewport({ ...size, longitude, latitude, zoom, pitch, bearing });
}

/**
 * @param {DeckGl.Library} D
 * @param {TileSource} source
 * @param {object} shown
 * @param {string} shown.id of the layer
 * @param {number} shown.opacity 0 to 1
 * @param {string} shown.appearance what pictures are drawn for: another one draws them anew
 * @param {(tile: TileIndex, signal: AbortSignal) => Promise<TileContent | null>} shown.load
 * @param {(contents: (TileContent | null)[]) => void} shown.loaded hears of all that the window shows
 */
export function tileLayer(D, source, { id, opacity, appearance, load, loaded }) {
  const { Bent, Shifted } = classesOf(D);
  const { minZoom, maxZoom, tileSize, bounds, datum } = source;
  return new D.TileLayer({
    id,
    opacity,
    data: id,
    minZoom,
    maxZoom,
    tileSize,
    ...(bounds ? { extent: bounds } : {}),
    visibleMinZoom: minZoom - Math.log2(WORLD_PX / tileSize) - ZOOMS_BELOW,
    maxRequests: REQUESTS,
    maxCacheSize: CACHED[source.kind],
    ...(datum === "gcj02" ? { TilesetClass: Shifted } : {}),
    updateTriggers: { getTileData: appearance },
    /** @param {{ index: TileIndex, signal: AbortSignal }} asked */
    getTileData: ({ index, signal }) => load(index, signal),
    onTileLoad: awakenAll,
    // What does not come is counted where it is loaded.
    onTileError: () => {},
    /** @param {{ content: TileContent | null }[]} tiles */
    onViewportLoad: (tiles) => loaded(tiles.map(({ content }) => content)),
    /** @param {any} props */
    renderSubLayers: (props) =>
      props.data &&
      new Bent(props, {
        data: null,
        image: props.data.image,
        mesh: props.data.mesh,
        bounds: props.data.bounds,
        pickable: false,
        parameters: { depthCompare: "always" },
      }),
  });
}
