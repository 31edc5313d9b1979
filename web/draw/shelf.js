// Where drawings are kept: this browser's storage, one entry each, so that a window writes no other window's drawing.
// An entry is written whole or not at all. Where a browser keeps nothing they last as long as the page.

import { asDrawing } from "./features.js";

const ENTRY = "plan-map-drawing:";
const CHOICE = "plan-map-drawings";

export class Shelf {
  /**
   * @param {string[]} pencils
   * @param {Storage} storage
   */
  constructor(pencils, storage) {
    this.pencils = pencils;
    this.storage = storage;
  }

  // All drawings that can be read, oldest first. What cannot stays where it is.
  all() {
    return Object.keys(this.storage)
      .flatMap((key) => (key.startsWith(ENTRY) ? (this.read(key.slice(ENTRY.length)) ?? []) : []))
      .sort((one, other) => one.made - other.made);
  }

  /**
   * @param {string} id
   * @returns {Drawing | null}
   */
  read(id) {
    const drawing = this.parsed(ENTRY + id);
    const read = asDrawing(drawing, this.pencils);
    return read?.id === id ? read : null;
  }

  /** @param {string} key */
  parsed(key) {
    try {
      return JSON.parse(this.storage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * Whether it is kept now; where there is no room left, all is as before.
   * @param {Drawing} drawing
   */
  put(drawing) {
    return this.write(ENTRY + drawing.id, drawing);
  }

  /** @param {string} id */
  remove(id) {
    this.storage.removeItem(ENTRY + id);
  }

  /** @returns {{ current: string | null, shown: boolean }} */
  choice() {
    const { current = null, shown = true } = this.parsed(CHOICE) ?? {};
    return { current: typeof current === "string" ? current : null, shown: shown !== false };
  }

  /** @param {{ current: string, shown: boolean }} choice */
  choose(choice) {
    this.write(CHOICE, choice);
  }

  /**
   * @param {string} key
   * @param {object} value
   */
  write(key, value) {
    try {
      this.storage.setItem(key, JSON.stringify(value));
      return true;
    } catch (error) {
      console.warn(error);
      return false;
    }
  }

  /**
   * Whether an entry is one of ours.
   * @param {string | null} key null where all was cleared
   */
  owns(key) {
    return key === null || key.startsWith(ENTRY);
  }
}

/**
 * The browser's storage, or where it is refused one that lasts as long as the page; and which of them it is.
 * @returns {{ storage: Storage, lasts: boolean }}
 */
export function browserStorage() {
  try {
    const { localStorage } = globalThis;
    localStorage.setItem(`${CHOICE}-tried`, "");
    localStorage.removeItem(`${CHOICE}-tried`);
    return { storage: localStorage, lasts: true };
  } catch (error) {
    // A storage that is full refuses too, and yet has what was kept.
    console.warn(error);
    const kept = fullStorage();
    return kept ? { storage: kept, lasts: true } : { storage: memoryStorage(), lasts: false };
  }
}

function fullStorage() {
  try {
    return globalThis.localStorage.length ? globalThis.localStorage : null;
  } catch {
    return null;
  }
}

/** @returns {Storage} */
export function memoryStorage() {
  /** @type {any} */
  const kept = {};
  const act = {
    getItem: (/** @type {string} */ key) => kept[key] ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => Object.assign(kept, { [key]: value }),
    removeItem: (/** @type {string} */ key) => delete kept[key],
  };
  for (const [name, value] of Object.entries(act)) Object.defineProperty(kept, name, { value, enumerable: false });
  return kept;
}
