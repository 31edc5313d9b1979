// Tiles as pictures: whether bytes are a picture at all, and whether a server sends the same one for every place.

import { said, TileFailure } from "./fetching.js";

const SAME_LIMIT = 5;
const SAMPLE_PX = 64;
const MOST_DIFFERENCE = 24;

/** @type {[name: string, at: number, bytes: string][]} */
const STARTS = [
  ["png", 0, "\x89PNG"],
  ["jpeg", 0, "\xff\xd8\xff"],
  ["webp", 8, "WEBP"],
  ["gif", 0, "GIF8"],
  ["avif", 4, "ftypavif"],
];

/** @param {Uint8Array} bytes */
export function isPicture(bytes) {
  return STARTS.some(([, at, start]) =>
    [...start].every((letter, index) => bytes[at + index] === letter.charCodeAt(0)),
  );
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<ImageBitmap>}
 */
export async function pictureOf(bytes) {
  if (!isPicture(bytes)) throw new TileFailure("picture", { said: said(bytes) });
  return createImageBitmap(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)])).catch(() => {
    throw new TileFailure("picture", { said: "" });
  });
}

/**
 * Several pictures, one over another.
 * @param {ImageBitmap[]} pictures
 */
export function stacked(pictures) {
  if (pictures.length === 1) return pictures[0];
  const [{ width, height }] = pictures;
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  for (const picture of pictures) context.drawImage(picture, 0, 0, width, height);
  return canvas.transferToImageBitmap();
}

/** @param {Uint8Array} bytes */
export function digest(bytes) {
  let value = 2166136261;
  for (const byte of bytes) value = Math.imul(value ^ byte, 16777619);
  return `${bytes.length} ${value >>> 0}`;
}

/** Servers that want a key may answer any place with one picture that says so, as if all were well. */
export class Sameness {
  constructor() {
    this.count = 0;
    /** @type {string | null} */
    this.first = null;
  }

  /**
   * Whether so many different places have had one and the same picture by now, and nothing else.
   * @param {Uint8Array} bytes
   */
  isSuspect(bytes) {
    if (this.count < 0) return false;
    const found = digest(bytes);
    this.first ??= found;
    if (found !== this.first) this.count = -1;
    else this.count += 1;
    return this.count >= SAME_LIMIT;
  }
}

/**
 * Whether a picture is of one colour, as the open sea's is.
 * @param {ImageBitmap} picture
 */
export function isBlank(picture) {
  const canvas = new OffscreenCanvas(SAMPLE_PX, SAMPLE_PX);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, SAMPLE_PX, SAMPLE_PX);
  const { data } = context.getImageData(0, 0, SAMPLE_PX, SAMPLE_PX);
  return data.every((value, at) => Math.abs(value - data[at % 4]) <= MOST_DIFFERENCE);
}
