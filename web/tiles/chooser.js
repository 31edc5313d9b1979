// The chooser of the basemap, beside its button: ours, none, packages, Tianditu, an address. What is typed stays here.

import { h, keepingFocus } from "../base/dom.js";
import { ONLINE, OWN, TIANDITU } from "./sources.js";
import { tileAddress } from "./address.js";
import { buildFader } from "./fader.js";

const CREDIT_LENGTH = 120;
const ADDRESS_LENGTH = 1000;
const KEY_LENGTH = 80;

/**
 * @param {PlanMap} map
 * @param {Basemaps} basemaps
 */
export function buildChooser(map, basemaps) {
  const { store } = map;
  const body = h("div", { class: "basemaps-body" });
  const node = h("section", { class: "basemaps", hidden: true, role: "group" }, body);
  const parts = new Parts(store, basemaps);

  const render = () => {
    node.setAttribute("aria-label", store.t("basemap.title"));
    keepingFocus(node, () => body.replaceChildren(...parts.all(close)));
  };
  /** @param {boolean} on */
  const show = (on) => {
    node.hidden = !on;
    map.controls.node.querySelector("[data-control=base]")?.setAttribute("aria-expanded", String(on));
  };
  const open = async () => {
    show(true);
    render();
    /** @type {HTMLElement | null} */ (node.querySelector("input:checked"))?.focus({ preventScroll: true });
    await basemaps.refresh().catch((error) => console.warn(error));
    if (!node.hidden) render();
  };
  const close = () => {
    show(false);
    /** @type {HTMLElement | null} */ (map.controls.node.querySelector("[data-control=base]"))?.focus();
  };
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  // Notices stand aside for it: they would move away under a click.
  const beside = [node, map.controls.node, map.node.querySelector(".notices")];
  map.node.addEventListener("pointerdown", (event) => {
    const path = event.composedPath();
    if (!node.hidden && !beside.some((part) => part && path.includes(part))) show(false);
  });
  let tiled = false;
  store.subscribe(({ tiles }, changed) => {
    if (node.hidden) return;
    if (changed.has("briefing")) show(false);
    // Fading changes the tiles too, by what is being dragged.
    else if (changed.has("language") || changed.has("base") || tiled !== Boolean(tiles)) render();
    tiled = Boolean(tiles);
  });
  return { node, toggle: () => (node.hidden ? open() : close()) };
}

class Parts {
  /**
   * @param {Store} store
   * @param {Basemaps} basemaps
   */
  constructor(store, basemaps) {
    this.store = store;
    this.basemaps = basemaps;
    // What is being typed outlives a render.
    this.typed = { ...basemaps.settings };
  }

  /**
   * @param {() => void} close
   * @returns {HTMLElement[]}
   */
  all(close) {
    const { store } = this;
    const done = { class: "icon", "data-basemap": "close", "aria-label": store.t("card.close"), onclick: close };
    const ours = [this.choice("city", store.t("basemap.city")), this.choice("none", store.t("basemap.none"))];
    const online = this.basemaps.map.received.tiles;
    if (online) ours.push(this.choice(ONLINE, online.credit || store.t("basemap.online")));
    return [
      h("header", {}, h("h2", {}, store.t("basemap.title")), h("button", done, "✕")),
      ...(store.state.tiles ? [buildFader(store, this.basemaps)] : []),
      ...ours,
      h("h3", {}, store.t("basemap.packages")),
      ...this.packages(),
      h("h3", {}, store.t("basemap.tianditu")),
      ...this.tianditu(),
      h("h3", {}, store.t("basemap.own")),
      this.own(),
    ];
  }

  /**
   * @param {string} id
   * @param {string} name
   * @param {Child} [after]
   */
  choice(id, name, after) {
    const { base } = this.store.state;
    const input = h("input", {
      type: "radio",
      name: "plan-map-basemap",
      checked: base === id,
      "data-basemap": id,
      "data-focus": `basemap:${id}`,
      onchange: () => this.basemaps.choose(id),
    });
    return h("label", { class: "basemap" }, input, h("span", {}, name), after);
  }

