// The legend of a presentation: the layers in sight, the stages and edges among them; a click on a layer hides it for a
// while.

import { h } from "../base/dom.js";
import { drawnSample, drawnWords, edgeSample, numberKeys, stageSample } from "../panel/legend.js";
import { stateSample } from "../panel/progress/tints.js";
import { swatch } from "../panel/swatch.js";
import { isMarked, lookOf } from "../progress/colouring.js";
import { boundsOf } from "../base/mercator.js";
import { partsOf, partsWords } from "../state/tally.js";

const MANY_ROWS = 6;

/** @param {Presenter} presenter */
export function buildPresentLegend(presenter) {
  const { map, store } = presenter;
  const node = h("section", { class: "p-legend obstacle" });
  const render = () => {
    const rows = content();
    node.hidden = !rows.length;
    node.replaceChildren(...rows);
  };

  const content = () => {
    const seen = inSight(map, store);
    const { catalogue } = store.doc;
    /** @param {LayerRecord} layer */
    const hidden = (layer) => presenter.base?.state.layers.has(layer.id) && !store.state.layers.has(layer.id);
    const layers = catalogue.layers.filter(
      (layer) => layer.id !== "units" && (hidden(layer) || seen.some((item) => item.layer === layer.id)),
    );
    if (!layers.length) return [];
    const stages = Object.values(catalogue.stages).filter((stage) => seen.some((item) => item.stage === stage.id));
    const edges = new Set(
      seen.filter((item) => item.located !== "point").map((item) => catalogue.precisions[item.precision].edge),
    );
    const { day } = store.state;
    const became = isMarked(store) ? new Set(seen.map((item) => lookOf(store, item))) : new Set();
    const states = Object.values(catalogue.states).filter((look) => became.has(look));
    return [
      states.length
        ? h(
            "div",
            { class: "p-stages" },
            states.map((look) =>
              sample(stateSample(store, look), store.t(`state.${look.id}`), { "data-state": look.id }),
            ),
          )
        : null,
      h(
        "div",
        { class: `p-layers${layers.length > MANY_ROWS ? " many" : ""}` },
        layers.map((layer) => row(layer)),
      ),
      h(
        "div",
        { class: "p-stages" },
        stages.map((stage) => sample(stageSample(store, stage), store.label(stage), { "data-stage": stage.id })),
        ["soft", "hatched"]
          .filter((edge) => edges.has(edge))
          .map((edge) => sample(edgeSample(store, edge), store.t(`legend.${edge}`), { "data-edge": edge })),
        store.state.drawn ? sample(drawnSample(store), drawnWords(store), { "data-drawn": "" }) : null,
      ),
      store.state.numbered.length ? h("div", { class: "p-numbers" }, numberKeys(store)) : null,
      h("p", { class: "p-tally" }, partsWords(store, partsOf(store, store.matching))),
      day ? h("p", { class: "p-tally", "data-day": day }, store.t("time.asOf", { day })) : null,
    ].filter((part) => part !== null);
  };

  /** @param {LayerRecord} layer */
  const row = (layer) => {
    const on = store.state.layers.has(layer.id);
    return h(
      "button",
      {
        class: "p-layer",
        "data-layer": layer.id,
        "aria-pressed": String(on),
        title: store.t("present.layer"),
        onclick: () => presenter.toggleLayer(layer.id),
      },
      swatch(store, layer),
      h("span", {}, store.label(layer)),
    );
  };
  return { node, render };
}

/**
 * @param {Child} picture
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
function sample(picture, label, attributes) {
  return h("span", { class: "p-sample", ...attributes }, picture, h("span", {}, label));
}

/**
 * Items that are drawn somewhere in the window, at the place where the camera stands or is flying to.
 * @param {PlanMap} map
 * @param {Store} store
 */
function inSight(map, store) {
  const { target } = map.renderer;
  const shown = store.matching.filter((item) => item.bounds && item.layer !== "units" && store.isShown(item));
  if (!target) return shown;
  const [west, south, east, north] = boundsOf(target, { width: map.node.clientWidth, height: map.node.clientHeight });
  return shown.filter(
    ({ bounds }) => bounds && bounds[0] < east && bounds[2] > west && bounds[1] < north && bounds[3] > south,
  );
}
