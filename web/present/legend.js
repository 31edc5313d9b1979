// The legend of a presentation: the layers in sight, the stages and edges among them; a click on a layer hides it for a
// while. Coloured by progress it shows states and stages; edges and layers, told by their forms alone, unfold.

import { h, keepingFocus } from "../base/dom.js";
import { drawnSample, drawnWords, edgeSample, numberKeys, stageSample } from "../panel/legend.js";
import { goneRows, ownRows } from "../panel/legends/own.js";
import { stateSample } from "../panel/progress/tints.js";
import { answerMarks, answerSample } from "../panel/legends/answer.js";
import { swatch } from "../panel/swatch.js";
import { isMarked, isTinted, lookOf } from "../progress/colouring.js";
import { boundsOf } from "../base/mercator.js";
import { partsOf, partsWords } from "../state/tally.js";

const MANY_ROWS = 6;

/** @param {Presenter} presenter */
export function buildPresentLegend(presenter) {
  const { map, store } = presenter;
  const node = h("section", { class: "p-legend obstacle" });
  let unfolded = false;
  // On a phone it would take the map's place: there it is opened when it is wanted.
  let wanted = false;
  const render = () => {
    const rows = content();
    node.hidden = !rows.length;
    const shown = presenter.held ? [toggle(), ...(wanted ? rows : [])] : rows;
    keepingFocus(node, () => node.replaceChildren(...shown));
  };

  const toggle = () => {
    const onclick = () => {
      wanted = !wanted;
      presenter.update();
    };
    return h(
      "button",
      { class: "p-toggle", "data-focus": "toggle", "aria-expanded": String(wanted), onclick },
      store.t("legend.title"),
      h("span", { "aria-hidden": "true" }, wanted ? " ▾" : " ▸"),
    );
  };

  const content = () => {
    const seen = inSight(map, store);
    const { catalogue } = store.doc;
    /** @param {LayerRecord} layer */
    const hidden = (layer) => presenter.base?.state.layers.has(layer.id) && !store.state.layers.has(layer.id);
    const layers = catalogue.layers.filter(
      (layer) => layer.id !== "units" && (hidden(layer) || seen.some((item) => item.layer === layer.id)),
    );
    const own = store.state.ownShown.length ? h("div", { class: "p-own" }, ownRows(store)) : null;
    const gone = goneRows(map, presenter.scene());
    if (!layers.length) return [...(own ? [own] : []), ...gone];
    const { day } = store.state;
    const states = stateSamples(store, seen);
    const stages = stageSamples(store, seen);
    const edges = edgeSamples(store, seen);
    const many = layers.length > MANY_ROWS ? " many" : "";
    const forms = h("div", { class: `p-layers${many}` }, layers.map(row));
    const folds = isTinted(store) && states.length > 0;
    const open = unfolded || layers.some(hidden);
    const asked = answerMarks(store).map(({ kind, words }) =>
      sample(answerSample(store, kind), words, { "data-answer": kind }),
    );
    const drawn = store.state.drawn ? sample(drawnSample(store), drawnWords(store), { "data-drawn": "" }) : null;
    node.classList.toggle("folds", folds);
    return [
      asked.length ? h("div", { class: "p-stages" }, asked) : null,
      own,
      states.length ? h("div", { class: "p-stages" }, states) : null,
      folds ? null : forms,
      h("div", { class: "p-stages" }, stages, folds ? [] : edges, drawn),
      folds ? fold(open) : null,
      folds && open ? h("div", { class: "p-forms" }, forms, h("div", { class: "p-stages" }, edges)) : null,
      store.state.numbered.length ? h("div", { class: "p-numbers" }, numberKeys(store)) : null,
      ...gone,
      h("p", { class: "p-tally" }, partsWords(store, partsOf(store, store.matching))),
      day ? h("p", { class: "p-tally", "data-day": day }, store.t("time.asOf", { day })) : null,
    ].filter((part) => part !== null);
  };

  /** @param {boolean} open */
  const fold = (open) => {
    const onclick = () => {
      unfolded = !open;
      render();
    };
    return h(
      "button",
      { class: "p-fold", "data-focus": "fold", "aria-expanded": String(open), onclick },
      store.t("present.forms"),
      h("span", { "aria-hidden": "true" }, open ? " ▾" : " ▸"),
    );
  };

  /** @param {LayerRecord} layer */
  const row = (layer) => {
    const on = store.state.layers.has(layer.id);
    return h(
      "button",
      {
        class: "p-layer",
        "data-layer": layer.id,
        "data-focus": `layer:${layer.id}`,
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
 * @param {Store} store
 * @param {ItemRecord[]} seen
 */
function stateSamples(store, seen) {
  const became = isMarked(store) ? new Set(seen.map((item) => lookOf(store, item))) : new Set();
  return Object.values(store.doc.catalogue.states)
    .filter((look) => became.has(look))
    .map((look) => sample(stateSample(store, look), store.t(`state.${look.id}`), { "data-state": look.id }));
}

/**
 * @param {Store} store
 * @param {ItemRecord[]} seen
 */
function stageSamples(store, seen) {
  return Object.values(store.doc.catalogue.stages)
    .filter((stage) => seen.some((item) => item.stage === stage.id))
    .map((stage) => sample(stageSample(store, stage), store.label(stage), { "data-stage": stage.id }));
}

/**
 * @param {Store} store
 * @param {ItemRecord[]} seen
 */
function edgeSamples(store, seen) {
  const { precisions } = store.doc.catalogue;
  const edges = new Set(seen.filter((item) => item.located !== "point").map((item) => precisions[item.precision].edge));
  return ["soft", "hatched"]
    .filter((edge) => edges.has(edge))
    .map((edge) => sample(edgeSample(store, edge), store.t(`legend.${edge}`), { "data-edge": edge }));
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
