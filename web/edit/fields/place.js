// The place of an item in its form: where it is, in words and numbers, and the way to change it on the map.

import { h, keepingFocus } from "../../base/dom.js";
import { KINDS } from "../../draw/features.js";
import { toldOf } from "../../draw/drafting.js";
import { areaText, lengthText } from "../../map/measure.js";
import { action, field } from "./controls.js";
import { amountOf, boundsOf, kindOf, partsOf, pointAt } from "../places.js";

const DECIMALS = 6;

/**
 * @param {Edit} room
 * @param {() => { before: PlanFeature, feature: PlanFeature }} draft
 * @param {(geometry: PlanGeometry | null) => void} onValue
 */
export function placeField(room, draft, onValue) {
  const { map, store, placing } = room;
  const pen = placing.hand;
  const summary = h("p", { class: "edit-place" });
  const numbers = h("div", { class: "edit-numbers" });
  const tools = h("div", { class: "edit-tools" });
  const said = h("p", { class: "quiet", role: "status" });
  const kind = () => /** @type {DrawnKind} */ (draft().feature.properties.located);
  const parts = () => placing.drawings.current.features;

  placing.onChange = () => {
    onValue(placing.place(draft().before.geometry));
    render();
  };
  placing.onSay = (words) => {
    said.textContent = words || (pen.draft.length ? toldOf(pen) : pen.on ? store.t(`edit.hint.${hint()}`) : "");
  };
  placing.onEnd = () => turn(false);
  const hint = () => (pen.tool === "select" ? (kind() === "point" ? "point" : "select") : kind());

  /** @param {boolean} on */
  const turn = (on) => {
    store.set({ drawing: on, ...(on ? { measure: null } : {}) });
    if (on && !parts().length) pen.take(kind());
    if (on) map.stage.focus({ preventScroll: true });
    render();
  };
  /** @param {"redraw" | "add"} how */
  const draw = (how) => {
    if (!pen.on) turn(true);
    pen.replaced = how === "redraw" ? (pen.selected ?? parts()[0]?.id ?? null) : null;
    pen.take(kind());
    map.stage.focus({ preventScroll: true });
  };
  const fly = () => {
    const bounds = boundsOf([draft().feature.geometry, draft().before.geometry]);
    if (bounds) map.renderer.fit(bounds);
  };

  // A point can be typed too.
  const typed = () => {
    const [place] = parts()[0]?.path ? [parts()[0].path[0]] : [[Number.NaN, Number.NaN]];
    const inputs = ["longitude", "latitude"].map((name, side) =>
      h(
        "label",
        { class: "edit-number" },
        store.t(`edit.${name}`),
        h("input", {
          class: "edit-input",
          type: "number",
          step: "0.00001",
          value: Number.isFinite(place[side]) ? String(+place[side].toFixed(DECIMALS)) : "",
          "data-focus": `edit:place:${name}`,
          onchange: (/** @type {any} */ { target }) => move(side, Number.parseFloat(target.value)),
        }),
      ),
    );
    return inputs;
  };
  /**
   * @param {number} side
   * @param {number} value
   */
  const move = (side, value) => {
    if (!Number.isFinite(value)) return;
    const before = parts()[0] ?? null;
    const centre = map.renderer.camera;
    const place = before ? before.path[0] : [centre.longitude, centre.latitude];
    const after = { ...(before ?? pointAt(place, placing.color)), path: [place.with(side, value)] };
    placing.edit([{ before, after }]);
  };

  const buttons = () => {
    if (kind() === /** @type {any} */ ("citywide")) return [];
    const on = pen.on;
    const toggle = action(store.t(on ? "edit.place.done" : "edit.place.change"), "place", () => turn(!on), {
      "aria-pressed": String(on),
      class: on ? "action chosen" : "action",
    });
    // The simple map has no canvas to draw on.
    if (!map.labels.canvas) return [h("p", { class: "quiet" }, store.t("edit.place.simple"))];
    const sight = draft().feature.geometry ? [action(store.t("edit.place.fly"), "fly", fly)] : [];
    if (!on) return [toggle, ...sight];
    const feature = pen.feature();
    const many = feature && feature.path.length > 1 && pen.tool === "select";
    return [
      toggle,
      ...(pen.draft.length ? [action(store.t("draw.finish"), "finish", () => pen.finish())] : []),
      action(store.t(parts().length ? "edit.place.redraw" : "edit.place.draw"), "redraw", () => draw("redraw")),
      ...(parts().length && kind() !== "point"
        ? [action(store.t("edit.place.add"), "add-part", () => draw("add"))]
        : []),
      ...(many ? [action(store.t("edit.vertex"), "vertex", () => pen.nextVertex())] : []),
      ...(many && pen.vertex !== null && feature.path.length > KINDS[feature.kind].least
        ? [action(store.t("draw.vertex.remove"), "vertex-remove", () => pen.removeVertex())]
        : []),
      ...(feature && parts().length > 1
        ? [action(store.t("edit.place.remove"), "remove-part", () => pen.remove())]
        : []),
      action(store.t("edit.undo"), "undo", () => pen.undo(), { title: store.t("draw.undo") }),
      action(store.t("edit.redo"), "redo", () => placing.step("redo"), { title: store.t("draw.redo") }),
      ...sight,
      h(
        "label",
        { class: "edit-check", title: store.t("draw.snap") },
        h("input", {
          type: "checkbox",
          checked: pen.snaps,
          "data-focus": "edit:snap",
          onchange: () => {
            pen.snaps = !pen.snaps;
          },
        }),
        store.t("edit.snap"),
      ),
    ];
  };
  const render = () => {
    summary.textContent = amountWords(store, draft().feature.geometry);
    keepingFocus(numbers, () => numbers.replaceChildren(...(kind() === "point" ? typed() : [])));
    keepingFocus(tools, () => tools.replaceChildren(...buttons()));
    placing.onSay("");
  };
  // The pen's own bar would be told the same.
  placing.bar = /** @type {any} */ ({
    render,
    tell: () => placing.onSay(""),
    say: () => {},
    closed: () => false,
    write: () => {},
  });

  const group = h("div", {}, summary, numbers, tools, said);
  const made = field("geometry", store.t("edit.field.geometry"), group, render, { group: true });
  return { ...made, turn };
}

/**
 * @param {Store} store
 * @param {PlanGeometry | null} geometry
 */
export function amountWords(store, geometry) {
  const kind = kindOf(geometry);
  if (!geometry || !kind) return store.t("edit.place.none");
  const parts = partsOf(geometry, "");
  const amount = amountOf(parts);
  const size = kind === "line" ? lengthText(amount) : kind === "area" ? areaText(amount) : "";
  const vertices = parts.reduce((sum, { path }) => sum + path.length, 0);
  const outer = parts.filter(({ id }) => id.endsWith("r0")).length;
  if (kind === "point") {
    const [[x, y]] = parts[0].path;
    return store.t("edit.place.point", { longitude: x.toFixed(5), latitude: y.toFixed(5) });
  }
  const several = outer > 1 ? store.t("edit.place.parts", { count: outer }) : "";
  return [size, several, store.t("edit.place.vertices", { count: vertices })].filter(Boolean).join(" · ");
}
