// The drawings of this browser: which is drawn on, its name, what is in it, and to take it away or to load one.

import { h, keepingFocus } from "../base/dom.js";
import { LIMITS, measureText } from "./features.js";
import { MOST_BYTES, readGeoJson, toGeoJson } from "./geojson.js";

const KEPT_MS = 10000;

/** @param {Draw} draw */
export function buildList(draw) {
  const { store, pen, drawings } = draw;
  const node = h("div", { class: "draw-list", hidden: true, role: "group" });
  const said = h("p", { class: "quiet", role: "status" });
  const file = h("input", { type: "file", accept: ".geojson,.json,application/geo+json", hidden: true });
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (chosen) await load(chosen);
  });

  /** @param {File} chosen */
  const load = async (chosen) => {
    const read =
      chosen.size > MOST_BYTES
        ? { fault: "size", values: { most: MOST_BYTES / 1e6 } }
        : readGeoJson(await chosen.text(), draw.pencils);
    const fault = "fault" in read ? read : drawings.begin(read.name, read.features);
    draw.say(fault && { ...fault, values: { ...fault.values, file: chosen.name } });
    if ("features" in read && !fault)
      said.textContent = store.t("draw.loaded", { name: read.name, count: read.features.length });
  };

  const download = () => {
    const { current } = drawings;
    const content = JSON.stringify(
      toGeoJson(current, (color) => draw.hex(color)),
      null,
      1,
    );
    const address = URL.createObjectURL(new Blob([content], { type: "application/geo+json" }));
    const link = h("a", { href: address, download: `${fileName(current.name)}.geojson` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  };

  /**
   * @param {string} name
   * @param {() => void} onclick
   * @param {boolean} [off]
   */
  const action = (name, onclick, off = false) =>
    h(
      "button",
      { class: "action", "data-draw": name, "data-focus": `draw:${name}`, disabled: off, onclick },
      store.t(`draw.${name}`),
    );

  const parts = () => {
    const { current } = drawings;
    const choice = h(
      "select",
      {
        "aria-label": store.t("draw.list"),
        "data-focus": "draw:choice",
        onchange: () => {
          const chosen = drawings.all().find(({ id }) => id === choice.value);
          pen.forget();
          if (chosen) drawings.turn(chosen);
        },
      },
      drawings.all().map(({ id, name }) => h("option", { value: id, selected: id === current.id }, name)),
    );
    const name = h("input", {
      type: "text",
      value: current.name,
      maxlength: LIMITS.name,
      "aria-label": store.t("draw.name"),
      "data-focus": "draw:name",
      onchange: () => {
        draw.say(drawings.rename(name.value));
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter") name.blur();
      },
    });
    const shown = h("input", {
      type: "checkbox",
      checked: drawings.shown,
      "data-focus": "draw:shown",
      onchange: () => {
        drawings.show(shown.checked);
      },
    });
    const { length } = current.features;
    return [
      h("div", { class: "draw-row" }, choice, action("new", begin)),
      h("label", { class: "draw-row" }, h("span", { class: "quiet" }, store.t("draw.name")), name),
      h("label", { class: "check" }, shown, store.t("draw.show")),
      length
        ? h("ul", { class: "draw-features" }, current.features.map(row))
        : h("p", { class: "quiet" }, store.t("draw.nothing")),
      h(
        "div",
        { class: "draw-row" },
        action("download", download, !length),
        action("load", () => file.click()),
        action("clear", clear, !length),
      ),
      h("p", { class: "quiet" }, store.t("draw.kept")),
      said,
      file,
    ];
  };
  const begin = () => {
    pen.forget();
    draw.say(drawings.begin());
  };
  const clear = () => {
    pen.forget();
    draw.say(drawings.remove());
  };

  /** @param {DrawnFeature} feature */
  const row = (feature) => {
    const { id, kind, number, text, color } = feature;
    const words = [number ? String(number) : "", text, measureText(feature)].filter(Boolean).join(" · ");
    const dot = h("i", { style: { background: store.color(store.doc.catalogue.pencils[color]) } });
    const choose = () => {
      pen.take("select");
      pen.choose(id);
      show(feature);
    };
    return h(
      "li",
      {},
      h(
        "button",
        {
          "data-feature": id,
          "data-focus": `draw:${id}`,
          "aria-pressed": String(pen.selected === id),
          onclick: choose,
        },
        dot,
        h("b", {}, store.t(`draw.tool.${kind}`)),
        h("span", {}, words),
      ),
    );
  };

  // Brought into sight where it is not.
  /** @param {DrawnFeature} feature */
  const show = ({ path }) => {
    const { width, height } = draw.size;
    const inSight = draw.project(path).some(([x, y]) => x > 0 && y > 0 && x < width && y < height);
    const [longitude, latitude] = path[0];
    if (!inSight) draw.map.renderer.fly({ longitude, latitude });
  };

  const list = {
    node,
    get open() {
      return !node.hidden;
    },
    /** @param {boolean} on */
    show(on) {
      node.hidden = !on;
      said.textContent = "";
    },
    render() {
      if (node.hidden) return;
      node.setAttribute("aria-label", store.t("draw.list"));
      keepingFocus(node, () => node.replaceChildren(...parts()));
    },
  };
  return list;
}

/**
 * A name as every system takes it for a file's.
 * @param {string} name
 */
function fileName(name) {
  return (
    name
      .replace(/[\\/:*?"<>|.]+/g, " ")
      .trim()
      .slice(0, 60) || "drawing"
  );
}
