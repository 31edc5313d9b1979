// What the page gives the map, and what its scripts leave for one another. Global, as types.d.ts.

/** What the page gives the map to start with (serve/map_data.py); a file that is handed on has no addresses of a server. */
interface MapData {
  instance: string;
  moduleUrl: string;
  deckUrl: string;
  documentUrl: string;
  basemapUrl: string;
  readerUrl: string;
  cityUrl?: string;
  progressUrl?: string;
  briefingsUrl?: string;
  listUrl?: string;
  askUrl?: string;
  /** In a file that is handed on: answers to what its scenes ask, by language, day and question. */
  answersUrl?: string;
  fallbackUrl?: string;
  basemapsUrl?: string;
  ownUrl?: string;
  /** Where the server tells of a newer plan. */
  newsUrl?: string;
  /** What is asked for a map anew: this very record. */
  earlyUrl?: string;
  editsUrl?: string;
  /** Starts what reads files. */
  ownWarmUrl?: string;
  /** Where notes are; null for whom nobody knows. */
  notesUrl?: string | null;
  /** The layers that people brought, in a meeting kit: its list, whose documents are in the file. */
  ownKit?: string;
  tiles: Tiles | null;
  /** Who may show the app in a frame, as the Content-Security-Policy names them. */
  frames?: string[];
  pages: { id: string; own: boolean; listed?: boolean }[];
  problems: Record<string, string[]>;
  page?: string | null;
  /** Who sits before the app that a server runs; a file that is handed on knows nobody. */
  person?: Person;
  wish?: Wish | null;
  words: Record<string, Record<string, string>>;
  /** In such a file: what it shows first, and that the address is none of its business. */
  query?: string;
  addressOff?: boolean;
}

/** What the server knows of whoever asks: an empty name where it asks nobody. */
interface Person {
  name: string;
  mayEdit: boolean;
  mayGive: boolean;
  signIn: string | null;
  signOut: string | null;
}

/** An online basemap, as the server's environment names it. */
interface Tiles {
  url: string;
  credit: string;
  maxZoom: number;
  datum: Datum;
}

/** What a page with forms asks of the map: a briefing to present, or a view to show. */
interface Wish {
  at: number;
  briefing?: string;
  query?: string;
}

// What the start page's own script (start/first.js) leaves for the modules, and they for one another; none of it in a kit.
/** Settles when deck.gl, which the start page loads, is there. */
declare var earlyDeck: Promise<unknown> | undefined;
/** What the map is to start with. */
declare var earlyData: Promise<MapData>;
/** Lets Streamlit's own frontend start. */
declare var beginFramework: () => void;
/** The map cannot start early: Streamlit's component will do it. */
declare var earlyFailed: () => void;
/** Maps that outlive a page switch, by instance name: rebuilding one leaks a WebGL context. */
declare var planMaps: Map<string, PlanMap> | undefined;
declare var setPageScheme: ((dark: boolean) => void) | undefined;
declare var __streamlit: { HOST_CONFIG?: object } | undefined;
