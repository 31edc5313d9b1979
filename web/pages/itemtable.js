// A table of items that talks with the map both ways: a row chooses on the map, the map's choice is found in the rows.
// Rows stand in blocks; of a long table only the blocks near the view are made, so that 20,000 rows do not freeze.

import { focusedBeside, h } from "../base/dom.js";
import { clauseRow, columnGroup, itemRow, tableHead } from "./itemrow.js";
import { idOf, nameOf, rowEvents } from "./rowevents.js";
import { countBadge, partsOf } from "../state/tally.js";

const BLOCK_ROWS = 50;
const ALL_AT_ONCE = 500;
// Made before anybody has looked where the view is.
const FIRST_BLOCKS = 2;
const ROW_PX = 34;
const PATIENCE_FRAMES = 300;
const MARGIN = "800px";

/** @typedef {{ label: string | null, items: ItemRecord[], parts?: Parts }} Group of rows, under a head if labelled */
/**
 * Rows that are made together. made: whether they are; height: what they took up when they were.
 * @typedef {object} Block
 * @property {string | null} label
 * @property {ItemRecord[]} items
 * @property {HTMLTableSectionElement} node
 * @property {number} height
 * @property {boolean | null} made
 * @property {Parts} parts
 */

export class ItemTable {
  /**
   * @param {PlanMap} map
   * @param {object} options
   * @param {import("./itemrow.js").Columns} options.columns
   * @param {HTMLElement} options.scroller what scrolls the rows
   * @param {() => string} options.caption
   * @param {((name: string) => void) | null} [options.onSort] where the heads sort
   */
  constructor(map, { columns, scroller, caption, onSort = null }) {
    this.map = map;
    this.store = map.store;
    this.columns = columns;
    this.scroller = scroller;
    this.caption = caption;
    this.onSort = onSort;
    this.lazy = false;
    /** @type {Set<string>} */
    this.expanded = new Set();
    /** @type {Block[]} */
    this.blocks = [];
    /** @type {{ item: ItemRecord, block: Block }[]} */
    this.order = [];
    /** @type {Map<string, number>} */
    this.placeOf = new Map();
    this.node = h("table", { class: "items", ...rowEvents(this) });
    const seen = (/** @type {IntersectionObserverEntry[]} */ entries) => {
      for (const entry of entries) this.seen(entry);
    };
    this.watch = new IntersectionObserver(seen, { root: scroller, rootMargin: MARGIN });
    this.store.subscribe((state, changed) => {
      if (changed.has("selection")) this.mark();
      if (changed.has("hover")) this.light();
      if (changed.has("selection") && state.selection && this.node.isConnected) this.reveal(state.selection);
    });
  }

  /**
   * An item may stand in several of the groups.
   * @param {Group[]} groups
   * @param {import("./columns.js").Sort} [sort]
   */
  show(groups, sort = {}) {
    const active = focusedBeside(this.node);
    const within = active && this.node.contains(active) ? active : null;
    const focused = { item: within?.closest("tr")?.dataset.item, sort: within?.dataset.sort };
    this.watch.disconnect();
    this.blocks = groups.flatMap((group) => this.blocksOf(group));
    this.order = this.blocks.flatMap((block) => block.items.map((item) => ({ item, block })));
    this.placeOf = new Map();
    this.order.forEach(({ item }, place) => {
      if (!this.placeOf.has(item.id)) this.placeOf.set(item.id, place);
    });
    this.lazy = this.order.length > ALL_AT_ONCE;
    this.node.lang = this.store.state.language;
    if (this.lazy) this.node.setAttribute("aria-rowcount", String(this.order.length + 1));
    else this.node.removeAttribute("aria-rowcount");
    this.node.replaceChildren(
      h("caption", { class: "unseen" }, this.caption()),
      columnGroup(this.columns),
      tableHead(this.store, this.columns, sort, this.onSort),
      ...this.blocks.map((block) => block.node),
    );
    this.blocks.forEach((block, place) => {
      this.fill(block, !this.lazy || place < FIRST_BLOCKS);
      if (this.lazy) this.watch.observe(block.node);
    });
    this.mark();
    this.light();
    const place = focused.item ? this.placeOf.get(focused.item) : undefined;
    if (place !== undefined) this.focus(place);
    if (!focused.sort) return;
    /** @type {HTMLElement | null} */
    const head = this.node.querySelector(`[data-sort="${CSS.escape(focused.sort)}"]`);
    head?.focus();
  }

