// Types of questions about where things lie and their answers (web/state/question.js, web/ask). Global, as types.d.ts.

/** What is asked; selectors as links of filters have them, "" for the whole plan; radii in metres, ascending. */
interface Question {
  kind: string;
  subjects: string[];
  objects: string[];
  radii: number[];
  count: number | null;
}

/** A thing that an answer names: an item of the plan, or what has its name and place here. */
interface AnswerThing {
  item?: string;
  name?: string;
  /** Title of the layer that it is of. */
  layer?: string;
  points?: Place[];
  paths?: Place[][];
  bounds?: Bounds;
}

/** A pair; things by their numbers; lengths in metres; line: where both are nearest. */
interface AnswerRow {
  subject: number;
  object: number;
  certain: boolean;
  distance: number;
  plusMinus: number;
  why: string;
  line: Place[];
  /** From and to. */
  ring?: number[];
  /** At least, as drawn, at most; square metres or metres. */
  inside?: number[];
  unit?: "m2" | "m";
  themes?: string[];
}

/** Counts of pairs between themes, both ways round: [certain, possible]. */
interface AnswerMatrix {
  keys: string[];
  names: string[];
  cells: number[][][];
}

/** An answer as exports/ask/shown.py writes it. */
interface AnswerRecord {
  title: string;
  counts: { certain: number; possible: number; unmeasured: number };
  notes: string[];
  method: string;
  things: AnswerThing[];
  marks: { subjects: number[]; certain: number[]; possible: number[] };
  rings: { radius: number; paths: Place[][] }[];
  /** Of what was asked about, as far around it as was asked; null for the whole plan. */
  bounds: Bounds | null;
  rows: AnswerRow[];
  /** How many rows more there are. */
  rest: number;
  /** Whether lengths and areas inside are measured. */
  inside: boolean;
  /** Name, id and reason. */
  leftOut: string[][];
  totals: { columns: string[]; numbers: number; rows: (string | number)[][] } | null;
  matrix: AnswerMatrix | null;
}

/** How an answer is looked at: how many rows, and the cell of a matrix whose pairs are shown. */
interface AnswerLook {
  most: number;
  cell: string;
}

/** What is known of the answer to the state's question. */
interface AnswerNow {
  status: "waiting" | "there" | "failed";
  /** Why there is none. */
  words: string;
  /** The last one, while another is waited for. */
  record: AnswerRecord | null;
}

/** Marks of an answer on the map (web/ask/marks.js), as the room below asks for them. */
interface AnswerMarks {
  keys(state: State): unknown[];
  kept(state: State): Uint8Array | null;
  below(opened: { D: DeckGl.WithOwn; rows: RowVisibility }, state: State, widthScale: number): DeckGl.Layer[];
  above(opened: { D: DeckGl.WithOwn; rows: RowVisibility }, state: State, widthScale: number): DeckGl.Layer[];
}
