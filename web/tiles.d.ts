// Types of basemaps of tiles (web/tiles). Global, as types.d.ts.

/** In which tiles are cut. */
type Datum = "wgs84" | "gcj02";

/** A tile, counted from the north-west. */
interface TileIndex {
  x: number;
  y: number;
  z: number;
}

/** A tile as triangles: places in degrees, WGS-84, and where on the picture each is. */
interface TileMesh {
  vertexCount: number;
  positions: Float64Array;
  indices: Uint32Array;
  texCoords: Float32Array;
}

/** What of a tile is drawn. Its bounds say nothing: deck.gl makes a mesh when they change. */
interface TileContent {
  image: ImageBitmap;
  mesh: TileMesh;
  bounds: number[];
  /** That a vector tile brings. */
  names?: TileName[];
}

/** A name out of a vector tile; courses are the lines of a road. */
interface TileName {
  zh: string;
  en: string;
  /** Of the city's kinds the one that it is written as. */
  kind: "place" | "arterial";
  place: Place;
  courses?: Place[][];
}

/** Where tiles come from. */
interface TileSource {
  id: string;
  name: string;
  credit: string;
  kind: "raster" | "vector";
  datum: Datum;
  minZoom: number;
  /** The last zoom that is shown as it is. */
  maxZoom: number;
  /** The last zoom of which there are tiles; vector tiles are drawn anew beyond it. */
  lastZoom: number;
  /** How many pixels of the screen a tile takes. */
  tileSize: number;
  /** In its own datum; null for the world. */
  bounds: Bounds | null;
  /** Of servers outside; none for our own. */
  origins: string[];
  /** The picture's, and those of what is laid over it. */
  addressesOf: (tile: TileIndex) => string[];
}

/** Tiles as the state has them. */
interface ShownTiles {
  id: string;
  credit: string;
  kind: "raster" | "vector";
  /** Whether any has come: until then all is as without them. */
  ready: boolean;
  opacity: number;
  /** Names that the tiles in sight bring. */
  names: TileName[];
  layer: (D: DeckGl.Library, opacity: number) => DeckGl.Layer;
}

/** What is to be said of the basemap: a wording's key, what stands in it, and whether trying again may help. */
interface BasemapNote {
  key: string;
  values: Record<string, string>;
  again: boolean;
}

/** A layer of a vector tile, and what of it can be drawn: paths of x and y in turn, in units of the extent. */
interface VectorLayer {
  name: string;
  extent: number;
  features: VectorFeature[];
}
interface VectorFeature {
  area: boolean;
  point: boolean;
  /** By their keys. */
  names: Record<string, string>;
  kind: string;
  paths: number[][];
}
