// Types of editing the plan (web/edit). Global, as types.d.ts.

/** A feature as a plan file has it. */
interface PlanFeature {
  type: "Feature";
  properties: Record<string, any>;
  geometry: PlanGeometry | null;
}
interface PlanGeometry {
  type: string;
  coordinates: any[];
}

/** A rule that is broken, and the field that it concerns; empty for none. */
interface EditBreach {
  field: string;
  words: string;
}

/** An item as its file has it now. */
interface EditedItem {
  item: string;
  file: string;
  feature: PlanFeature;
  base: string;
  proposals: Proposal[];
}

interface SourceChoice {
  id: string;
  title: string;
  about: string;
}

/** What fields of forms may hold (geo/edits/choices.py). */
interface EditChoices {
  verbs: Record<string, string[]>;
  located: string[];
  precisions: Record<string, { located: string[]; metres: [number, number] | null }>;
  sources: SourceChoice[];
  register: SourceChoice[];
  events: string[];
  confidences: string[];
  grades: string[];
  licence: string;
}

/** A change that somebody wants, and what became of it (geo/edits/proposals.py). */
interface Proposal {
  id: string;
  version: number;
  item: string;
  state: "open" | "accepted" | "refused" | "withdrawn";
  says: string;
  base: string;
  before: PlanFeature | null;
  after: PlanFeature | null;
  event: Record<string, string> | null;
  /** A source that comes with the event. */
  source: Record<string, string> | null;
  /** New sources that come with the feature, which its evidence names. */
  sources: Record<string, string>[];
  decision: string;
  made_by: string;
  made_at: string;
  changed_by: string;
  changed_at: string;
  /** Names of the fields that it changes, and "geometry". */
  changed: string[];
  /** In lists: whether whoever asks has made it, whether the item has changed since, and names of people. */
  own?: boolean;
  stale?: boolean;
  maker?: string;
  decider?: string;
}

/** What is being written of an item, as the browser keeps it. */
interface KeptDraft {
  base: string;
  before: PlanFeature;
  feature: PlanFeature;
  /** New sources that its evidence names or has named, by ids of the form's own. */
  sources?: Record<string, string>[];
  says: string;
}

type ItemEditor = import("./item.js").ItemEditor;
type Changes = import("./decide/changes.js").Changes;
type Placing = import("./placing.js").Placing;
type EditField = import("./fields/controls.js").Field;
type Verdict = "checking" | "good" | "broken" | "away";
type TextRun = import("./decide/differences.js").Run;
type DrawLook = import("../draw/paint.js").Look;
