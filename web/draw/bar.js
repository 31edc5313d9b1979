// The tools of the pen: in one bar over the map, on a desk, a phone and a projector.

import { h, keepingFocus, ownSvg } from "../base/dom.js";
import { kinds, KINDS, LIMITS, plain } from "./features.js";
import { buildList } from "./list.js";
import { toldOf } from "./drafting.js";

const SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"';
const PEN = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"';
/** @type {Record<string, string>} */
const ICONS = {
  select: "M6 4l12 8-5.500 1.200L10 19z",
  point: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  number: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10.500 9.500 12.500 8v8",
  line: "M4 18 10 9l5 5 5-9",
  free: "M4 17c2-9 6-11 7-6s-2 9 2 8 3-8 7-9",
  arrow: "M5 19 19 5M11 5h8v8",
  area: "M5 8l8-4 6 7-3 8-9 1z",
  text: "M6 6h12M12 6v13M9 19h6",
  snap: "M7 4v8a5 5 0 0 0 10 0V4M4 4h6M14 4h6M7 8h3M14 8h3",
  undo: "M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10h-2",
  redo: "m15 7 4 4-4 4M19 11h-9a5 5 0 0 0 0 10h2",
  more: "M4 6h16M4 12h16M4 18h10",
  done: "m6 6 12 12M18 6 6 18",
};

/** As they stand in the bar: freehand beside the line that it makes. @type {import("./drafting.js").Tool[]} */
const TOOLS = [
  "select",
  ...kinds.flatMap((kind) => (kind === "line" ? /** @type {const} */ (["line", "free"]) : kind)),
];
// Where the next place can be set by keys too.
const BY_KEYS = ["one", "first"];

/** @param {string} name */
function icon(name) {
  return ownSvg(`<svg ${SHEET} ${PEN}><path d="${ICONS[name]}"/></svg>`);
}

