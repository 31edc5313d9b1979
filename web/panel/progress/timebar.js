// Time on the map: a slider from the first month of the plan's years to today, with play. The day is part of the state;
// what shows progress follows it.

import { h, ownSvg } from "../../base/dom.js";
import { monthEnds, placeIn } from "../../progress/days.js";

const STEP_MS = 400;
// Where the system asks for less motion it goes by years, with time to look.
const CALM_STEP_MS = 2000;
const YEAR = 12;
const PEN = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"';
const SHEET = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"';
const PLAY = "M7 4v16l13-8z";
const PAUSE = "M8 5v14M16 5v14";
/** @type {StateKey[]} */
const REDRAWN_BY = ["day", "ledger", "timeOpen", "language", "briefing"];

/** @param {Store} store */
export function buildTimeBar(store) {
  const play = h("button", { class: "icon", "data-time": "play", onclick: () => turn() });
  const years = h("div", { class: "time-years", "aria-hidden": "true" });
  const slider = h("input", { type: "range", class: "time-slider", min: "0", step: "1" });
  const shown = h("output", { class: "time-day" });
  const today = h("button", { class: "link", "data-time": "today", onclick: () => goTo(null) });
  const close = h(
    "button",
    { class: "icon", "data-time": "close", onclick: () => store.set({ timeOpen: false }) },
    "✕",
  );
  // Read out with the slider, and shown by the pointer.
  const how = h("span", { class: "unseen", id: "time-how" });
  slider.setAttribute("aria-describedby", how.id);
  const track = h("div", { class: "time-track" }, slider, years);
  const node = h("section", { class: "timebar obstacle", hidden: true }, play, track, shown, today, close, how);
  /** @type {string[]} */
  let ends = [];
  let timer = 0;

  const place = () => {
    const { day } = store.state;
    return day === null
      ? ends.length - 1
      : Math.min(placeIn(ends, day) + (ends.includes(day) ? 0 : 1), ends.length - 1);
  };
  /** @param {string | null} day */
  const goTo = (day) => {
    stop();
    store.set({ day });
  };
  /** @param {number} at */
  const dayAt = (at) => (at >= ends.length - 1 ? null : ends[Math.max(at, 0)]);
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    render();
  };
  const step = (/** @type {number} */ by) => {
    const next = place() + by;
    store.set({ day: dayAt(next) });
    if (next >= ends.length - 1) stop();
  };
  // Whoever plays from the end begins anew.
  const turn = () => {
    if (timer) return stop();
    if (store.state.day === null) store.set({ day: dayAt(0) });
    const calm = globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
    timer = setInterval(() => step(calm ? YEAR : 1), calm ? CALM_STEP_MS : STEP_MS);
    render();
  };
  slider.addEventListener("input", () => goTo(dayAt(Number(slider.value))));
  slider.addEventListener("keydown", (event) => {
    const by = event.key === "PageUp" ? YEAR : event.key === "PageDown" ? -YEAR : 0;
    if (!by) return;
    event.preventDefault();
    goTo(dayAt(place() + by));
  });
  document.addEventListener("visibilitychange", () => document.hidden && timer && stop());

  const frame = () => {
    const { ledger } = store;
    if (ledger) ends = monthEnds(store.doc.contract.period.first, ledger.today);
    slider.max = String(Math.max(ends.length - 1, 0));
    slider.disabled = play.disabled = !ledger;
    years.replaceChildren(...yearMarks(ends));
    node.lang = store.state.language;
    for (const [button, key] of /** @type {[HTMLElement, string][]} */ ([
      [node, "time.title"],
      [slider, "time.title"],
      [close, "time.close"],
    ]))
      button.setAttribute("aria-label", store.t(key));
    close.title = store.t("time.close");
    slider.title = shown.title = how.textContent = store.t("time.how");
    today.textContent = store.t("time.today");
  };
  const render = () => {
    const { day, timeOpen } = store.state;
    node.hidden = !timeOpen;
    const at = String(place());
    if (slider.value !== at) slider.value = at;
    shown.textContent = store.t("time.asOf", { day: day ?? store.ledger?.today ?? "…" });
    slider.setAttribute("aria-valuetext", shown.textContent);
    today.hidden = day === null;
    const label = store.t(timer ? "time.pause" : "time.play");
    play.replaceChildren(ownSvg(`<svg ${SHEET} ${PEN}><path d="${timer ? PAUSE : PLAY}"/></svg>`));
    play.setAttribute("aria-label", label);
    play.title = label;
  };
  // The day is told with the frame that shows it, not after it.
  store.subscribe(
    (state, changed) => {
      if (!REDRAWN_BY.some((key) => changed.has(key))) return;
      if (timer && (!state.timeOpen || state.briefing)) return stop();
      if (["ledger", "language", "timeOpen"].some((key) => changed.has(/** @type {StateKey} */ (key)))) frame();
      render();
    },
    { first: true },
  );
  // What stands in the map's lower corners makes way for it.
  new ResizeObserver(() => {
    const box = /** @type {HTMLElement | null} */ (node.parentElement);
    box?.style.setProperty("--time-bar", `${node.offsetHeight}px`);
  }).observe(node);
  frame();
  render();
  return node;
}

/**
 * A mark for each year, where its first month ends.
 * @param {string[]} ends
 */
function yearMarks(ends) {
  return ends.flatMap((end, at) =>
    end.slice(5, 7) === "01" && at < ends.length - 1
      ? [h("span", { style: { left: `${(at / (ends.length - 1)) * 100}%` } }, end.slice(0, 4))]
      : [],
  );
}
