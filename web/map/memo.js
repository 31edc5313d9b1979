// What was made for a frame, kept until something that it was made from changes.

export class Memo {
  constructor() {
    /** @type {Map<string, { keys: unknown[], value: any }>} */
    this.parts = new Map();
  }

  /**
   * What `make` gave for the same keys before.
   * @template T
   * @param {string} name
   * @param {unknown[]} keys
   * @param {() => T} make
   * @returns {T}
   */
  part(name, keys, make) {
    const entry = this.parts.get(name);
    if (entry?.keys.every((key, index) => key === keys[index])) return entry.value;
    const value = make();
    this.parts.set(name, { keys, value });
    return value;
  }
}
