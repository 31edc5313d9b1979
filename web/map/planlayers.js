// deck.gl's layers of the plan: one of shapes, one of symbols over it, in the colours of the present appearance.

import { numbers } from "../base/colour.js";
import { partColor } from "../gpu/merge.js";
import { FLAT } from "../gpu/plane.js";
import { Memo } from "./memo.js";

export class PlanLayers {
  /**
   * @param {OpenedDeck} opened
   * @param {Store} store
   * @param {Merged} plan
   * @param {Record<string, Atlas>} atlases by appearance, those that are drawn by now
   */
  constructor(opened, store, plan, atlases) {
    this.store = store;
    this.plan = plan;
    this.atlases = atlases;
    this.memo = new Memo();
    this.shapes = makeShapes(opened, plan);
    this.symbols = plan.symbols.rows.length ? makeSymbols(opened, plan) : null;
  }

  /**
   * @param {Appearance} appearance
   * @param {number} scale of symbols and lines
   */
  layers(appearance, scale) {
    const { memo, symbols } = this;
    const made = memo.part("shapes", [appearance, scale], () => [this.coloured(appearance, scale)]);
    if (!symbols) return made;
    // Until an appearance's own symbols are drawn the other's serve.
    const drawn = this.atlases[appearance] ? appearance : /** @type {Appearance} */ (Object.keys(this.atlases)[0]);
    const icons = this.atlases[drawn];
    const looks = () => ({ ...icons, ...this.inks(drawn), sizeScale: scale });
    return [...made, ...memo.part("symbols", [icons.iconAtlas, scale], () => [symbols.clone(looks())])];
  }

  /**
   * Of what the symbols of an appearance are drawn.
   * @param {Appearance} appearance
   */
  inks(appearance) {
    const { doc } = this.store;
    const { owners } = this.plan.symbols;
    const ofPart = this.plan.parts.map(({ catalogueId }) => {
      const layer = this.store.layerOf({ layer: catalogueId });
      return numbers(appearance === "dark" ? layer.color_dark : layer.color).slice(0, 3);
    });
    return {
      paper: numbers(doc.catalogue.appearances[appearance].halo).map((part) => part / 255),
      /** @type {DeckGl.Accessor<PointRow>} */
      getInk: (_row, { index }) => ofPart[owners[index]],
      updateTriggers: { getInk: appearance },
    };
  }

  /**
   * Each part in its layer's colour in the present appearance, or in that of paper.
   * @param {Appearance} appearance
   * @param {number} scale
   */
  coloured(appearance, scale) {
    const colors = this.plan.parts.map((part) => partColor(part, this.store));
    const { owners } = this.plan.shapes;
    return this.shapes.clone({
      /** @type {DeckGl.Accessor<ShapeRow>} */
      getColor: (_row, { index }) => colors[owners[index]],
      updateTriggers: { getColor: appearance },
      widthScale: scale,
    });
  }
}

/**
 * @param {OpenedDeck} opened
 * @param {Merged} plan
 */
function makeShapes({ D, rows }, { shapes }) {
  const [, firstRow] = rows.firstRows;
  return new D.ShapeLayer({ id: "plan:shapes", data: shapes.rows, pickable: true, rows, firstRow, ...FLAT });
}

/**
 * @param {OpenedDeck} opened
 * @param {Merged} plan
 */
function makeSymbols({ D, rows }, { parts, symbols }) {
  const [, , firstRow] = rows.firstRows;
  return new D.SymbolLayer({
    id: "plan:symbols",
    data: symbols.rows,
    pickable: true,
    getSize: parts[symbols.owners[0]].size,
    rows,
    firstRow,
    ...FLAT,
  });
}
