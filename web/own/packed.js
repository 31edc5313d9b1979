// Packed documents of layers (layers/own/packed.py): a JSON head, then arrays that typed arrays lie on as they are.

const MAGIC = "OWN1";
const HEAD_AT = 8;
/** @type {Record<string, new (buffer: ArrayBuffer, at: number, count: number) => OwnArray>} */
const TYPES = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
};

/**
 * Throws for anything else.
 * @param {ArrayBuffer} buffer
 * @returns {{ head: any, arrays: Record<string, OwnArray> }}
 */
export function unpacked(buffer) {
  const words = (/** @type {number} */ at, /** @type {number} */ length) =>
    new TextDecoder().decode(new Uint8Array(buffer, at, length));
  if (words(0, MAGIC.length) !== MAGIC) throw new Error(`no ${MAGIC}`);
  const length = new DataView(buffer).getUint32(MAGIC.length, true);
  const { arrays, ...head } = JSON.parse(words(HEAD_AT, length));
  /** @type {{ at: number, type: string, count: number }[]} */
  const described = Object.values(arrays);
  const laid = described.map(({ at, type, count }) => new TYPES[type](buffer, HEAD_AT + length + at, count));
  return { head, arrays: Object.fromEntries(Object.keys(arrays).map((name, index) => [name, laid[index]])) };
}

/**
 * The fields of a layer (columns_document of layers/own/document.py).
 * @param {ArrayBuffer} buffer
 * @returns {OwnColumn[]}
 */
export function columnsOf(buffer) {
  const { head, arrays } = unpacked(buffer);
  return head.columns.map((/** @type {OwnColumn} */ column) => ({ ...column, numbers: arrays[column.array] }));
}
