// Written by `python -m scripts.contract` from the types of layers/view/contract.py, layers/screen/records.py, layers/city/records.py, layers/progress/records.py and serve/tiles/records.py. Do not edit.

/** What lies under things that an answer names: a disc under a point, a band under a line or an area's outline. Those of one kind flow into each other: all edges are drawn before all fills (layers/answer/plates.py). */
interface AnswerMark {
  id: string;
  color: string;
  color_dark: string;
  color_fill: string;
  color_fill_dark: string;
  edge_px: number;
  dash_px: number[];
  beside_px: number;
  outline_px: number;
  radius_px: number;
  lone_px: number;
}

/** A unit beyond the city's extent, with what its button says. */
interface ApartUnit {
  id: string;
  zh: string;
  en: string;
}

/** Colours of one appearance by role, as #rrggbb. */
interface AppearanceColors {
  sea: string;
  land: string;
  neighbour_line: string;
  unit: string;
  unit_line: string;
  city_line: string;
  label: string;
  label_quiet: string;
  label_sea: string;
  halo: string;
  ink: string;
  highlight: string;
  focus: string;
  warn: string;
}

/** Areas drawn alike, of a catalogue's layer or of the basemap; id: `<layer>:<kind>`. */
interface AreaLayer {
  "@@type": "AreaLayer";
  id: string;
  data: AreaRow[];
  getFillColor: number[];
  hatched?: boolean;
  pickable?: boolean;
}

/** An area: closed rings, the outer one first; triangles as layers/screen/triangles.py says. Of a band its width in metres, below zero. */
interface AreaRow {
  id?: string;
  polygon: number[][][];
  triangles: number[];
  width?: number;
}

/** The basemap under the plan as the browser loads it. */
interface BasemapDocument {
  layers: (AreaLayer | PathLayer)[];
  neighbours: CityRecord[];
  waters: WaterRecord[];
}

/** What there is to choose from. tiandituKey is the server's own, empty where it has none. */
interface BasemapsDocument {
  packages: PackageRecord[];
  folder: string;
  tiandituKey: string;
  rules: TileRule[];
  frame: string;
}

/** Where a camera may stand, and how near it goes by itself; zooms as deck.gl counts them, angles in degrees. */
interface CameraRules {
  world: Extent;
  reach: Extent;
  start: number[];
  minZoom: number;
  maxZoom: number;
  fitMaxZoom: number;
  pointZoom: number;
  maxPitch: number;
  tilt: number;
  window: PixelSize;
}

/** The catalogue as the browser has it; edges: drawings (SVG) of those that a legend explains, soft and hatched; markSwatches: of an answer's marks, by appearance and mark. */
interface CatalogueRecord {
  themes: Record<string, Theme>;
  layers: LayerRecord[];
  stages: Record<string, StageRecord>;
  precisions: Record<string, PrecisionRecord>;
  states: Record<string, StateRecord>;
  edges: Record<string, string>;
  appearances: Record<string, AppearanceColors>;
  figures: Figure[];
  drawing: DrawingValues;
  labels: LabelValues;
  pencils: Record<string, Pencil>;
  marks: Record<string, AnswerMark>;
  markSwatches: Record<string, Record<string, string>>;
}

/** The city under the plan as the browser loads it: kinds and layers in drawing order. */
interface CityDocument {
  kinds: Record<string, CityKind>;
  layers: CityLayer[];
  names: CityName[];
}

/** A kind of thing of the city. */
interface CityKind {
  id: string;
  zh: string;
  en: string;
  fly_zoom: number;
  suffix_zh: string;
  suffix_en: string;
  look: CityLook | null;
  lettering: CityLettering | null;
}

/** What is drawn of a kind and a rank. */
interface CityLayer {
  kind: string;
  rank: number;
  rows: CityRow[];
}

/** How the names of a kind are written. */
interface CityLettering {
  color: string;
  color_dark: string;
  form: string;
  size: number;
  min_zoom: number[];
  weight: number;
}

/** How a kind is drawn. */
interface CityLook {
  color: string;
  color_dark: string;
  min_zoom: number[];
  opacity: number;
  widths: number[];
  zooms: number[];
  dash: number[];
  core: number;
  core_dash: number[];
  pale: number;
}

/** A name with the places where it may stand, best first; pinyin: its syllables, apart. about: number of a road or line, height of a peak in metres, lines of a station. */
interface CityName {
  kind: string;
  rank: number;
  name: string;
  name_en: string;
  places: number[];
  pinyin: string;
  district?: string;
  about?: string;
  color?: string;
}

/** A neighbouring city, and where its name stands. */
interface CityRecord {
  id: string;
  name: string;
  name_en: string;
  label: number[];
}

