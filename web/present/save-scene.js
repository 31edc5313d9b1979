// Keeping the present view as a scene: which briefing, and what it is called. Python writes it.

import { inLanguage } from "./briefings.js";
import { h } from "../base/dom.js";
import { encodeView, NO_LISTS } from "../state/view.js";

const MAX_TITLE = 80;
const NEW = "";

/** @param {PlanMap} map */
export function buildSaveScene(map) {
  const { store } = map;
  const node = h("dialog", { class: "save-scene" });
  // What is typed here is no key of the map's.
  node.addEventListener("keydown", (event) => event.stopPropagation());

  /** @param {Briefing[]} own the briefings that it may be added to */
  const open = (own) => {
    const { language } = store.state;
    const which = h(
      "select",
      { name: "briefing" },
      own.map((briefing) => h("option", { value: briefing.id }, inLanguage(briefing, "title", language))),
      h("option", { value: NEW }, store.t("present.save.new")),
    );
    const title = h("input", {
      name: "title",
      required: true,
      maxlength: MAX_TITLE,
      value: suggestion(),
      autocomplete: "off",
    });
    const name = h("input", {
      name: "name",
      maxlength: MAX_TITLE,
      value: store.t("present.save.name"),
      autocomplete: "off",
    });
    const nameRow = h("label", {}, store.t("present.save.called"), name);
    const drawn = map.draw?.forScene() ?? null;
    const withDrawing = h("input", { type: "checkbox", name: "drawing", checked: true });
    const drawingRow = h("label", { class: "check", hidden: !drawn }, withDrawing, store.t("present.save.drawing"));
    const turn = () => {
      nameRow.hidden = which.value !== NEW;
      name.required = which.value === NEW;
    };
    which.addEventListener("change", turn);
    /** @param {Event} event */
    const save = (event) => {
      event.preventDefault();
      const newScene = {
        briefing: which.value || null,
        briefing_title: which.value ? "" : name.value.trim(),
        title: title.value.trim(),
        view: viewOf(map),
        language,
        drawing: withDrawing.checked ? drawn : null,
      };
      if (!newScene.title || (!newScene.briefing && !newScene.briefing_title)) return;
      node.close();
      map.saveScene?.(newScene);
    };
    /**
     * @param {string} key
     * @param {HTMLElement} field
     */
    const row = (key, field) => h("label", {}, store.t(key), field);
    node.replaceChildren(
      h(
        "form",
        { onsubmit: save },
        h("h2", {}, store.t("present.save")),
        row("present.save.title", title),
        row("present.save.into", which),
        nameRow,
        drawingRow,
        h(
          "footer",
          {},
          h("button", { type: "button", onclick: () => node.close() }, store.t("present.save.cancel")),
          h("button", { type: "submit" }, store.t("present.save.ok")),
        ),
      ),
    );
    turn();
    node.showModal();
    title.select();
  };

  // What was asked and answered, else the chosen item's name, else the district's.
  const suggestion = () => {
    const { selection, unit, ask, answer } = store.state;
    const asked = ask ? answer?.record?.title : null;
    if (asked) return asked.slice(0, MAX_TITLE);
    const item =
      (selection === null ? undefined : store.byId.get(selection)) ??
      store.doc.units.find((entry) => entry.id === unit);
    return item ? store.name(item) : "";
  };
  return { node, open };
}

/**
 * The view as a scene has it: what is shown, not the page, the language or the appearance that it was shown in.
 * @param {PlanMap} map
 */
export function viewOf(map) {
  return encodeView(
    map.doc,
    {
      ...map.store.state,
      page: "map",
      ...NO_LISTS,
      language: "zh",
      appearanceChosen: false,
      briefing: null,
    },
    map.address.camera(),
  );
}
