// Which items pass the filters, and how many each value would leave: every value a number, so that one pass over a
// hundred thousand items takes milliseconds.

/** @typedef {(item: ItemRecord, facet: FacetRow) => string[]} ValuesOf */
/**
 * The values of one filter.
 * @typedef {{ name: string, values: string[], starts: Uint32Array, codes: Uint16Array }} Coded
 */
/** @typedef {Uint8Array | null} Wanted whether a filter lets a value through, by its code; null: the filter is off */

export class Sieve {
  /**
   * valuesOf(item, facet) gives the values that an item has for a filter field.
   * @param {ItemRecord[]} items
   * @param {FacetRow[]} facets
   * @param {ValuesOf} valuesOf
   * @param {Sieve} [before] of the same items, of which only what the ledger answers may be otherwise now
   */
  constructor(items, facets, valuesOf, before) {
    this.items = items;
    /** @type {Coded[]} */
    this.facets = facets.map((facet, at) =>
      before && !facet.ledger ? before.facets[at] : coded(items, facet, valuesOf),
    );
    this.everything = new Sifted(
      this,
      this.facets.map(() => null),
      null,
    );
  }

  /**
   * A field that no item has a value of, as those of the ledger before it has come, holds nothing back.
   * finds: null, or whether an item has the words searched for.
   * @param {Filters} filters
   * @param {Finder | null} finds
   */
  run(filters, finds) {
    const wanted = this.facets.map(({ name, values }) =>
      filters[name].size && values.length
        ? Uint8Array.from(values, (value) => (filters[name].has(value) ? 1 : 0))
        : null,
    );
    return finds || wanted.some(Boolean) ? new Sifted(this, wanted, finds) : this.everything;
  }
}

// What passes. The frame needs the flags alone; the rest is found out when the panels ask, after it.
export class Sifted {
  /**
   * @param {Sieve} sieve
   * @param {Wanted[]} wanted by filter
   * @param {Finder | null} finds
   */
  constructor(sieve, wanted, finds) {
    this.sieve = sieve;
    this.wanted = wanted;
    this.finds = finds;
    this.flags = this.sift(sieve, wanted, finds);
    /** @type {ItemRecord[] | undefined} */
    this.items = undefined;
    /** @type {Counts} */
    this.counted = {};
    /** @type {Uint8Array | null} */
    this.countedFor = null;
  }

  /**
   * 1 for each item that passes every filter.
   * @param {Sieve} sieve
   * @param {Wanted[]} wanted
   * @param {Finder | null} finds
   */
  sift({ items, facets }, wanted, finds) {
    const flags = new Uint8Array(items.length).fill(1);
    facets.forEach((entry, index) => {
      const values = wanted[index];
      if (values) for (let item = 0; item < flags.length; item += 1) flags[item] &&= has(entry, item, values) ? 1 : 0;
    });
    if (finds) for (let item = 0; item < flags.length; item += 1) flags[item] &&= finds(items[item]) ? 1 : 0;
    return flags;
  }

  // Those items.
  get matching() {
    this.items ??= this.sieve.items.filter((_, item) => this.flags[item]);
    return this.items;
  }

  /**
   * By filter a Map of value -> how many items it would leave: what fails one filter counts for that filter's other
   * values, what
   * fails two counts nowhere. places: where each item is (0 on the map, 1 in a closed layer, 2 without a place).
   * @param {Uint8Array} places
   * @returns {Counts}
   */
  counts(places) {
    if (this.countedFor !== places) {
      this.countedFor = places;
      this.counted = this.count(places);
    }
    return this.counted;
  }

  /**
   * The only filter that an item fails; -1 where there are none or more.
   * @param {number} item
   * @returns {number}
   */
  onlyFailed(item) {
    const { facets } = this.sieve;
    let failed = -1;
    for (let index = 0; index < facets.length; index += 1) {
      const wanted = this.wanted[index];
      if (!wanted || has(facets[index], item, wanted)) continue;
      if (failed >= 0) return -1;
      failed = index;
    }
    return failed;
  }

  /**
   * @param {Uint8Array} places
   * @returns {Counts}
   */
  count(places) {
    const { facets, items } = this.sieve;
    const counted = facets.map(({ values }) => new Uint32Array(values.length * 3));
    /**
     * @param {number} index
     * @param {number} item
     */
    const count = (index, item) => {
      const { starts, codes } = facets[index];
      for (let at = starts[item]; at < starts[item + 1]; at += 1) counted[index][codes[at] * 3 + places[item]] += 1;
    };
    for (let item = 0; item < items.length; item += 1) {
      if (this.flags[item]) for (let index = 0; index < facets.length; index += 1) count(index, item);
      else {
        const failed = this.onlyFailed(item);
        if (failed >= 0 && (!this.finds || this.finds(items[item]))) count(failed, item);
      }
    }
    return Object.fromEntries(
      facets.map(({ name, values }, index) => [
        name,
        new Map(values.map((value, code) => [value, partsAt(counted[index], code * 3)])),
      ]),
    );
  }
}

/**
 * @param {Uint32Array} counted
 * @param {number} at
 * @returns {Parts}
 */
function partsAt(counted, at) {
  const [shown, closed, unplaced] = counted.subarray(at, at + 3);
  return { all: shown + closed + unplaced, shown, closed, unplaced };
}

/**
 * @param {Coded} coded
 * @param {number} item
 * @param {Uint8Array} wanted
 */
function has({ starts, codes }, item, wanted) {
  for (let at = starts[item]; at < starts[item + 1]; at += 1) if (wanted[codes[at]]) return true;
  return false;
}

/**
 * The values of one filter as numbers: those of item i are codes[starts[i]] to codes[starts[i + 1] - 1].
 * @param {ItemRecord[]} items
 * @param {FacetRow} facet
 * @param {ValuesOf} valuesOf
 * @returns {Coded}
 */
function coded(items, facet, valuesOf) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const starts = new Uint32Array(items.length + 1);
  /** @type {number[]} */
  const codes = [];
  items.forEach((item, index) => {
    for (const value of valuesOf(item, facet)) {
      const code = numbers.get(value) ?? numbers.size;
      numbers.set(value, code);
      codes.push(code);
    }
    starts[index + 1] = codes.length;
  });
  return { name: facet.name, values: [...numbers.keys()], starts, codes: Uint16Array.from(codes) };
}
