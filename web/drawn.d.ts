// What the rooms gpu and map draw with: rows, their parts, their corners. Global, as types.d.ts.

/** deck.gl on its canvas, and what all layers share: the rows that are shown. */
interface OpenedDeck {
  D: DeckGl.WithOwn;
  holder: HTMLElement;
  deck: DeckGl.Deck;
  rows: RowVisibility;
}

/** A row of the layer of shapes. */
type ShapeRow = AreaRow | PathRow;

/** What a described layer says for all of its rows; traits: bits that gpu/visibility.js knows. */
interface Part {
  catalogueId: string;
  kind: string;
  color: number[] | undefined;
  size: number | undefined;
  traits: number;
}

/** Described layers as the GPU draws them: rows, and the number of each one's part (gpu/merge.js). */
interface Merged {
  parts: Part[];
  shapes: { rows: ShapeRow[]; owners: Uint16Array };
  symbols: { rows: PointRow[]; owners: Uint16Array };
}

/** Rows by the parts that they belong to; items has the number of each row's item, null where no filter asks. */
interface RowList {
  owners: Uint16Array;
  parts: Part[];
  items: Uint32Array | null;
}

/**
 * The corners of all rows, in order: positions on the plane, from its origin; offsets from there, in half widths on the plane;
 * places as distance along the path on the plane, side (1 left, -1 right) and how far into an end's round cap (0 to 1), all 0
 * in areas. indices: three corners a triangle. starts: each row's first corner, and the number of all.
 */
interface Shape {
  positions: Float32Array;
  offsets: Float32Array;
  places: Float32Array;
  indices: Uint32Array;
  starts: number[];
}

/** From which zoom to which a part of the city is drawn, how wide; kind: "own" or "core", which has the colour of paper. */
interface CityStep {
  kind: string;
  from: number;
  to: number;
  width: number;
  dash?: number[];
}
type CityPart = Part & CityStep;

/** The city under the plan as rows of the layer of shapes; colors: a row's own, on light and on dark. */
interface CityRows {
  parts: CityPart[];
  rows: ShapeRow[];
  owners: Uint16Array;
  colors: (string[] | undefined)[];
}

/** A name of the city in one language; zoom: from which it is written; words: what it says, apart from a height. */
interface CityNameRow {
  entry: CityName;
  kind: CityKind;
  text: string;
  words: string;
  zoom: number;
  places: Place[];
  courses?: Place[][];
  /** Whether it is written along its courses or not at all. */
  along?: boolean;
}

/** A name of the city where it is written, at the pixel that it is of. */
interface CityNamePlaced {
  row: CityNameRow;
  box: import("./labels/places.js").LabelBox;
  at: Pixel;
  run?: import("./labels/along.js").Run;
}

/** What is drawn of an item: its lines and rings, its points, and the bands of how far off it may be. */
interface Geometry {
  paths: Place[][];
  points: Place[];
  bands: ShapeRow[];
  /** Of a line: what it is drawn of, in drawing order. */
  strokes: { row: PathRow; part: Part }[];
}

/** Point symbols as the layer of symbols takes them. */
interface Atlas {
  iconAtlas: HTMLCanvasElement;
  iconMapping: Record<string, { x: number; y: number; size: number }>;
}

/** Of a district's tower: how many of its items are on the map, how many there are, its height in metres. */
interface TowerTop {
  total: number;
  all: number;
  height: number;
}
