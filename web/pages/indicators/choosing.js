// Which indicators are listed, in which order, and how many there are of each kind and result.

/** @typedef {{ kind: string | null, result: string | null }} Choice null: all */
/** @typedef {{ column: string, descending: boolean }} Order */
/** @typedef {(record: IndicatorRecord) => number | null} Rank null: comes last, whatever the direction */

/**
 * @param {IndicatorRecord[]} records
 * @param {Choice} choice
 */
export function chosen(records, { kind, result }) {
  return records.filter((each) => (!kind || each.kind === kind) && (!result || each.result === result));
}

/**
 * How many there are of a kind and a result; null counts all of them.
 * @param {IndicatorRecord[]} records
 * @param {string | null} kind
 * @param {string | null} result
 */
export function countOf(records, kind, result) {
  return chosen(records, { kind, result }).length;
}

/**
 * A click on what is chosen already takes it back.
 * @param {Choice} before
 * @param {Choice} clicked
 * @returns {Choice}
 */
export function toggled(before, clicked) {
  const same = before.kind === clicked.kind && before.result === clicked.result;
  return same ? { kind: null, result: null } : clicked;
}

/**
 * The columns that can be sorted by: what ranks by them.
 * @param {IndicatorsRecord} targets
 * @returns {Record<string, Rank>}
 */
export function ranks({ kinds, results }) {
  return {
    number: (each) => each.number,
    kind: (each) => kinds.indexOf(each.kind),
    result: (each) => results.indexOf(each.result) + (each.on_side ? 0 : 0.5),
    gap: (each) => each.gap,
  };
}

/**
 * The printed order decides between equals.
 * @param {IndicatorRecord[]} records
 * @param {Rank} rank
 * @param {boolean} descending
 */
export function inOrder(records, rank, descending) {
  const turn = descending ? -1 : 1;
  return [...records].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || one.number - other.number;
    return (a - b) * turn || one.number - other.number;
  });
}
