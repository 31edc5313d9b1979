// Which items pass the filters, and how many each value would leave: every value a number, so that one pass over a hundred
// thousand items takes milliseconds.

export class Sieve {
  // valuesOf(item, name) gives the values that an item has for a filter.
  constructor(items, names, valuesOf) {
    this.items = items;
    this.facets = names.map((name) => facet(items, name, valuesOf));
    this.everything = this.pass(this.facets.map(() => null), null);
  }

  // { flags, matching, counts }: 1 for each item that passes, those items, and by filter a Map of value -> count.
  // finds: null, or whether an item has the words searched for.
  run(filters, finds) {
    const wanted = this.facets.map(({ name, values }) => (filters[name].size ? Uint8Array.from(values, (value) => filters[name].has(value)) : null));
    return finds || wanted.some(Boolean) ? this.pass(wanted, finds) : this.everything;
  }

  pass(wanted, finds) {
    const { items, facets } = this;
    const flags = new Uint8Array(items.length);
    const matching = [];
    const active = facets.map((_, index) => index).filter((index) => wanted[index]);
    const counted = facets.map(({ values }) => new Uint32Array(values.length));
    const count = (index, item) => {
      const { starts, codes } = facets[index];
      for (let at = starts[item]; at < starts[item + 1]; at += 1) counted[index][codes[at]] += 1;
    };
    for (let item = 0; item < items.length; item += 1) {
      // What fails one filter counts for that filter's other values; what fails two counts nowhere.
      let failed = -1;
      let failures = 0;
      for (const index of active) {
        if (has(facets[index], item, wanted[index])) continue;
        failed = index;
        failures += 1;
        if (failures > 1) break;
      }
      if (failures > 1 || (finds && !finds(items[item]))) continue;
      if (failures) count(failed, item);
      else {
        flags[item] = 1;
        matching.push(items[item]);
        for (let index = 0; index < facets.length; index += 1) count(index, item);
      }
    }
    const counts = Object.fromEntries(facets.map(({ name, values }, index) => [name, new Map(values.map((value, code) => [value, counted[index][code]]))]));
    return { flags, matching, counts };
  }
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
