// Types that several rooms of the browser's half name. Global, so that comments name them without importing anything;
// contract.d.ts, which Python writes, has those of the documents.

type Store = import("./state/store.js").Store;
type Sifted = import("./state/sieve.js").Sifted;
type Timeline = import("./progress/timeline.js").Timeline;
/** What is known of an item on a day. */
type ItemStanding = Omit<ItemProgress, "events" | "changes">;
type Standing = import("./progress/timeline.js").Standing;
type Address = import("./state/address.js").Address;
type DeckRenderer = import("./map/canvas.js").DeckRenderer;
type SimpleRenderer = import("./map/simple.js").SimpleRenderer;
type Highlighter = import("./gpu/highlight.js").Highlight;
type CityShapes = import("./city/shapes.js").CityShapes;
type CityNames = import("./city/names.js").CityNames;
type City = import("./city/city.js").City;
type Own = import("./own/own.js").Own;
type Notes = import("./notes/notes.js").Notes;
type OwnDoor = import("./own/door.js").OwnDoor;
type Embed = import("./embed/embed.js").Embed;
type News = import("./start/later/news.js").News;
type Edit = import("./edit/edit.js").Edit;
type ChangesDoor = import("./edit/door.js").ChangesDoor;
type Draw = import("./draw/draw.js").Draw;
type Comparison = import("./compare/compare.js").Comparison;
type Answers = import("./ask/answers.js").Answers;
type Basemaps = import("./tiles/basemaps.js").Basemaps;
type RowVisibility = import("./gpu/visibility.js").RowVisibility;
type Fitting = import("./map/fitting.js").Fitting;
type Tip = import("./map/tip.js").Tip;
type Measure = ReturnType<typeof import("./map/measure.js").buildMeasure>;
type ItemList = ReturnType<typeof import("./base/keys.js").buildItemList>;
type ScaleBar = ReturnType<typeof import("./panel/furniture.js").buildScale>;
type PositionLine = ReturnType<typeof import("./panel/furniture.js").buildPosition>;
type Controls = ReturnType<typeof import("./panel/furniture.js").buildControls>;
type AccuracyLine = ReturnType<typeof import("./panel/accuracy.js").buildAccuracy>;
type Labels = import("./labels/labels.js").Labels;
type Dock = import("./pages/dock.js").Dock;
type ItemTable = import("./pages/itemtable.js").ItemTable;
type FormPages = import("./pages/forms.js").FormPages;
type Outline = import("./pages/reader/outline.js").Outline;
type TextView = import("./pages/reader/text.js").TextView;
type Briefings = import("./present/briefings.js").Briefings;
type PresentDoor = import("./present/door.js").PresentDoor;
type Presenter = import("./present/presenter.js").Presenter;
type PresentScreen = ReturnType<typeof import("./present/screen.js").buildScreen>;
type PresentMenu = ReturnType<typeof import("./present/menu.js").buildPresentMenu>;
type CardLedger = import("./panel/card/ledger.js").CardLedger;
type Actions = ReturnType<typeof import("./start/actions.js").makeActions>;
type Away = import("./start/away.js").Away;
type PlanMapClass = typeof import("./start/planmap.js").PlanMap;
type PlanMap = import("./start/planmap.js").PlanMap;

/** What h() puts into a node. */
type Child = Node | string | number | null | undefined | false;
/** What h() sets on a node of the type E: its listeners, its style, and attributes by their names. */
type Attributes<E> = {
  [K in keyof HTMLElementEventMap as `on${K}`]?:
    | ((event: HTMLElementEventMap[K] & { target: any; currentTarget: E }) => unknown)
    | null
    | false;
} & { style?: Record<string, string | number>; [name: string]: unknown };

type Language = "zh" | "en";
/** light or dark. */
type Appearance = "light" | "dark";
/** Longitude and latitude in degrees, WGS-84, perhaps with a height in metres. */
type Place = number[];
/** West, south, east, north in degrees, WGS-84. */
type Bounds = number[];

/** Where the map looks from: degrees, WGS-84; zoom as deck.gl counts it. */
interface Camera {
  longitude: number;
  latitude: number;
  zoom: number;
  pitch?: number;
  bearing?: number;
}

