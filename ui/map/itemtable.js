// A table of items that talks with the map both ways: a row chooses on the map, the map's choice is found in the rows.
// Rows stand in blocks; of a long table only the blocks near the view are made, so that 20,000 rows do not freeze.

import { COLUMNS } from "./columns.js";
import { sizeText } from "./counting.js";
import { h } from "./dom.js";
import { foundIn } from "./suggestions.js";
import { countBadge, partsOf } from "./tally.js";

const BLOCK_ROWS = 50;
const ALL_AT_ONCE = 500;
// Made before anybody has looked where the view is.
const FIRST_BLOCKS = 2;
const ROW_PX = 34;
const PATIENCE_FRAMES = 300;
const MARGIN = "800px";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class ItemTable {
  // columns: name -> column of columns.js; onSort(name) where the heads sort; scroller: what scrolls the rows.
  constructor(map, { columns, scroller, caption, onSort = null }) {
    Object.assign(this, { map, store: map.store, columns, scroller, caption, onSort });
    this.expanded = new Set();
    this.blocks = [];
    this.order = [];
    this.placeOf = new Map();
    this.node = h("table", { class: "items", onclick: (event) => this.clicked(event), onkeydown: (event) => this.pressed(event), onmouseover: (event) => this.pointed(event), onmouseleave: () => map.hover(null), onfocusin: (event) => this.focused(event) });
    this.watch = new IntersectionObserver((entries) => entries.forEach((entry) => this.seen(entry)), { root: scroller, rootMargin: MARGIN });
    this.store.subscribe((state, changed) => {
      if (changed.has("selection")) this.mark();
      if (changed.has("hover")) this.light();
      if (changed.has("selection") && state.selection && this.node.isConnected) this.reveal(state.selection);
    });
  }

  // groups: [{ label, items }]; an item may stand in several of them.
  show(groups, sort = {}) {
    const active = this.node.getRootNode().activeElement;
    const focused = this.node.contains(active) ? { item: active.closest("tr")?.dataset.item, sort: active.dataset.sort } : {};
    this.watch.disconnect();
    this.blocks = groups.flatMap((group, index) => this.blocksOf(group, index));
    this.order = this.blocks.flatMap((block) => block.items.map((item) => ({ item, block })));
    this.placeOf = new Map();
    this.order.forEach(({ item }, place) => this.placeOf.has(item.id) || this.placeOf.set(item.id, place));
    this.lazy = this.order.length > ALL_AT_ONCE;
    this.node.lang = this.store.state.language;
    if (this.lazy) this.node.setAttribute("aria-rowcount", String(this.order.length + 1));
    else this.node.removeAttribute("aria-rowcount");
    this.node.replaceChildren(h("caption", { class: "unseen" }, this.caption()), this.cols(), this.head(sort), ...this.blocks.map((block) => block.node));
    this.blocks.forEach((block, place) => {
      this.fill(block, !this.lazy || place < FIRST_BLOCKS);
      if (this.lazy) this.watch.observe(block.node);
    });
    this.mark();
    this.light();
    if (focused.item && this.placeOf.has(focused.item)) this.focus(this.placeOf.get(focused.item));
    if (focused.sort) this.node.querySelector(`[data-sort="${CSS.escape(focused.sort)}"]`)?.focus();
  }

  blocksOf(group, groupIndex) {
    const blocks = [];
    for (let start = 0; start < Math.max(group.items.length, 1); start += BLOCK_ROWS) {
      const label = start ? null : group.label;
      blocks.push({ label, group: groupIndex, items: group.items.slice(start, start + BLOCK_ROWS), node: h("tbody", {}), height: 0, made: null, parts: group.parts ?? partsOf(this.store, group.items) });
    }
    return blocks;
  }

  cols() {
    return h("colgroup", {}, ["name", ...Object.keys(this.columns)].map((name) => h("col", { class: `col-${name} of-${name}` })));
  }

  head(sort) {
    const cell = (name, key, number) => {
      const direction = sort.column === name ? (sort.descending ? "descending" : "ascending") : undefined;
      const text = this.store.t(key);
      const content = this.onSort ? h("button", { "data-sort": name, onclick: () => this.onSort(name) }, text, h("span", { class: "direction", "aria-hidden": "true" }, direction ? (sort.descending ? "▾" : "▴") : "")) : text;
      return h("th", { scope: "col", class: `of-${name}${number ? " number" : ""}`, "aria-sort": direction }, content);
    };
    return h("thead", {}, h("tr", {}, cell("name", "table.name"), ...Object.entries(this.columns).map(([name, column]) => cell(name, column.key, column.number))));
  }

  fill(block, made) {
    if (block.made === made) return;
    block.made = made;
    const label = block.label ? [h("tr", { class: "group" }, h("th", { colspan: this.width(), scope: "colgroup" }, block.label, countBadge(this.store, block.parts)))] : [];
    if (!made) return block.node.replaceChildren(...label, h("tr", { class: "filler", style: { height: `${block.height || block.items.length * ROW_PX}px` } }, h("td", { colspan: this.width() })));
    block.node.replaceChildren(...label, ...block.items.flatMap((item) => this.rows(item)));
    if (!this.lazy) return;
    this.mark();
    this.light();
  }

  width() {
    return Object.keys(this.columns).length + 1;
  }

  rows(item) {
    const { store } = this;
    const open = this.expanded.has(item.id);
    const more = h("button", { class: "more", tabindex: "-1", "aria-expanded": String(open), "aria-label": store.t("table.clause"), title: store.t("table.clause") }, "›");
    const via = foundIn(store, item);
    const name = h("th", { scope: "row" }, h("span", { class: "name-cell" }, more, h("span", {}, h("button", { class: "name", tabindex: "-1" }, store.name(item)), via ? h("small", { class: "via" }, via) : "")));
    const cells = Object.entries(this.columns).map(([key, column]) => h("td", { class: `of-${key}${column.number ? " number" : column.marked ? " marked" : ""}`, title: column.title?.(store, item) || undefined }, ...column.cell(store, item)));
    const row = h("tr", { "data-item": item.id, "aria-rowindex": this.lazy ? String(this.placeOf.get(item.id) + 2) : undefined }, name, ...cells);
    return open ? [row, this.clause(item)] : [row];
  }

  // The plan's own words, on demand.
  clause(item) {
    const { store } = this;
    const size = sizeText(item.size, item.located);
    const whole = [size, COLUMNS.districts.title(store, item)].filter(Boolean).join(" · ");
    return h("tr", { class: "clause" }, h("td", { colspan: this.width() }, h("blockquote", { lang: "zh" }, item.clause.join("")), item.note ? h("p", { class: "quiet" }, `${store.t("card.note")} · `, h("span", { lang: "zh" }, item.note)) : "", h("p", { class: "quiet" }, h("span", { lang: "zh" }, `${store.t("card.section")} · ${item.section}`), whole ? ` · ${whole}` : "")));
  }

  seen({ target, isIntersecting, boundingClientRect }) {
    const block = this.blocks.find((entry) => entry.node === target);
    if (!block || block.made === isIntersecting || (!isIntersecting && target.contains(target.getRootNode().activeElement))) return;
    if (!isIntersecting && boundingClientRect.height) block.height = boundingClientRect.height - (block.label ? ROW_PX : 0);
    this.fill(block, isIntersecting);
  }

  // The row of a place in the order, made where it was not.
  rowAt(place) {
    const { item, block } = this.order[place];
    this.fill(block, true);
    return block.node.querySelector(`[data-item="${CSS.escape(item.id)}"]`);
  }

  focus(place) {
    this.rowAt(place).querySelector("button.name").focus({ preventScroll: true });
    this.rowAt(place).scrollIntoView({ block: "nearest" });
  }

  // While the map is still loading nothing has a height yet: then in a later frame.
  reveal(id, frames = PATIENCE_FRAMES) {
    const place = this.placeOf.get(id);
    if (place === undefined) return;
    if (!this.scroller.clientHeight && frames) requestAnimationFrame(() => this.reveal(id, frames - 1));
    else this.rowAt(place).scrollIntoView({ block: "nearest" });
  }

  light() {
    const lit = new Set([this.store.state.hover].flat());
    for (const row of this.node.querySelectorAll("tr.lit")) row.classList.toggle("lit", lit.has(row.dataset.item));
    for (const id of lit) if (id) for (const row of this.node.querySelectorAll(`tr[data-item="${CSS.escape(id)}"]`)) row.classList.add("lit");
  }

  // What is chosen; the Tab key reaches it, else the first row.
  mark() {
    const { selection } = this.store.state;
    const stop = this.placeOf.has(selection) ? selection : this.order[0]?.item.id;
    for (const row of this.node.querySelectorAll("tr[data-item]")) {
      const { item } = row.dataset;
      row.classList.toggle("chosen", item === selection);
      const button = row.querySelector("button.name");
      button.tabIndex = item === stop ? 0 : -1;
      if (item === selection) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  toggle(row) {
    const { item } = row.dataset;
    const open = !this.expanded.has(item);
    this.expanded[open ? "add" : "delete"](item);
    row.querySelector(".more").setAttribute("aria-expanded", String(open));
    if (open) row.after(this.clause(this.store.byId.get(item)));
    else row.nextElementSibling.remove();
  }

  clicked(event) {
    const row = event.target.closest("tr[data-item]");
    if (!row) return;
    if (event.target.closest(".more")) this.toggle(row);
    else this.map.choose([row.dataset.item]);
  }

  pointed(event) {
    const id = event.target.closest("tr[data-item]")?.dataset.item;
    if (id && id !== this.store.state.hover) this.map.hover(id);
  }

  focused(event) {
    const id = event.target.classList.contains("name") ? event.target.closest("tr")?.dataset.item : null;
    if (id) this.map.hover(id);
  }

  pressed(event) {
    const row = event.target.closest("tr[data-item]");
    if (!row) return;
    const same = (entry) => entry.item.id === row.dataset.item && entry.block.node.contains(row);
    const place = this.order.findIndex(same);
    const goal = event.key in STEPS ? place + STEPS[event.key] : { Home: 0, End: this.order.length - 1 }[event.key];
    if (goal !== undefined) this.focus(Math.min(Math.max(goal, 0), this.order.length - 1));
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (this.expanded.has(row.dataset.item) !== (event.key === "ArrowRight")) this.toggle(row);
    } else return;
    event.preventDefault();
  }
}
