// What must be said on the map in words: problems of the data, a ground that fails, parts of a link that are gone.

import { h } from "./dom.js";

const MAX_PROBLEMS = 50;

export function buildNotices(store, data, ...others) {
  return h("div", { class: "notices" }, problems(store, data), linkNotice(store), tileNotice(store), ...others);
}

// What is wrong with the data is said; the rest is shown.
function problems(store, data) {
  if (!data.problems.zh.length) return null;
  const node = h("details", { class: "problems", role: "status" });
  const render = () => {
    const { language } = store.state;
    const rows = data.problems[language].slice(0, MAX_PROBLEMS).map((line) => h("li", {}, line));
    node.replaceChildren(h("summary", {}, store.t("data.problems", { count: data.problems.zh.length })), h("ul", {}, rows), h("p", { class: "quiet" }, store.t("data.problems.hint")));
  };
  store.subscribe((state, changed) => changed.has("language") && render());
  render();
  return node;
}

// A link may name what no longer exists: it is left out, and said.
function linkNotice(store) {
  const said = h("span", {});
  const close = h("button", { class: "icon", onclick: () => store.set({ dropped: [] }) }, "✕");
  const node = h("p", { class: "warning", role: "status" }, said, close);
  const render = () => {
    const { dropped } = store.state;
    node.hidden = !dropped.length;
    said.textContent = store.t("link.dropped", { what: dropped.join(store.state.language === "zh" ? "、" : ", ") });
    close.setAttribute("aria-label", store.t("card.close"));
  };
  store.subscribe((state, changed) => (changed.has("dropped") || changed.has("language")) && render());
  render();
  return node;
}

// A ground that fails never hides the plan.
function tileNotice(store) {
  const node = h("p", { class: "warning", role: "status", hidden: true });
  store.subscribe((state, changed) => {
    if (!changed.has("tilesFailed") && !changed.has("language")) return;
    node.hidden = !state.tilesFailed;
    node.textContent = store.t("map.tilesFailed");
  });
  return node;
}
