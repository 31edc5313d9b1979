// Which items pass the filters, and how many each value would leave: every value a number, so that one pass over a hundred
// thousand items takes milliseconds.

export class Sieve {
  // valuesOf(item, name) gives the values that an item has for a filter.
  constructor(items, names, valuesOf) {
    this.items = items;
    this.facets = names.map((name) => facet(items, name, valuesOf));
    this.everything = new Sifted(this, this.facets.map(() => null), null);
  }

  // finds: null, or whether an item has the words searched for.
  run(filters, finds) {
    const wanted = this.facets.map(({ name, values }) => (filters[name].size ? Uint8Array.from(values, (value) => filters[name].has(value)) : null));
    return finds || wanted.some(Boolean) ? new Sifted(this, wanted, finds) : this.everything;
  }
}

// What passes. The frame needs the flags alone; the rest is found out when the panels ask, after it.
class Sifted {
  constructor(sieve, wanted, finds) {
    Object.assign(this, { sieve, wanted, finds, flags: this.sift(sieve, wanted, finds) });
  }

  // 1 for each item that passes every filter.
  sift({ items, facets }, wanted, finds) {
    const flags = new Uint8Array(items.length).fill(1);
    facets.forEach((entry, index) => {
      if (wanted[index]) for (let item = 0; item < flags.length; item += 1) flags[item] &&= has(entry, item, wanted[index]) ? 1 : 0;
    });
    if (finds) for (let item = 0; item < flags.length; item += 1) flags[item] &&= finds(items[item]) ? 1 : 0;
    return flags;
  }

  // Those items.
  get matching() {
    return (this.items ??= this.sieve.items.filter((_, item) => this.flags[item]));
  }

  // By filter a Map of value -> how many items it would leave: what fails one filter counts for that filter's other values, what
  // fails two counts nowhere. places: where each item is (0 on the map, 1 in a closed layer, 2 without a place).
  counts(places) {
    if (this.countedFor !== places) {
      this.countedFor = places;
      this.counted = this.count(places);
    }
    return this.counted;
  }

  // The only filter that an item fails; -1 where there are none or more.
  onlyFailed(item) {
    const { facets } = this.sieve;
    let failed = -1;
    for (let index = 0; index < facets.length; index += 1) {
      if (!this.wanted[index] || has(facets[index], item, this.wanted[index])) continue;
      if (failed >= 0) return -1;
      failed = index;
    }
    return failed;
  }

  count(places) {
    const { facets, items } = this.sieve;
    const counted = facets.map(({ values }) => new Uint32Array(values.length * 3));
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
    return Object.fromEntries(facets.map(({ name, values }, index) => [name, new Map(values.map((value, code) => [value, partsAt(counted[index], code * 3)]))]));
  }
}

function partsAt(counted, at) {
  const [shown, closed, unplaced] = counted.subarray(at, at + 3);
  return { all: shown + closed + unplaced, shown, closed, unplaced };
}

function has({ starts, codes }, item, wanted) {
  for (let at = starts[item]; at < starts[item + 1]; at += 1) if (wanted[codes[at]]) return true;
  return false;
}

// The values of one filter as numbers: those of item i are codes[starts[i]] to codes[starts[i + 1] - 1].
function facet(items, name, valuesOf) {
  const numbers = new Map();
  const starts = new Uint32Array(items.length + 1);
  const codes = [];
  items.forEach((item, index) => {
    for (const value of valuesOf(item, name)) {
      if (!numbers.has(value)) numbers.set(value, numbers.size);
      codes.push(numbers.get(value));
    }
    starts[index + 1] = codes.length;
  });
  return { name, values: [...numbers.keys()], starts, codes: Uint16Array.from(codes) };
}
