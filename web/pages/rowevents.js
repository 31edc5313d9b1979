// What the pointer and the keys do in a table of items.

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** The row that an event comes from. */
const rowOf = (/** @type {Event} */ event) =>
  /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("tr[data-item]"));
/** The button with an item's name. */
export const nameOf = (/** @type {HTMLElement} */ row) => /** @type {HTMLElement} */ (row.querySelector("button.name"));
/** The item of such a row. */
export const idOf = (/** @type {HTMLElement} */ row) => /** @type {string} */ (row.dataset.item);

/**
 * The table's listeners, as h() takes them.
 * @param {ItemTable} table
 * @returns {Attributes<HTMLTableElement>}
 */
export function rowEvents(table) {
  return {
    onclick: (event) => clicked(table, event),
    onkeydown: (event) => pressed(table, event),
    onmouseover: (event) => pointed(table, event),
    onmouseleave: () => table.map.hover(null),
    onfocusin: (event) => focused(table, event),
  };
}

/**
 * @param {ItemTable} table
 * @param {MouseEvent} event
 */
function clicked(table, event) {
  const row = rowOf(event);
  if (!row) return;
  if (/** @type {Element} */ (event.target).closest(".more")) table.toggle(row);
  else table.map.choose([idOf(row)]);
}

/**
 * @param {ItemTable} table
 * @param {MouseEvent} event
 */
function pointed(table, event) {
  const id = rowOf(event)?.dataset.item;
  if (id && id !== table.store.state.hover) table.map.hover(id);
}

/**
 * @param {ItemTable} table
 * @param {FocusEvent} event
 */
function focused(table, event) {
  const id = /** @type {Element} */ (event.target).classList.contains("name") ? rowOf(event)?.dataset.item : null;
  if (id) table.map.hover(id);
}

/**
 * @param {ItemTable} table
 * @param {KeyboardEvent} event
 */
function pressed(table, event) {
  const row = rowOf(event);
  if (!row) return;
  const place = table.order.findIndex(({ item, block }) => item.id === idOf(row) && block.node.contains(row));
  /** @type {Record<string, number>} */
  const ends = { Home: 0, End: table.order.length - 1 };
  const goal = event.key in STEPS ? place + STEPS[event.key] : ends[event.key];
  if (goal !== undefined) table.focus(Math.min(Math.max(goal, 0), table.order.length - 1));
  else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    if (table.expanded.has(idOf(row)) !== (event.key === "ArrowRight")) table.toggle(row);
  } else return;
  event.preventDefault();
}