/** A line or point (`path`), or an area: closed rings, the outer one first, and triangles. These are as layers/screen/triangles.py has them. colors: its own, on light and on dark. name: number of the name that may run along it. */
interface CityRow {
  path?: number[];
  rings?: number[][];
  triangles?: number[];
  colors?: string[];
  name?: number;
}

/** All of it. */
interface Contract {
  pages: string[];
  formPages: string[];
  languages: string[];
  appearances: string[];
  basemaps: string[];
  tints: string[];
  period: Period;
  packagePattern: string;
  ownPrefix: string;
  ownPattern: string;
  facets: FacetRow[];
  columns: string[];
  groupings: string[];
  targets: TargetChoices;
  datums: string[];
  apart: ApartUnit[];
  camera: CameraRules;
  limits: Limits;
  parameters: LinkParameters;
  question: QuestionRules;
}

/** How items are drawn beside what their layer, stage and precision say. */
interface DrawingValues {
  point_px: number;
  edge_opacity: number;
  soft_edge_opacity: number;
  arrow_opacity: number;
  halo_opacity: number;
  hatch_factor: number;
  hatch_step_px: number;
  hatch_width_px: number;
  hatch_ground: number;
  selected_px: number;
  selected_opacity: number;
  ring_px: number;
  ring_radius_px: number;
  ring_opacity: number;
  around_px: number;
  reach_opacity: number;
  reach_edge_px: number;
  reach_edge_opacity: number;
  reach_dash: number[];
  receding: number;
  casing_px: number;
  quiet_zoom: number;
  half_quiet_zoom: number;
  quiet_width: number;
  quiet_strength: number;
  badge_radius_px: number;
  badge_rim_px: number;
  badge_zoom: number;
  badge_few: number;
  stops_zoom: number;
  wash_km2: number;
  unit_px: number;
  filter_unit_px: number;
  unit_opacity: number;
  neighbour_line_px: number;
  unit_line_px: number;
  city_line_px: number;
  city_paper_zooms_earlier: number;
}

/** What one source says of an item's place. */
interface Evidence {
  source: string;
  says: string;
}

