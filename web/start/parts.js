// What the map is made of. Most of it is there only when the documents are: it is declared here, and set before
// anything asks for it.

/** @type {any} What is not there yet. */
const LATER = undefined;

export class MapParts {
  // Set by start(), before anything asks for them.
  /** @type {PlanDocument} */
  doc = LATER;
  /** @type {Store} */
  store = LATER;
  /** @type {BasemapDocument} */
  basemap = LATER;
  /** @type {HTMLElement} */
  stage = LATER;
  /** @type {Tip} */
  tip = LATER;
  /** @type {Fitting} */
  fitting = LATER;
  /** @type {Renderer} */
  renderer = LATER;
  /** @type {Names} */
  labels = LATER;
  /** Settles when the GPU has drawn the first frame. @type {Promise<void>} */
  stands = LATER;

  // Set by furnish(), before anything asks for them.
  /** @type {ScaleBar} */
  scale = LATER;
  /** @type {PositionLine} */
  position = LATER;
  /** @type {Measure} */
  measure = LATER;
  /** @type {ItemList} */
  items = LATER;
  /** @type {Controls} */
  controls = LATER;
  /** @type {CardLedger} */
  ledger = LATER;
  /** @type {AccuracyLine} */
  accuracy = LATER;
  /** @type {PresentMenu} */
  presentMenu = LATER;
  /** @type {OwnDoor} */
  ownDoor = LATER;
  /** @type {HTMLElement} */
  header = LATER;
  /** @type {FormPages} */
  forms = LATER;
  /** @type {Away} */
  away = LATER;
  /** @type {Dock} */
  dock = LATER;
  /** @type {Briefings} */
  briefings = LATER;
  /** @type {PresentDoor | Presenter} */
  presenter = LATER;

  /** Tells Streamlit which page is shown; a kit has none. @type {((query: string) => void) | undefined} */
  sendPage = undefined;
  /** Has Python keep a view as a scene; a kit has none. @type {((scene: object) => void) | undefined} */
  saveScene = undefined;

  // As long as there is none of them, null.
  /** @type {Actions | null} */
  act = null;
  /** @type {Promise<Outline> | null} */
  outline = null;
  /** The city under the plan: loaded after the first frame. @type {City | null} */
  city = null;
  /** @type {Promise<City | null> | null} */
  cityComing = null;
  /** Basemaps of tiles: loaded when one is chosen. @type {Promise<Basemaps | null> | null} */
  basemapsComing = null;
  /** What is drawn by hand: loaded when the pen is taken, or where something was drawn before. @type {Draw | null} */
  draw = null;
  /** Notes that people pinned: loaded when they are asked for. @type {Notes | null} */
  notes = null;
  /** The answer to the state's question: loaded when something is asked. @type {Answers | null} */
  answers = null;
  /** Two views beside each other: loaded when they are asked for. @type {Comparison | null} */
  comparison = null;
  /** Whether the next answer is brought into sight. */
  fitsAnswer = false;
  /** Layers that people brought: loaded where there are some, or when a file is brought. @type {Own | null} */
  own = null;
  /** Hears of a newer plan, where a server tells. @type {News | null} */
  news = null;
  /** Editing the plan: loaded when an editor first wants to. @type {Edit | null} */
  edit = null;
  /** What another page's frame is told, and may ask. @type {Embed | null} */
  embed = null;
  /** The way to proposals, for those who may decide them. @type {ChangesDoor | null} */
  changesDoor = null;
  /** Takes the map's listeners off the page. @type {(() => void) | null} */
  unwire = null;
  /** What Python is to be asked for once it is there. @type {object | null} */
  later = null;

  // Whether the map has been given up.
  ended = false;
}