/** A part of a window, in pixels from its upper left corner. */
interface Box extends PixelSize {
  left: number;
  top: number;
}

/** Pixels from the upper left corner of the map's window. */
type Pixel = [number, number];
/** The sides of a part of the map's window, in pixels. */
interface Sides {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
/** From places to pixels of the map and back. */
interface Viewport extends PixelSize {
  project(place: Place): Pixel;
  unproject(pixel: number[]): Place;
}
/** deck.gl's own. */
interface DrawnViewport extends Viewport {
  zoom: number;
  scale: number;
  viewProjectionMatrix: number[];
  distanceScales: { unitsPerMeter: number[] };
  getBounds(): Bounds;
}

/** Where a camera may be asked to go: what is not named stays as it is. */
type CameraAim = Partial<Camera> | ((size: PixelSize) => Partial<Camera>);

/** How bounds are fitted: in one of the parts of the window; `done` hears of the camera. */
interface FitOptions {
  partsOf?: (size: PixelSize) => Box[];
  maxZoom?: number;
  duration?: number;
  done?: (camera: Camera) => void;
}

/** What draws the map: DeckRenderer on a canvas, SimpleRenderer in an iframe. */
interface Renderer {
  camera: Camera;
  /** Where the camera stands, or is flying to; null until it is first placed. */
  target: Camera | null;
  readonly sized: boolean;
  /** Whether the camera does not say yet what was asked for. */
  readonly waits: boolean;
  /** How high the towers are by unit, where they stand. */
  towerTops: Map<string, TowerTop>;
  symbolScale?: number;
  highlight?: Highlighter;
  /** What marks answers, once something was asked. */
  answer?: AnswerMarks | null;
  onCamera: () => void;
  onFrame?: () => void;
  onHover?: (object: { id?: string } | null | undefined, x: number, y: number) => void;
  size(): PixelSize;
  viewport(): Viewport | null;
  place(stage: HTMLElement): Promise<void>;
  show(): void;
  draw(): void;
  whenSized(act: () => void, whole?: boolean): void;
  fly(camera: CameraAim, duration?: number): void;
  arrive(): void;
  fit(bounds: Bounds, options?: FitOptions): void;
  tilt(on: boolean): void;
  pick(x: number, y: number): string[];
  addAtlases?(): Promise<void>;
  addCity?(city: CityShapes): void;
  /** Layers that people brought, once they have come; a map without WebGL shows none. */
  own?: OwnDrawn | null;
  sift?(state: State): boolean;
  allowDoubleClick?(on: boolean): void;
  destroy(): void;
}

/** The names over the map: those on a canvas (labels/labels.js), or none, where the map has its own. */
interface Names {
  draw(): void;
  settle(): void;
  canvas?: HTMLCanvasElement;
  /** Whether the camera has moved since the names were placed. */
  moved?: boolean;
  numbered?: State["numbered"];
  city?: CityNames | null;
  scale?: number;
  early?: number;
  /** Words of what is drawn by hand, which no name may cover. */
  drawn?: import("./labels/obstacles.js").Obstacle[];
  mine?: import("./labels/obstacles.js").Obstacle[];
}

/** An item that has a place on the map. */
interface PlacedItem extends ItemRecord {
  anchors: Place[];
  bounds: Bounds;
}

/** Its units are the plan's, which the map puts in. */
interface BasemapDocument {
  units: PlacedItem[];
}

/** What the filters let through: ids of values by the name of a filter field, and the words looked for. */
type Filters = Record<string, Set<string>> & { text: string };

/** A value or values by the name of a filter field: what a row of a page filters by. */
type Picks = Record<string, string | string[]>;

/** Everything that the map shows, and how. */
interface State {
  layers: Set<string>;
  /** 0 to 1 by id of a layer, only where it is not 1. */
  opacity: Record<string, number>;
  /** Ids of layers that people brought and that are on, the topmost first. */
  own: string[];
  filters: Filters;
  /** What the plan's colours say: one of the contract's tints. */
  tint: string;
  /** The day whose progress counts, as 2023-06-30; null for today. */
  day: string | null;
  /** Whether what became of the items could not be fetched. */
  ledgerFailed: boolean;
  /** Whether the time bar is open. */
  timeOpen: boolean;
  selection: string | null;
  candidates: string[];
  /** What is pointed at; several where a clause of the text speaks of several. */
  hover: string | string[] | null;
  language: Language;
  appearance: Appearance;
  appearanceChosen: boolean;
  /** What lies under the plan: one of the contract's basemaps, the id of a tile package, or "own". */
  base: string;
  page: string;
  unit: string | null;
  sort: string | null;
  grouping: string | null;
  targetKind: string | null;
  targetResult: string | null;
  targetSort: string | null;
  briefing: string | null;
  scene: number;
  detour: boolean;
  dropped: string[];
  numbered: { id: string; number: number }[];
  panelOpen: boolean;
  legendOpen: boolean;
  /** The points of what is being measured. */
  measure: Place[] | null;
  /** Whether the pen is in hand; and what is drawn. */
  drawing: boolean;
  drawn: DrawnNow | null;
  /** Layers that people brought and that are on the map, for legends. */
  ownShown: OwnShown[];
  towers: boolean;
  /** What is asked about where things lie, as links have it (state/question.js). */
  ask: string | null;
  /** The answer to it, and the number of the pair of it that is shown. */
  answer: AnswerNow | null;
  pair: number | null;
  /** The view that is shown beside this one, as links have it; null for none. */
  compare: string | null;
  /** Where the two meet, in per cent of the width; 0 for side by side. */
  split: number;
  /** Whether the view that is worked on is the right one. */
  right: boolean;
  /** The place of the city that the search has found. */
  spot: CityName | null;
  /** The tiles that are shown in the basemap's place, and what is to be said of them. */
  tiles: ShownTiles | null;
  basemapNote: BasemapNote | null;
}
/** What a change may be of: the ledger comes beside the state. */
type StateKey = keyof State | "ledger";

/** A place of the city that the search has found, and what it says of it. */
interface FoundPlace {
  entry: CityName;
  name: string;
  about: string;
}

/** What either view of a comparison says of the state. */
type Compared = Pick<
  State,
  "base" | "layers" | "opacity" | "own" | "filters" | "tint" | "day" | "selection" | "unit"
>;
/** What every link and every scene says of the state. */
type ViewState = Compared & Pick<State, "towers" | "ask" | "compare" | "split" | "right">;
/** What a link or a scene says. */
interface View {
  state: Partial<State> & ViewState;
  camera: Camera | null;
  dropped?: string[];
}

/** A run of characters of the plan's text: line, start, end. */
type Span = number[];

/** A briefing as briefing/resolved.py writes it: plain text, in both languages or one, the other then "". */
interface Briefing {
  id: string;
  title: string;
  title_en: string;
  source: "shipped" | "own";
  scenes: BriefingScene[];
}
/** view: a query string, without page, language, briefing and scene; bounds: what to fit where it has no camera. */
interface BriefingScene {
  id: string;
  title: string;
  title_en: string;
  narrative: string;
  narrative_en: string;
  notes: string;
  notes_en: string;
  figures: BriefingFigure[];
  view: string;
  bounds: Bounds | null;
  sections: string[];
  items: string[];
  /** GeoJSON of what is drawn by hand, as web/draw/geojson.js writes it; none where nothing is. */
  drawing?: object;
  /** Layers that people brought and the view names, with the titles that they had when the scene was kept. */
  own?: { id: string; title: string }[];
}
interface BriefingFigure {
  label: string;
  label_en: string;
  value: string;
  value_en: string;
}

/** How many items, by where they are: shown + closed + unplaced = all. */
interface Parts {
  all: number;
  shown: number;
  closed: number;
  unplaced: number;
}

type PartName = "shown" | "closed" | "unplaced";
/** Parts by value, by the name of a filter field. */
type Counts = Record<string, Map<string, Parts>>;
/** Whether an item has the words that are looked for. */
type Finder = (item: ItemRecord) => boolean;
