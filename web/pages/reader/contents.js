// Where one is in the text, the table of contents, and the jumps to what holds most of the map.

import { h } from "../../base/dom.js";
import { headingOf } from "./outline.js";

/**
 * @param {Store} store
 * @param {Outline} outline
 * @param {TextView} text
 */
export function buildContents(store, outline, text) {
  const here = h("span", { lang: "zh" });
  const label = h("b", {});
  const toggle = h(
    "button",
    { class: "reader-here", "aria-expanded": "false", onclick: () => open(Boolean(panel.hidden)) },
    label,
    here,
  );
  const jumps = h("div", { class: "reader-jumps" });
  const panel = h(
    "nav",
    { class: "reader-contents", hidden: true, lang: "zh" },
    tree(outline, (index) => go(index)),
  );
  let current = 0;

  /** @param {boolean} wanted */
  const open = (wanted) => {
    panel.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    if (wanted) reveal(panel, current);
  };
  /** @param {number} index */
  const go = (index) => {
    open(false);
    text.showLine(outline.sections[index].line);
  };
  /** @param {number} index */
  const tell = (index) => {
    current = index;
    here.textContent = outline
      .pathOf(index)
      .map((section, depth, path) => (depth === path.length - 1 ? headingOf(section) : section.number))
      .join(" › ");
  };
  const render = () => {
    label.textContent = store.t("reader.contents");
    panel.setAttribute("aria-label", store.t("reader.contents"));
    jumps.replaceChildren(
      ...outline.jumps.map((jump) =>
        h(
          "button",
          {
            class: "chip",
            "data-line": jump.line,
            title: store.t("reader.items", { count: jump.count }),
            onclick: () => text.showLine(jump.line),
          },
          jumpName(store, jump),
          h("span", { class: "count" }, jump.count),
        ),
      ),
    );
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  text.onSection = tell;
  store.subscribe((_state, changed) => {
    if (changed.has("language")) render();
  });
  render();
  tell(0);
  return { bar: h("div", { class: "reader-places" }, toggle, jumps), panel };
}

/**
 * Named as the plan does in Chinese, by number in English.
 * @param {Store} store
 * @param {TextJump} jump
 */
function jumpName(store, { plan_column: number, names, chapter, section }) {
  if (number) return store.t("reader.planColumn", { number });
  const [first, second] = store.state.language === "zh" ? (names ?? []) : [chapter, section];
  return store.t("reader.section", { chapter: first, section: second });
}

/**
 * Parts fold; chapters and their sections stand under them.
 * @param {Outline} outline
 * @param {(index: number) => void} go
 */
function tree(outline, go) {
  /** @type {HTMLElement[]} */
  const parts = [];
  outline.sections.forEach((section, index) => {
    const entry = h(
      "button",
      { "data-section": index, "data-level": section.level, onclick: () => go(index) },
      headingOf(section),
    );
    // A part of its own, as the preface is, has nothing to unfold.
    const folds = section.level === 1 && (outline.sections[index + 1]?.level ?? 0) > 1;
    if (folds) parts.push(h("details", {}, h("summary", {}, headingOf(section)), entry));
    else if (section.level === 1) parts.push(entry);
    else parts.at(-1)?.append(entry);
  });
  return parts;
}

/**
 * Opened where the reader is: that part unfolded, the others folded.
 * @param {HTMLElement} panel
 * @param {number} current
 */
function reveal(panel, current) {
  const entry = /** @type {HTMLElement} */ (panel.querySelector(`[data-section="${current}"]`));
  for (const part of panel.querySelectorAll("details")) part.open = part.contains(entry);
  for (const other of panel.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  entry.setAttribute("aria-current", "true");
  panel.scrollTop += entry.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
  entry.focus({ preventScroll: true });
}