/** @param {Draw} draw */
export function buildBar(draw) {
  const { store, map, pen } = draw;
  const tools = h("div", { class: "draw-tools" });
  const told = h("p", { class: "draw-told", role: "status" });
  const fault = h("p", { class: "draw-fault", role: "alert", hidden: true });
  const chosen = h("div", { class: "draw-chosen" });
  const list = buildList(draw);
  const node = h("section", { class: "draw-bar obstacle", hidden: true }, tools, chosen, told, fault, list.node);
  /** What is being written on the map. @type {HTMLInputElement | null} */
  let writing = null;

  /**
   * @param {string} name
   * @param {string} label
   * @param {() => void} onclick
   * @param {boolean} [pressed]
   */
  const button = (name, label, onclick, pressed) =>
    h(
      "button",
      {
        class: "icon",
        "data-draw": name,
        "data-focus": `draw:${name}`,
        title: label,
        "aria-label": label,
        "aria-pressed": pressed === undefined ? undefined : String(pressed),
        onclick,
      },
      icon(name),
    );
  /** @param {import("./drafting.js").Tool} tool */
  const toolButton = (tool) => {
    const take = () => {
      pen.take(tool);
      // Enter places now, and does not press the button once more.
      map.stage.focus({ preventScroll: true });
    };
    return button(tool, store.t(`draw.tool.${tool}`), take, pen.tool === tool);
  };
  /** @param {string} id */
  const pencil = (id) => {
    const label = store.t("draw.color", { name: store.label(store.doc.catalogue.pencils[id]) });
    const shown = (pen.tool === "select" && pen.feature()?.color) || pen.color;
    const dot = h("i", { style: { background: store.color(store.doc.catalogue.pencils[id]) } });
    const look = { class: "icon pencil", "data-pencil": id, "data-focus": `draw:${id}`, title: label };
    return h(
      "button",
      { ...look, "aria-label": label, "aria-pressed": String(shown === id), onclick: () => pen.dip(id) },
      dot,
    );
  };

  const toggleList = () => {
    list.show(!list.open);
    render();
  };
  const render = () => {
    node.hidden = !pen.on;
    if (!pen.on) return drop();
    node.setAttribute("aria-label", store.t("draw.tools"));
    keepingFocus(tools, () =>
      tools.replaceChildren(
        h("span", { class: "draw-group" }, TOOLS.map(toolButton)),
        h("span", { class: "draw-group" }, draw.pencils.map(pencil)),
        h(
          "span",
          { class: "draw-group" },
          button("snap", store.t("draw.snap"), snaps, pen.snaps),
          button("undo", store.t("draw.undo"), () => pen.undo()),
          button("redo", store.t("draw.redo"), () => draw.step("redo")),
          button("more", store.t("draw.more"), toggleList, list.open),
          button("done", store.t("draw.done"), () => store.set({ drawing: false })),
        ),
      ),
    );
    keepingFocus(chosen, () => chosen.replaceChildren(...editing()));
    chosen.hidden = !chosen.hasChildNodes();
    list.render();
    tell();
  };
  const snaps = () => {
    pen.snaps = !pen.snaps;
    render();
  };

  // What can be done with what is chosen, and with what is begun.
  const editing = () => {
    if (pen.draft.length) return pen.stroke ? [] : [action("finish", "draw.finish", () => pen.finish())];
    const feature = pen.feature();
    if (!feature) return [];
    const label = store.t("draw.text");
    const field = h("input", {
      type: "text",
      class: "draw-words",
      value: feature.text,
      maxlength: LIMITS.text,
      placeholder: label,
      "aria-label": label,
      "data-focus": `draw:text:${feature.id}`,
      onchange: () => {
        pen.change({ text: plain(field.value) });
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" || event.key === "Escape") map.stage.focus({ preventScroll: true });
        event.stopPropagation();
      },
    });
    const { length: count } = feature.path;
    const measures = feature.kind === "line" || feature.kind === "arrow" || feature.kind === "area";
    const box = h("input", {
      type: "checkbox",
      checked: feature.measured,
      "data-focus": "draw:measured",
      onchange: () => {
        pen.change({ measured: box.checked });
      },
    });
    const number = pen.vertex === null ? "–" : String(pen.vertex + 1);
    const vertices = [
      h("span", { class: "quiet" }, store.t("draw.vertex", { number, count })),
      action("vertex", "draw.vertex.next", () => pen.nextVertex(), "→"),
      pen.vertex === null || count <= KINDS[feature.kind].least
        ? null
        : action("vertex-remove", "draw.vertex.remove", () => pen.removeVertex()),
    ];
    return [
      field,
      measures ? h("label", { class: "check" }, box, store.t("draw.measured")) : null,
      ...(pen.tool === "select" && count > 1 ? vertices : []),
      action("remove", "draw.remove", () => pen.remove()),
    ].filter((part) => part !== null);
  };
  /**
   * @param {string} name
   * @param {string} key
   * @param {() => void} onclick
   * @param {string} [short] in place of the words, which are its name all the same
   */
  const action = (name, key, onclick, short) => {
    const words = store.t(key);
    const look = { class: "action", "data-draw": name, "data-focus": `draw:${name}`, title: words };
    return h("button", { ...look, "aria-label": words, onclick }, short ?? words);
  };

  // The measure of what is begun or chosen, else what to do.
  const tell = () => {
    const name = hint();
    const keys = BY_KEYS.includes(name) && matchMedia("(pointer: fine)").matches ? ["keys"] : [];
    const words = toldOf(pen) || [name, ...keys].map((key) => store.t(`draw.hint.${key}`)).join(" · ");
    if (told.textContent !== words) told.textContent = words;
  };
  const hint = () => {
    if (map.presenter.on && !pen.draft.length) return "presenting";
    if (pen.tool === "select") return "select";
    if (pen.tool === "free") return "free";
    if (KINDS[pen.tool].most === 1) return "one";
    return pen.draft.length ? "next" : "first";
  };

  /** @param {string | null} words */
  const say = (words) => {
    fault.textContent = words ?? "";
    fault.hidden = !words;
  };

  /**
   * A field on the map, at the place that the words are for.
   * @param {Pixel} pixel
   * @param {(text: string) => void} done
   */
  const write = (pixel, done) => {
    drop();
    const label = store.t("draw.text.placeholder");
    const look = { type: "text", class: "draw-text", placeholder: label, "aria-label": label, maxlength: LIMITS.text };
    const field = h("input", { ...look, style: { left: `${pixel[0]}px`, top: `${pixel[1]}px` } });
    let over = false;
    /** @param {boolean} keep */
    const end = (keep) => {
      if (over) return;
      over = true;
      field.remove();
      writing = null;
      const text = plain(field.value);
      if (keep && text) done(text);
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      end(event.key === "Enter");
      map.stage.focus({ preventScroll: true });
    });
    field.addEventListener("blur", () => end(true));
    writing = field;
    map.stage.after(field);
    field.focus();
  };
  const drop = () => writing?.blur();

  // What lies open of the tools goes first when Esc is pressed.
  const closed = () => {
    if (!list.open) return false;
    toggleList();
    return true;
  };
  if (!draw.lasts) say(store.t("draw.fault.off"));
  return { node, render, tell, say, write, closed };
}