/** Degrees, WGS-84. */
interface Extent {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A filter field; ledger: what became of an item answers it, on the day shown. */
interface FacetRow {
  name: string;
  parameter: string;
  field: string;
  none: string;
  ledger: boolean;
  values: FacetValue[];
}

/** One value of a filter field. */
interface FacetValue {
  id: string;
  slug: string;
  zh: string;
  en: string;
}

/** A key figure of the overview: the length inside the city or the area of some layers' items. */
interface Figure {
  id: string;
  located: string;
  layers: string[];
  zh: string;
  en: string;
}

/** Every point symbol in use as one drawing; cells: its upper left corner by `<layer>:<stage>`. */
interface IconAtlas {
  svg: string;
  cell: number;
  cells: Record<string, number[]>;
}

/** A target and what became of it by rule (geo/progress/targets/rule.py). number: its place in the list. measure: value, mean, sum or none; result: met, missed, unpublished or unjudged. value is of the years first to last, reckoned here where `reckoned`; on_side: whether it is on the target's right side; gap: by which share of the target; goal: the target as a number; target_en: "" where the printed one needs no words. points: what a chart shows, by year, sums added up. */
interface IndicatorRecord {
  id: string;
  number: number;
  name: string;
  name_en: string;
  unit: string;
  unit_en: string;
  kind: string;
  basis: string;
  target: string;
  target_en: string;
  measure: string;
  result: string;
  on_side: boolean | null;
  value: string | null;
  first: number | null;
  last: number | null;
  reckoned: boolean;
  goal: number | null;
  at_most: boolean;
  gap: number | null;
  points: [number, number][];
  values: IndicatorValue[];
}

/** What was published of an indicator for a year, or as mean or sum since another; year: null where nothing was. */
interface IndicatorValue {
  year: number | null;
  since: number | null;
  actual: string;
  says: string;
  says_en: string;
  source: string;
  published: string;
  grade: string;
  confidence: string;
}

/** The plan's targets, and what is said of them. */
interface IndicatorsRecord {
  years: number[];
  results: string[];
  kinds: string[];
  indicators: IndicatorRecord[];
  verdicts: OfficialVerdict[];
}

/** What is known of an item on the document's day, its events, the newest first, and what was known before. */
interface ItemProgress {
  state: string;
  since: string | null;
  as_of: string | null;
  as_of_source: string;
  stale: boolean;
  confidence: string;
  looked_for: string | null;
  promise: string;
  promise_kept: boolean | null;
  done: number;
  of: number;
  parts: ProgressPart[];
  slips: ProgressSlip[];
  start_announced: number[];
  conflicts: string[][];
  events: ProgressEvent[];
  changes: ProgressChange[];
}

/** An item: its words, its size, and where its label may stand. Its geometry is in the layers. */
interface ItemRecord {
  id: string;
  name: string;
  name_en: string;
  aliases: string[];
  theme: string;
  category: string;
  plan_verb: string;
  stage: string;
  clause: string[];
  section: string;
  plan_column: number | null;
  districts: string[];
  located: string;
  precision: string;
  uncertainty_m: number | null;
  inferred: boolean;
  parent: string | null;
  same_place_as: string[];
  note: string;
  evidence: Evidence[];
  layer: string;
  labels: Record<string, string>;
  pinyin: string[][];
  size?: number;
  inside?: Record<string, number>;
  bounds?: number[];
  anchors?: number[][];
  place?: Record<string, number[]>;
}

/** From which zoom on, and in which order, names appear. */
interface LabelValues {
  zooms: number[];
  paper_zooms_earlier: number;
  city_paper_zooms_earlier: number;
  unit_rank: number;
  neighbour_rank: number;
  water_rank: number;
}

/** A layer of the catalogue with the zoom from which its items are named where there are many. */
interface LayerRecord {
  id: string;
  code: string;
  theme: string;
  group_zh: string;
  group_en: string;
  categories: string[];
  zh: string;
  en: string;
  color: string;
  color_dark: string;
  symbol: string;
  width: number;
  form: string;
  edge: number;
  opacity: number;
  z: number;
  rank: number;
  on: boolean;
  quiet: boolean;
  stops: boolean;
  citywide: boolean;
  labelZoom: number;
}

/** The most that is read: characters, bytes for text, percent for opacity; least, most and step of a swipe. */
interface Limits {
  query: number;
  shown: number;
  text: number;
  briefing: number;
  scene: number;
  own: number;
  opacityLeast: number;
  opacityMost: number;
  opacityStep: number;
  compared: number;
  swipe: number[];
}

/** Names in links: all of a view's, those of the page of products, those that say which scene is shown, those that the other view of a comparison may have. */
interface LinkParameters {
  view: string[];
  products: string[];
  scene: string[];
  compared: string[];
}

/** What an official text says of some indicators, or of all where it names none. */
interface OfficialVerdict {
  id: string;
  indicators: string[];
  as_of: string;
  says: string;
  says_en: string;
  source: string;
  published: string;
  grade: string;
}

/** A tile package, or why it cannot be used: then fault is no empty text, and the rest says nothing. */
interface PackageRecord {
  id: string;
  file: string;
  name: string;
  fault: string;
  credit: string;
  url: string;
  kind: string;
  datum: string;
  minZoom: number;
  maxZoom: number;
  tilePx: number;
  bounds: number[];
}

/** Lines or outlines drawn alike; id: `<layer>:<kind>`. */
interface PathLayer {
  "@@type": "PathLayer";
  id: string;
  data: PathRow[];
  getColor: number[];
  pickable?: boolean;
}

/** A line, or the outline of an area: width in pixels; dash as on, off, distance to the first, in widths. On the way a path said before is only named (layers/screen/shared_paths.py). */
interface PathRow {
  id?: string;
  path: number[][];
  width: number;
  dash?: number[];
}

/** A colour that somebody draws with by hand. */
interface Pencil {
  id: string;
  zh: string;
  en: string;
  color: string;
  color_dark: string;
}

/** First and last day of the plan's years, as 2021-01-01. */
interface Period {
  first: string;
  last: string;
}

/** Pixels. */
interface PixelSize {
  width: number;
  height: number;
}

/** The plan as the browser loads it; swatches: each layer's drawing (SVG), by appearance and layer. */
interface PlanDocument {
  items: ItemRecord[];
  layers: (AreaLayer | PathLayer | PointLayer)[];
  sources: Record<string, SourceRecord>;
  swatches: Record<string, Record<string, string>>;
  icons: Record<string, IconAtlas>;
  catalogue: CatalogueRecord;
  units: UnitRecord[];
  contract: Contract;
  text: Record<string, Record<string, string>>;
}

/** Point symbols, getSize pixels high; id: `<layer>:point`. */
interface PointLayer {
  "@@type": "IconLayer";
  id: string;
  data: PointRow[];
  getSize: number;
  pickable?: boolean;
}

/** A point; its icon is a cell of the atlas. */
interface PointRow {
  id: string;
  position: number[];
  icon: string;
}

/** A precision with the drawing (SVG) of its edge for tables. */
interface PrecisionRecord {
  id: string;
  zh: string;
  en: string;
  edge: string;
  mark: string;
}

/** The day from which on an item is told of otherwise, and what is other then: on the first day all of it. */
interface ProgressChange {
  day: string;
  state?: string;
  since?: string | null;
  as_of?: string | null;
  as_of_source?: string;
  stale?: boolean;
  confidence?: string;
  looked_for?: string | null;
  promise?: string;
  promise_kept?: boolean | null;
  done?: number;
  of?: number;
  parts?: ProgressPart[];
  slips?: ProgressSlip[];
  start_announced?: number[];
  conflicts?: string[][];
}

/** The ledger of progress on a day, by item: only what has events, or parts that have. untold: what became of the promise of every other item. next_plans: sources that are plans after this one, which name an item or do not. done_states, begun_states: those that tell of an end, and of works at least. */
interface ProgressDocument {
  day: string;
  untold: Record<string, string>;
  items: Record<string, ItemProgress>;
  sources: Record<string, ProgressSource>;
  next_plans: string[];
  done_states: string[];
  begun_states: string[];
  targets: IndicatorsRecord;
}

/** A row of the ledger; conflicts: ids of the events that contradict it; counts_from: the day from which on it is told, "" for what is told of any day. */
interface ProgressEvent {
  id: string;
  event: string;
  on: string;
  counts_from: string;
  part?: string;
  figure?: string;
  says: string;
  says_en: string;
  source: string;
  published: string;
  grade: string;
  confidence: string;
  conflicts?: string[];
}

/** A part that events name, and its own state. */
interface ProgressPart {
  name: string;
  state: string;
  since: string | null;
}

/** An announcement that did not come true in its year; goal: start or open; part: "" for the whole; event: its id. came: the year in which it came true after all, null where it has not. */
interface ProgressSlip {
  goal: string;
  year: number;
  part: string;
  event: string;
  came: number | null;
}

/** Who said it, and where it was read; url: as in the ledger, perhaps no address at all. */
interface ProgressSource {
  title: string;
  publisher: string;
  url: string;
}

/** What a question in a link may say: characters, metres, how many; patterns: of a selector's values, by name. */
interface QuestionRules {
  kinds: string[];
  selectors: string[];
  patterns: Record<string, string>;
  metres: string;
  longest: number;
  longestSelector: number;
  mostSelectors: number;
  mostRadius: number;
  mostRings: number;
  mostNearest: number;
}

/** The plan's text for the browser; marks by line: start, end, the sets of its names and its clause (or -1). */
interface ReaderDocument {
  title: string;
  sections: TextSection[];
  blocks: TextBlock[];
  marks: Record<string, number[][]>;
  sets: string[][];
  places: Record<string, TextPlaces>;
  jumps: TextJump[];
}

/** A source that items or units name. */
interface SourceRecord {
  title: string;
  licence: string;
  date: string;
}

/** A stage with its drawings (SVG) for legends and tables: all three together, and one for each kind of place. */
interface StageRecord {
  id: string;
  zh: string;
  en: string;
  dash: number[];
  rim: boolean;
  fill: string;
  width_factor: number;
  area_factor: number;
  sample: string;
  marks: Record<string, string>;
}

/** A state with the drawings (SVG) of its row in legends and of its badge alone; path: the sign, for a pen. */
interface StateRecord {
  id: string;
  color: string;
  color_dark: string;
  sign: string;
  swatch: string;
  mark: string;
  path: string;
}

/** Which targets may be listed, by kind and result, and by what they are sorted. */
interface TargetChoices {
  kinds: string[];
  results: string[];
  columns: string[];
}

/** Lines that belong together, each as its number and its text; lead: how many characters are a bold name. */
interface TextBlock {
  kind: string;
  section: number;
  lines: [number, string][];
  lead?: number;
  garbled?: boolean;
}

/** A plan column or a section (the others are then missing) that holds items. */
interface TextJump {
  line: number;
  count: number;
  plan_column?: number;
  names?: string[];
  chapter?: number;
  section?: number;
}

/** Where an item's clause stands and where it is named: line, start, end. */
interface TextPlaces {
  clause: number[][];
  names: number[][];
}

/** A heading: part, chapter or section (1 to 3), and where it stands. */
interface TextSection {
  level: number;
  number: string;
  title: string;
  line: number;
  ordinal: number;
}

/** A theme of the plan. */
interface Theme {
  id: string;
  zh: string;
  en: string;
  color: string;
  color_dark: string;
}

/** What is drawn alike of a vector tile. */
interface TileRule {
  id: string;
  layers: string[];
  shape: string;
  color: string;
  color_dark: string;
  kinds: string[];
  min_zoom: number;
  widths: number[];
  zooms: number[];
  dash: number[];
}

/** A unit as the district page tells of it. */
interface UnitRecord {
  id: string;
  name: string;
  name_en: string;
  short_en: string;
  kind: string;
  area_km2: number;
  area_km2_official: number | null;
  area_source: string | null;
  goal: string;
  positioning: string[];
  keyAreas: string[];
  neighbours: string[];
}

/** A water, how much its name matters (1 the most), and where that stands. */
interface WaterRecord {
  name: string;
  name_en: string;
  rank: number;
  label: number[];
}
