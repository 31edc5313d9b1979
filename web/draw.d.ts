// Types of what is drawn by hand (web/draw). Global, as types.d.ts.

type DrawnKind = "point" | "number" | "line" | "arrow" | "area" | "text";

/** One thing that is drawn; path: its place or places, an area's ring without its first place once more. */
interface DrawnFeature {
  id: string;
  kind: DrawnKind;
  /** Id of one of the catalogue's pencils. */
  color: string;
  text: string;
  /** Of a numbered mark; 0 for others. */
  number: number;
  /** Whether its length or area is written beside it. */
  measured: boolean;
  path: Place[];
}

/** A drawing with its name; made: when it was begun, in milliseconds, by which drawings are listed. */
interface Drawing {
  id: string;
  name: string;
  made: number;
  features: DrawnFeature[];
}

/** What is drawn now, for legends: the pencils in use, and whether it is one's own or a scene's. */
interface DrawnNow {
  pencils: string[];
  own: boolean;
}

/** What is wrong with a step or a file: a wording's key below draw.fault, and what stands in it. */
interface DrawFault {
  fault: string;
  values?: Record<string, string | number>;
}

/** What becomes of a feature; null where it was not, or is no more; at: its place among the others. */
interface DrawEdit {
  before: DrawnFeature | null;
  after: DrawnFeature | null;
  at?: number;
}

/** What is done to a drawing: to some of its features, its name, or itself. */
interface DrawStep {
  id: string;
  edits?: DrawEdit[];
  name?: [from: string, to: string];
  whole?: [from: Drawing | null, to: Drawing | null];
}

/** Where the next place would be, and what it has snapped to. */
interface DrawAim {
  place: Place;
  snapped: "vertex" | "edge" | null;
}

/** What is being moved: one vertex of a feature, or where none is named all of it. */
interface DrawMoving {
  feature: DrawnFeature;
  path: Place[];
  vertex: number | null;
  from: Place;
}