  packages() {
    const { store } = this;
    const { list } = this.basemaps;
    if (!list) return [h("p", { class: "quiet" }, store.t("basemap.loading"))];
    if (!list.packages.length) return [h("p", { class: "quiet" }, store.t("basemap.noPackages", list))];
    return list.packages.map((each) => {
      if (each.fault)
        return h(
          "p",
          { class: "quiet fault", "data-fault": each.fault },
          store.t(`tiles.fault.${each.fault}`, { file: each.file }),
        );
      const about = [store.t(`basemap.${each.kind}`), each.datum === "gcj02" ? "GCJ-02" : ""].filter(Boolean);
      return this.choice(each.id, each.name, h("small", {}, about.join(" · ")));
    });
  }

  tianditu() {
    const { store, basemaps } = this;
    const has = Boolean(basemaps.settings.key || basemaps.list?.tiandituKey);
    const input = h("input", {
      type: "password",
      autocomplete: "off",
      maxlength: KEY_LENGTH,
      value: this.typed.key,
      placeholder: store.t("basemap.key"),
      "aria-label": store.t("basemap.key"),
      "data-focus": "basemap:key",
      "data-basemap": "key",
      oninput: () => {
        this.typed.key = input.value.trim();
      },
    });
    const use = (/** @type {Event} */ event) => {
      event.preventDefault();
      const { base } = store.state;
      basemaps.use({ key: this.typed.key }, TIANDITU.includes(base) ? base : TIANDITU[0]);
    };
    return [
      h(
        "div",
        { class: "basemap-row" },
        ...(has ? TIANDITU.map((id) => this.choice(id, store.t(`basemap.${id}`))) : []),
      ),
      h(
        "form",
        { class: "basemap-row", onsubmit: use },
        input,
        h("button", { class: "action" }, store.t("basemap.use")),
      ),
      has ? null : h("p", { class: "quiet" }, store.t("basemap.keyHint")),
    ].filter((part) => part !== null);
  }

  own() {
    const { store, basemaps, typed } = this;
    /**
     * @param {"address" | "credit"} name
     * @param {number} most
     */
    const field = (name, most) => {
      const input = h("input", {
        type: "text",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: most,
        value: typed[name],
        placeholder: store.t(`basemap.${name}`),
        "aria-label": store.t(`basemap.${name}`),
        "data-focus": `basemap:${name}`,
        "data-basemap": name,
        oninput: () => {
          typed[name] = input.value;
        },
      });
      return input;
    };
    const datum = h(
      "select",
      {
        "aria-label": store.t("basemap.datum"),
        "data-focus": "basemap:datum",
        "data-basemap": "datum",
        onchange: () => {
          typed.datum = datum.value === "gcj02" ? "gcj02" : "wgs84";
        },
      },
      ["wgs84", "gcj02"].map((each) =>
        h("option", { value: each, selected: each === typed.datum }, store.t(`basemap.datum.${each}`)),
      ),
    );
    const said = h("p", { class: "quiet", role: "status" }, store.t("basemap.ownHint"));
    const use = (/** @type {Event} */ event) => {
      event.preventDefault();
      const read = tileAddress(typed.address);
      if ("fault" in read) {
        said.className = "fault";
        said.textContent = store.t(`basemap.address.${read.fault}`);
      } else basemaps.use({ address: typed.address.trim(), datum: typed.datum, credit: typed.credit.trim() }, OWN);
    };
    const on = store.state.base === OWN;
    return h(
      "form",
      { class: "basemap-own", onsubmit: use },
      basemaps.settings.address ? this.choice(OWN, hostOf(basemaps.settings.address)) : null,
      field("address", ADDRESS_LENGTH),
      h("div", { class: "basemap-row" }, datum, field("credit", CREDIT_LENGTH)),
      h("button", { class: "action", "data-basemap": "use" }, store.t(on ? "basemap.again" : "basemap.use")),
      said,
    );
  }
}

/** @param {string} address */
function hostOf(address) {
  const read = tileAddress(address);
  return "fault" in read ? address : new URL(read.origins[0]).host;
}
