// Types of layers that people brought (web/own): as serve/own/records.py, exports/own/records.py and
// layers/own/document.py write them. Global, as types.d.ts.

interface OwnStyle {
  by: "one" | "category" | "number";
  field: string;
  color: string;
  scheme: string;
  classes: number;
  ramp: string;
  size: number;
  opacity: number;
  label: string;
  visible: boolean;
}

/** A layer that is kept, without its features; style: what differs from the default. */
interface OwnRecord {
  id: string;
  version: string;
  title: string;
  kinds: string[];
  count: number;
  extent: Bounds;
  file: string;
  datum: string;
  datumName: string;
  certain: boolean;
  offsetM: number | null;
  leftOut: number;
  made: string;
  style: Partial<OwnStyle>;
  fields: { name: string; type: string }[];
  documentUrl: string;
  /** None in a meeting kit. */
  columnsUrl?: string;
}

interface OwnList {
  layers: OwnRecord[];
  damaged: string[];
  trash: { name: string; title: string }[];
  datums: { id: string; name: string }[];
  /** None in a meeting kit. */
  encodings?: { id: string; name: string }[];
  textEndings?: string[];
  formats: { id: string; name: string; carries: string; crs: string[] }[];
  crs: { id: string; name: string }[];
  styles: { by: string[]; scheme: string[]; categories: string[]; ramps: Record<string, string[]> };
}

/** What looks alike: its words, as #rrggbb its colour, how many features. */
interface OwnClass {
  words: string;
  color: string;
  count: number;
}

type OwnArray = Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;

/** Head of a packed document. */
interface OwnHead {
  id: string;
  title: string;
  version: string;
  count: number;
  extent: Bounds;
  origin: Place;
  style: OwnStyle;
  classes: OwnClass[];
  /** Of the field that is written: 0 in the array `labels` is none, n the n-th value. */
  labels?: { values: string[] };
}

/** A field of a layer: numbers, or for texts a number a row into values, 0 for none. */
interface OwnColumn {
  name: string;
  type: string;
  array: string;
  values?: string[];
  numbers: OwnArray;
}

/** Marks of a kind and whose row each is. */
interface OwnMarks {
  places: Float32Array;
  rows: Float32Array;
}

/** Rings of areas: places and owners of their corners, where each ring begins, with the end as last number, and its
 * row. */
interface OwnCorners extends OwnMarks {
  starts: Uint32Array;
  owners: Uint32Array;
}

/** Features of a kind on the plane (gpu/plane.js), from the layer's origin: two numbers a corner. */
interface OwnShapes {
  origin: number[];
  points: OwnMarks;
  /** Segments: two corners each. */
  lines: OwnMarks;
  /** Corners, and of their triangles three each, with what is shorter than a unit left out. */
  areas: OwnMarks & { indicesAt: (unit: number) => Uint32Array };
  /** As lines; of: those of a row. */
  edges: OwnMarks & { corners: OwnCorners; count: number; of: (row: number) => OwnMarks };
  /** Of each area's part: its first ring, and of each ring its first corner; the end as last number. */
  areaStarts: Uint32Array;
  ringStarts: Uint32Array;
  areaRows: Uint32Array;
}

/** Where names are written: on the map, or on the other half of a comparison. */
type NamedView = Pick<PlanMap, "store" | "renderer" | "labels"> & { stage: HTMLElement };

/** What legends say of a layer that is on the map. */
interface OwnShown {
  id: string;
  title: string;
  kinds: string[];
  classes: OwnClass[];
  size: number;
  opacity: number;
}

/** How the numbers of a file may be read. */
interface OwnGuess {
  datum: string;
  name: string;
  swapped: boolean;
  certain: boolean;
  inside: number;
  offsetM: number | null;
  extent: Bounds;
  reasons: string[];
  places: Place[];
}

/** What the text of a file was read in, and who says so. */
interface OwnEncoding {
  id: string;
  name: string;
  how: "plain" | "said" | "guessed" | "chosen";
}

/** A layer of a file, before it is taken. */
interface OwnProposal {
  number: number;
  title: string;
  count: number;
  kinds: string[];
  fields: { name: string; type: string; values: string[] }[];
  leftOut: number;
  mended: number;
  problems: string[];
  /** None where there is nothing to choose. */
  encoding: OwnEncoding | null;
  guesses: OwnGuess[];
}

/** A layer of a file with what somebody chose of it. */
interface OwnChoice {
  proposal: OwnProposal;
  take: boolean;
  title: string;
  guess: number;
  leaveOut: boolean;
}

/** A file that somebody brought, on its way: share of it that is sent, or what is wrong with it. */
interface OwnUpload {
  name: string;
  file: File;
  share: number;
  state: "sending" | "reading" | "ready" | "failed";
  words: string;
  token: string;
  /** That somebody chose for its text; empty for what it looks like. */
  encoding: string;
  choices: OwnChoice[];
}

/** What draws layers of one's own and finds them under the pointer; stamp: another one where layers are others. */
interface OwnDrawn {
  stamp: object;
  layers(D: DeckGl.WithOwn, scale: number): DeckGl.Layer[];
}
