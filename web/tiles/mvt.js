// Reads vector tiles (Mapbox Vector Tile 2): of each layer that is drawn the points, lines and areas, with kind and
// names. A tile may be anybody's: what does not add up throws.

import { NAME_KEYS } from "./names.js";

const MOST_NUMBERS = 4_000_000;
const KIND_KEYS = new Set(["kind", "pmap:kind", "class"]);
const POINT = 1;
const LINE = 2;
const AREA = 3;
// Numbers of the shortest path of each.
/** @type {Record<number, number>} */
const LEAST = { [POINT]: 2, [LINE]: 4, [AREA]: 6 };
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE = 7;
const TEXT = new TextDecoder();

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get more() {
    return this.at < this.bytes.length;
  }

  number() {
    let value = 0;
    let factor = 1;
    for (let step = 0; step < 10; step += 1) {
      if (this.at >= this.bytes.length) throw new Error("vector tile: cut short");
      const byte = this.bytes[this.at];
      this.at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new Error("vector tile: a number without end");
  }

  part() {
    const length = this.number();
    if (length > this.bytes.length - this.at) throw new Error("vector tile: cut short");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** @param {number} wire */
  skip(wire) {
    if (wire === 0) this.number();
    else if (wire === 1) this.at += 8;
    else if (wire === 2) this.part();
    else if (wire === 5) this.at += 4;
    else throw new Error("vector tile: no such field");
  }

  /** All fields in turn: number and kind. */
  *fields() {
    while (this.more) {
      const tag = this.number();
      yield [Math.floor(tag / 8), tag % 8];
    }
  }
}

/** @param {Uint8Array} bytes */
function numbersOf(bytes) {
  const reader = new Reader(bytes);
  /** @type {number[]} */
  const found = [];
  while (reader.more) found.push(reader.number());
  return found;
}

/** @param {number} value */
const signed = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

/**
 * The paths of a geometry in units of the tile: x and y in turn; those of areas are closed.
 * @param {number[]} commands
 * @param {number} least numbers of a path
 */
function pathsOf(commands, least) {
  /** @type {number[][]} */
  const paths = [];
  let [x, y, at] = [0, 0, 0];
  while (at < commands.length) {
    const count = Math.floor(commands[at] / 8);
    const command = commands[at] % 8;
    at += 1;
    if (command === CLOSE) continue;
    if (command !== MOVE_TO && command !== LINE_TO) throw new Error("vector tile: no such command");
    if (count > (commands.length - at) / 2) throw new Error("vector tile: cut short");
    for (let step = 0; step < count; step += 1, at += 2) {
      x += signed(commands[at]);
      y += signed(commands[at + 1]);
      if (command === MOVE_TO) paths.push([x, y]);
      else if (paths.length) paths[paths.length - 1].push(x, y);
    }
  }
  return paths.filter((path) => path.length >= least);
}

/** @param {Uint8Array} bytes */
function wordOf(bytes) {
  const reader = new Reader(bytes);
  for (const [field, wire] of reader.fields()) {
    if (field === 1 && wire === 2) return TEXT.decode(reader.part());
    reader.skip(wire);
  }
  return "";
}

/**
 * @param {Uint8Array} bytes
 * @param {{ keys: Map<number, string>, values: string[] }} words
 * @returns {VectorFeature | null}
 */
function featureOf(bytes, { keys, values }) {
  const reader = new Reader(bytes);
  /** @type {number[]} */
  let tags = [];
  let type = 0;
  let geometry = new Uint8Array();
  for (const [field, wire] of reader.fields()) {
    if (field === 2 && wire === 2) tags = numbersOf(reader.part());
    else if (field === 3 && wire === 0) type = reader.number();
    else if (field === 4 && wire === 2) geometry = /** @type {Uint8Array<ArrayBuffer>} */ (reader.part());
    else reader.skip(wire);
  }
  const least = LEAST[type];
  if (!least) return null;
  let kind = "";
  /** @type {Record<string, string>} */
  const names = {};
  for (let at = 0; at + 1 < tags.length; at += 2) {
    const key = keys.get(tags[at]);
    const value = values[tags[at + 1]] ?? "";
    if (key === "kind") kind = value;
    else if (key) names[key] = value;
  }
  return { area: type === AREA, point: type === POINT, kind, names, paths: pathsOf(numbersOf(geometry), least) };
}

/**
 * @param {Uint8Array} bytes
 * @param {Set<string>} wanted
 * @returns {VectorLayer | null}
 */
function layerOf(bytes, wanted) {
  const reader = new Reader(bytes);
  let name = "";
  let extent = 4096;
  /** @type {Map<number, string>} */
  const keys = new Map();
  /** @type {string[]} */
  const values = [];
  /** @type {Uint8Array[]} */
  const features = [];
  let count = 0;
  for (const [field, wire] of reader.fields()) {
    if (field === 1 && wire === 2) name = TEXT.decode(reader.part());
    else if (field === 2 && wire === 2) features.push(reader.part());
    else if (field === 3 && wire === 2) {
      const key = TEXT.decode(reader.part());
      if (KIND_KEYS.has(key)) keys.set(count, "kind");
      else if (NAME_KEYS.has(key)) keys.set(count, key);
      count += 1;
    } else if (field === 4 && wire === 2) values.push(wordOf(reader.part()));
    else if (field === 5 && wire === 0) extent = reader.number();
    else reader.skip(wire);
  }
  if (!wanted.has(name)) return null;
  if (!(extent >= 1 && extent <= 65536)) throw new Error("vector tile: no extent");
  const found = features.map((part) => featureOf(part, { keys, values })).filter((feature) => feature !== null);
  return { name, extent, features: found };
}

/**
 * @param {Uint8Array} bytes unpacked
 * @param {Set<string>} wanted names of layers
 * @returns {VectorLayer[]}
 */
export function decodeTile(bytes, wanted) {
  if (bytes.length > MOST_NUMBERS * 6) throw new Error("vector tile: too large");
  const reader = new Reader(bytes);
  /** @type {VectorLayer[]} */
  const layers = [];
  for (const [field, wire] of reader.fields()) {
    const layer = field === 3 && wire === 2 ? layerOf(reader.part(), wanted) : reader.skip(wire);
    if (layer) layers.push(layer);
  }
  return layers;
}
