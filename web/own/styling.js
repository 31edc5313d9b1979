// How a layer of one's own is drawn: one colour, a colour a value or a class of numbers; size, opacity, and what is
// written.

import { h } from "../base/dom.js";

/** What holds where a style says nothing (layers/own/style.py). @type {OwnStyle} */
const PLAIN = {
  by: "one",
  field: "",
  color: "",
  scheme: "quantiles",
  classes: 5,
  ramp: "viridis",
  size: 8,
  opacity: 0.8,
  label: "",
  visible: true,
};
const SIZES = { min: 1, max: 40, step: 1 };
const OPACITIES = { min: 5, max: 100, step: 5 };
const SCHEMES = ["quantiles", "equal", "natural", "pretty"];
const RAMPS = ["viridis", "blues", "oranges"];
const CLASSES = { min: 2, max: 9, step: 1 };

/**
 * @param {Own} own
 * @param {OwnRecord} record
 * @param {(record: OwnRecord, change: { style: Partial<OwnStyle> }) => void} change
 */
export function styling(own, record, change) {
  const { store, list } = own;
  const style = { ...PLAIN, ...record.style };
  const { id, fields } = record;
  const loaded = own.loaded.get(id);
  /** @param {Partial<OwnStyle>} patch */
  const set = (patch) => {
    const next = { ...style, ...patch };
    const kept = Object.entries(next).filter(([name, value]) => value !== PLAIN[/** @type {keyof OwnStyle} */ (name)]);
    change(record, { style: Object.fromEntries(kept) });
  };
  /**
   * @param {string} name
   * @param {[string, string][]} options
   * @param {string} value
   * @param {(value: string) => void} use
   */
  const select = (name, options, value, use) => {
    const node = h(
      "select",
      { "data-own": name, "data-focus": `own:${name}:${id}`, onchange: (event) => use(event.target.value) },
      options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)),
    );
    return h("label", {}, h("span", {}, store.t(`mine.style.${name}`)), node);
  };
  /**
   * @param {"size" | "opacity" | "classes"} name
   * @param {{ min: number, max: number, step: number }} limits
   * @param {number} value
   * @param {(value: number) => void} use
   * @param {(value: number) => void} [live] what is shown before it is kept
   */
  const slider = (name, limits, value, use, live) => {
    const output = h("output", { class: "count" }, String(value));
    const range = h("input", {
      type: "range",
      ...limits,
      value,
      "data-own": name,
      "data-focus": `own:${name}:${id}`,
      oninput: ({ target }) => {
        output.textContent = target.value;
        live?.(Number(target.value));
      },
      onchange: (event) => use(Number(event.target.value)),
    });
    return h("label", {}, h("span", {}, store.t(`mine.style.${name}`)), range, output);
  };
  const redraw = () => {
    own.stamp = {};
    own.map.renderer.draw();
  };
  const numeric = fields.filter(({ type }) => type === "integer" || type === "number");
  const named = (/** @type {{ name: string }[]} */ all) =>
    all.map(({ name }) => /** @type {[string, string]} */ ([name, name]));
  const by = /** @type {[string, string][]} */ (
    ["one", "category", "number"]
      .filter((each) => each === "one" || (each === "number" ? numeric : fields).length)
      .map((each) => [each, store.t(`mine.by.${each}`)])
  );
  const fieldsOf = (/** @type {string} */ how) => (how === "number" ? numeric : fields);
  const chooseBy = (/** @type {string} */ how) => {
    const known = fieldsOf(how);
    const field = how === "one" ? "" : known.some(({ name }) => name === style.field) ? style.field : known[0].name;
    set({ by: /** @type {OwnStyle["by"]} */ (how), field });
  };
  const color = h("input", {
    type: "color",
    value: style.color || loaded?.head.classes[0]?.color,
    "data-own": "color",
    "data-focus": `own:color:${id}`,
    onchange: (event) => set({ color: event.target.value }),
  });
  return h(
    "div",
    { class: "own-style" },
    select("by", by, style.by, chooseBy),
    style.by === "one" ? h("label", {}, h("span", {}, store.t("mine.style.color")), color) : null,
    style.by === "one" ? null : select("field", named(fieldsOf(style.by)), style.field, (field) => set({ field })),
    ...(style.by === "number"
      ? [
          select(
            "scheme",
            SCHEMES.filter((each) => list?.styles.scheme.includes(each)).map((each) => [
              each,
              store.t(`mine.scheme.${each}`),
            ]),
            style.scheme,
            (scheme) => set({ scheme }),
          ),
          slider("classes", CLASSES, style.classes, (classes) => set({ classes })),
          select(
            "ramp",
            RAMPS.filter((each) => each in (list?.styles.ramps ?? {})).map((each) => [
              each,
              store.t(`mine.ramp.${each}`),
            ]),
            style.ramp,
            (ramp) => set({ ramp }),
          ),
        ]
      : []),
    slider(
      "size",
      SIZES,
      style.size,
      (size) => set({ size }),
      (size) => {
        if (loaded) loaded.size = size;
        redraw();
      },
    ),
    slider(
      "opacity",
      OPACITIES,
      Math.round(style.opacity * 100),
      (percent) => set({ opacity: percent / 100 }),
      (percent) => {
        if (loaded) loaded.head.style.opacity = percent / 100;
        redraw();
      },
    ),
    select("label", [["", store.t("mine.noLabel")], ...named(fields)], style.label, (label) => set({ label })),
  );
}