  /** @param {Group} group */
  blocksOf(group) {
    /** @type {Block[]} */
    const blocks = [];
    for (let start = 0; start < Math.max(group.items.length, 1); start += BLOCK_ROWS) {
      const label = start ? null : group.label;
      blocks.push({
        label,
        items: group.items.slice(start, start + BLOCK_ROWS),
        node: h("tbody", {}),
        height: 0,
        made: null,
        parts: group.parts ?? partsOf(this.store, group.items),
      });
    }
    return blocks;
  }

  /**
   * @param {Block} block
   * @param {boolean} made
   */
  fill(block, made) {
    if (block.made === made) return;
    block.made = made;
    const label = block.label
      ? [
          h(
            "tr",
            { class: "group" },
            h("th", { colspan: this.width(), scope: "colgroup" }, block.label, countBadge(this.store, block.parts)),
          ),
        ]
      : [];
    if (!made)
      return block.node.replaceChildren(
        ...label,
        h(
          "tr",
          { class: "filler", style: { height: `${block.height || block.items.length * ROW_PX}px` } },
          h("td", { colspan: this.width() }),
        ),
      );
    block.node.replaceChildren(...label, ...block.items.flatMap((item) => this.rows(item)));
    if (!this.lazy) return;
    this.mark();
    this.light();
  }

  width() {
    return Object.keys(this.columns).length + 1;
  }

  /** @param {ItemRecord} item */
  rows(item) {
    const open = this.expanded.has(item.id);
    const index = this.lazy ? String((this.placeOf.get(item.id) ?? 0) + 2) : undefined;
    const row = itemRow(this.store, item, this.columns, { open, index });
    return open ? [row, clauseRow(this.store, item, this.width())] : [row];
  }

  /** @param {IntersectionObserverEntry} entry */
  seen({ target, isIntersecting, boundingClientRect }) {
    const block = this.blocks.find((entry) => entry.node === target);
    if (!block || block.made === isIntersecting || (!isIntersecting && target.contains(focusedBeside(target) ?? null)))
      return;
    if (!isIntersecting && boundingClientRect.height)
      block.height = boundingClientRect.height - (block.label ? ROW_PX : 0);
    this.fill(block, isIntersecting);
  }

  /**
   * The row of a place in the order, made where it was not.
   * @param {number} place
   */
  rowAt(place) {
    const { item, block } = this.order[place];
    this.fill(block, true);
    return /** @type {HTMLElement} */ (block.node.querySelector(`[data-item="${CSS.escape(item.id)}"]`));
  }

  /** @param {number} place */
  focus(place) {
    nameOf(this.rowAt(place)).focus({ preventScroll: true });
    this.rowAt(place).scrollIntoView({ block: "nearest" });
  }

  /**
   * While the map is still loading nothing has a height yet: then in a later frame.
   * @param {string} id
   * @param {number} [frames]
   */
  reveal(id, frames = PATIENCE_FRAMES) {
    const place = this.placeOf.get(id);
    if (place === undefined) return;
    if (!this.scroller.clientHeight && frames) requestAnimationFrame(() => this.reveal(id, frames - 1));
    else this.rowAt(place).scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} selector
   * @returns {NodeListOf<HTMLElement>}
   */
  all(selector) {
    return this.node.querySelectorAll(selector);
  }

  light() {
    const lit = new Set([this.store.state.hover].flat());
    for (const row of this.all("tr.lit")) row.classList.toggle("lit", lit.has(idOf(row)));
    for (const id of lit)
      if (id) for (const row of this.all(`tr[data-item="${CSS.escape(id)}"]`)) row.classList.add("lit");
  }

  // What is chosen; the Tab key reaches it, else the first row.
  mark() {
    const { selection } = this.store.state;
    const stop = selection && this.placeOf.has(selection) ? selection : this.order[0]?.item.id;
    for (const row of this.all("tr[data-item]")) {
      const item = idOf(row);
      row.classList.toggle("chosen", item === selection);
      const button = nameOf(row);
      button.tabIndex = item === stop ? 0 : -1;
      if (item === selection) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  /** @param {HTMLElement} row */
  toggle(row) {
    const item = idOf(row);
    const open = !this.expanded.has(item);
    this.expanded[open ? "add" : "delete"](item);
    row.querySelector(".more")?.setAttribute("aria-expanded", String(open));
    if (open) row.after(clauseRow(this.store, this.store.item(item), this.width()));
    else row.nextElementSibling?.remove();
  }
}
