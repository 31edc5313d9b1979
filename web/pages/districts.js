// The district page: one unit of Column 4 after the other, with its items, and fitted and outlined on the map.

import { grouped, passing } from "../state/counting.js";
import { COLUMNS, insideColumn } from "./columns.js";
import { h, keepingFocus } from "../base/dom.js";
import { buildListDownload } from "./download.js";
import { buildFilterLine } from "../panel/filterline.js";
import { ItemTable } from "./itemtable.js";
import { buildCrossing } from "./crossing.js";
import { buildProfile, buildTotals } from "./profile.js";
import { withFilters } from "../state/filters.js";
import { valueLabel } from "../state/values.js";
import { chooseUnit, listenForSteps, step } from "../state/units.js";

/** @type {StateKey[]} */
const SHOWN_BY = ["layers", "filters", "language", "appearance", "panelOpen", "unit"];

/** @param {PlanMap} map */
export function build(map) {
  return new DistrictPage(map);
}

class DistrictPage {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    this.store = map.store;
    this.line = buildFilterLine(map.store);
    this.purpose = h("p", { class: "purpose" });
    this.chooser = h("div", { class: "chooser" });
    this.download = buildListDownload(map);
    this.profile = h("div", {});
    this.itemsHead = h("div", {});
    this.rest = h("p", { class: "quiet" });
    this.body = h("div", { class: "page-body" });
    this.table = new ItemTable(map, {
      columns: {},
      scroller: this.body,
      caption: () => this.store.t("districts.items"),
    });
    this.body.append(this.profile, h("section", {}, this.itemsHead, this.table.node, this.rest));
    this.node = h(
      "article",
      { class: "dock-page districts" },
      h("header", { class: "page-head" }, this.purpose, this.chooser, this.line.node),
      this.body,
    );
    listenForSteps(map);
    this.store.subscribe((state, changed) => {
      if (state.page !== "districts") return;
      if (changed.has("selection")) this.takeUnit(state.selection);
      if (SHOWN_BY.some((key) => changed.has(key))) this.render();
      if (changed.has("unit")) this.body.scrollTop = 0;
    });
  }

  shown() {
    this.render();
    if (this.store.state.selection) this.table.reveal(this.store.state.selection);
  }

  /**
   * A unit chosen on the map is a change of the page, not a card.
   * @param {string | null} id
   */
  takeUnit(id) {
    if (id === null || !this.store.doc.units.some((unit) => unit.id === id)) return;
    this.store.set({ selection: null });
    // Whoever has chosen it may still move the camera.
    queueMicrotask(() => chooseUnit(this.map, id));
  }

  render() {
    const { store, map } = this;
    const unit = store.doc.units.find((entry) => entry.id === store.state.unit);
    this.purpose.textContent = store.t("districts.purpose");
    this.line.render();
    this.download.render();
    if (!unit) return;
    keepingFocus(this.chooser, () => this.chooser.replaceChildren(...this.chooserParts(unit)));
    const own = passing(store, ["district"]).filter((item) => item.districts.includes(unit.id));
    const parts = [...buildProfile(map, unit), ...buildTotals(store, unit, own), ...buildCrossing(map, unit)];
    keepingFocus(this.profile, () => this.profile.replaceChildren(...parts.filter((part) => part !== null)));
    this.renderItems(unit, own);
  }

  /** @param {UnitRecord} unit */
  chooserParts(unit) {
    const { store, map } = this;
    /** @param {UnitRecord} entry */
    const option = (entry) => h("option", { value: entry.id, selected: entry.id === unit.id }, store.name(entry));
    /**
     * @param {string} name
     * @param {number} by
     * @param {string} sign
     */
    const turn = (name, by, sign) =>
      h(
        "button",
        {
          class: "icon",
          "data-focus": name,
          "data-step": name,
          title: store.t(`districts.${name}`),
          "aria-label": store.t(`districts.${name}`),
          onclick: () => step(map, by),
        },
        sign,
      );
    return [
      turn("previous", -1, "‹"),
      h(
        "select",
        {
          "data-focus": "unit",
          "aria-label": store.t("districts.choose"),
          onchange: (event) => chooseUnit(map, event.target.value),
        },
        store.doc.units.map(option),
      ),
      turn("next", 1, "›"),
      this.download.node,
      map.received.listUrl
        ? h(
            "button",
            {
              class: "action",
              "data-focus": "brief",
              "data-action": "brief",
              onclick: () => map.leave("exports", { product: "brief" }),
            },
            store.t("districts.brief"),
          )
        : "",
    ];
  }

  /**
   * @param {UnitRecord} unit
   * @param {ItemRecord[]} own
   */
  renderItems(unit, own) {
    const { store } = this;
    const byTheme = grouped(own, (item) => [item.theme]);
    const themes = Object.keys(store.doc.catalogue.themes).filter((theme) => byTheme.has(theme));
    this.table.columns = {
      category: COLUMNS.category,
      stage: COLUMNS.stage,
      precision: COLUMNS.precision,
      uncertainty: COLUMNS.uncertainty,
      inside: insideColumn(unit.id),
    };
    this.table.show(
      themes.map((theme) => ({ label: valueLabel(store, "theme", theme), items: byTheme.get(theme) ?? [] })),
    );
    this.itemsHead.replaceChildren(h("h2", {}, store.t("districts.items")));
    const elsewhere = passing(store, ["district"]).filter((item) => !item.districts.length).length;
    const list = () =>
      store.set({
        page: "table",
        filters: withFilters(store.state.filters, { district: new Set([store.facet("district").none]) }),
      });
    this.rest.replaceChildren(
      h(
        "button",
        { class: "link", "data-action": "elsewhere", onclick: list },
        store.t("districts.elsewhere", { count: elsewhere }),
      ),
    );
  }
}
