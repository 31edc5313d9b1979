// Which rows of a layer a filter lets through, and in which order a table has them: over the columns as they come.

/**
 * text: words that any field has; field: one whose values are asked for; value: the one that it must have; least and
 * most: where it holds numbers.
 * @typedef {{ text: string, field: string, value: string, least: number | null, most: number | null }} OwnFilter
 */

/** @type {OwnFilter} */
export const NO_FILTER = { text: "", field: "", value: "", least: null, most: null };

/** @param {OwnFilter} filter */
export function isFilter({ text, field, value, least, most }) {
  return Boolean(text.trim() || (field && (value || least !== null || most !== null)));
}

/**
 * What a field says of a row, as it is shown.
 * @param {OwnColumn} column
 * @param {number} row
 */
export function wordsOf({ values, numbers, type }, row) {
  const number = numbers[row];
  if (values) return number ? values[number - 1] : "";
  if (Number.isNaN(number)) return "";
  return type === "yesno" ? (number ? "✓" : "✗") : String(number);
}

/**
 * 1 for each row that the filter lets through; null where it lets all.
 * @param {OwnColumn[]} columns
 * @param {number} count
 * @param {OwnFilter} filter
 * @returns {Uint8Array | null}
 */
export function sift(columns, count, filter) {
  if (!isFilter(filter)) return null;
  const words = filter.text.trim().toLowerCase();
  const flags = words ? withText(columns, count, words) : new Uint8Array(count).fill(1);
  const column = columns.find(({ name }) => name === filter.field);
  if (column) keepField(column, flags, filter);
  return flags;
}

/**
 * @param {OwnColumn[]} columns
 * @param {number} count
 * @param {string} words
 */
function withText(columns, count, words) {
  const flags = new Uint8Array(count);
  const number = Number(words);
  for (const { values, numbers } of columns) {
    if (values) {
      // Each value once, whatever it is the value of.
      const found = Uint8Array.from([0, ...values.map((value) => (value.toLowerCase().includes(words) ? 1 : 0))]);
      for (let row = 0; row < count; row += 1) flags[row] |= found[numbers[row]];
    } else if (!Number.isNaN(number)) for (let row = 0; row < count; row += 1) flags[row] |= +(numbers[row] === number);
  }
  return flags;
}

/**
 * @param {OwnColumn} column
 * @param {Uint8Array} flags
 * @param {OwnFilter} filter
 */
function keepField({ values, numbers }, flags, { value, least, most }) {
  if (values) {
    const code = value ? values.indexOf(value) + 1 : 0;
    if (code) for (let row = 0; row < flags.length; row += 1) flags[row] &= +(numbers[row] === code);
    return;
  }
  const [low, high] = [least ?? -Infinity, most ?? Infinity];
  if (low === -Infinity && high === Infinity) return;
  for (let row = 0; row < flags.length; row += 1) flags[row] &= +(numbers[row] >= low && numbers[row] <= high);
}

/**
 * The rows that are let through, in the order of a field; what has no value is last either way.
 * @param {OwnColumn | undefined} column
 * @param {number} count
 * @param {Uint8Array | null} flags
 * @param {boolean} down from last to first
 */
export function ordered(column, count, flags, down) {
  let length = 0;
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) if (!flags || flags[row]) rows[length++] = row;
  const found = rows.subarray(0, length);
  if (!column) return down ? found.reverse() : found;
  return counted(found, ranksOf(column), down);
}

/**
 * Rows by their rank, those of one rank as they come: counted, since to compare a million rows takes seconds.
 * @param {Uint32Array} rows
 * @param {{ ranks: Uint32Array, none: number }} order
 * @param {boolean} down
 */
function counted(rows, { ranks, none }, down) {
  const rankOf = (/** @type {number} */ row) => (down && ranks[row] !== none ? none - 1 - ranks[row] : ranks[row]);
  const begins = new Uint32Array(none + 2);
  for (const row of rows) begins[rankOf(row) + 1] += 1;
  for (let rank = 0; rank <= none; rank += 1) begins[rank + 1] += begins[rank];
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[begins[rankOf(row)]++] = row;
  return sorted;
}

/**
 * Of each row its rank, below `none`, which those without a value have.
 * @param {OwnColumn} column
 */
function ranksOf({ values, numbers }) {
  if (values) {
    const { compare } = new Intl.Collator("zh", { numeric: true });
    const order = values.map((_value, index) => index).sort((one, other) => compare(values[one], values[other]));
    const rank = new Uint32Array(values.length + 1).fill(values.length);
    order.forEach((index, place) => {
      rank[index + 1] = place;
    });
    return { ranks: Uint32Array.from(numbers, (code) => rank[code]), none: values.length };
  }
  const sorted = new Float64Array(numbers).sort();
  // Those that are no numbers come last.
  let none = sorted.length;
  while (none && Number.isNaN(sorted[none - 1])) none -= 1;
  return { ranks: Uint32Array.from(numbers, (number) => placeOf(sorted, none, number)), none };
}

/**
 * How many of the first numbers are below one; all for what is none.
 * @param {Float64Array} sorted
 * @param {number} length
 * @param {number} number
 */
function placeOf(sorted, length, number) {
  if (Number.isNaN(number)) return length;
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The values of a field of texts, the most frequent first.
 * @param {OwnColumn} column
 * @param {number} most
 */
export function valuesBy({ values = [], numbers }, most) {
  const counts = new Uint32Array(values.length + 1);
  for (const code of numbers) counts[code] += 1;
  return values
    .map((value, index) => ({ value, count: counts[index + 1] }))
    .sort((one, other) => other.count - one.count)
    .slice(0, most);
}
