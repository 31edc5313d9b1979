// Layers that people brought, on the map: which there are, which are on, what is loaded of them.

import { toLonLat, toPlane } from "../base/mercator.js";
import { makeMarksLayer } from "./drawn/marks.js";
import { OwnNames } from "./drawn/names.js";
import { ownLayers } from "./drawn/layers.js";
import { boxOf, rowAt } from "./drawn/pick.js";
import { buildOwnCard } from "./card.js";
import { buildOwnList } from "./list.js";
import { classesOf, OwnLoads } from "./loading.js";
import { buildProposal } from "./brought/proposal.js";
import { buildOwnTable } from "./table.js";
import { Uploads } from "./brought/uploads.js";

const PLANE = 512;
const NEAR_ZOOM = 14;
// What lies on the map, the most hindering first.
const SHEETS = [".own-table:not([hidden])", ".own-sheet:not([hidden])", ".controls"];

export class Own extends OwnLoads {
  /** @param {PlanMap} map */
  constructor(map) {
    super(map);
    /** The feature whose card is open. @type {{ id: string, row: number } | null} */
    this.chosen = null;
    /** What is looked at before it is taken. @type {OwnGuess[] | null} */
    this.preview = null;
    this.stamp = {};
    /** @type {DeckGl.LayerClass | null} */
    this.Marks = null;
    this.uploads = new Uploads(this);
    this.names = new OwnNames(this, map);
    this.panel = buildOwnList(this);
    this.table = buildOwnTable(this);
    this.card = buildOwnCard(this);
    this.proposal = buildProposal(this);
    const box = map.node.querySelector(".map-box");
    box?.append(this.table.node, this.card.node, this.proposal.node);
    map.ownDoor.body.replaceChildren(this.panel.node);
    if ("own" in map.renderer) map.renderer.own = this;
    this.store.subscribe((_state, changed) => this.heard(changed));
  }

  /** @param {Set<StateKey>} changed */
  heard(changed) {
    if (changed.has("own") || changed.has("language") || changed.has("briefing")) this.follow();
    if (changed.has("language")) {
      this.refresh();
      this.proposal.render();
    }
    if (changed.has("appearance")) this.changed();
    if ((changed.has("selection") || changed.has("briefing")) && (this.store.state.selection || this.map.presenter.on))
      this.choose(null);
  }

  // As the panel lists them: in the order of the workspace, those that are on among themselves in that of the view.
  get ordered() {
    const { own } = this.store.state;
    const on = own.flatMap((id) => this.record(id) ?? []);
    return this.records.map((record) => (own.includes(record.id) ? /** @type {OwnRecord} */ (on.shift()) : record));
  }

  countWords() {
    const { length } = this.records;
    return length ? `${this.store.state.own.filter((id) => this.record(id)).length}/${length}` : "";
  }

  /** @param {OwnList} list */
  listed(list) {
    this.list = list;
    if (this.uploads.all.length) this.proposal.render();
    for (const id of this.loaded.keys()) {
      if (this.record(id)) continue;
      this.drop(id);
      if (this.chosen?.id === id) this.choose(null);
      this.table.forget(id);
    }
    this.follow();
  }

  async refresh() {
    try {
      this.listed(await this.server.list());
    } catch (error) {
      this.panel.say(/** @type {Error} */ (error).message);
    }
  }

  // What is on and not there yet is asked for; what the link names and nobody has is named and left out.
  follow() {
    if (!this.list) return;
    const { own, briefing, dropped, language } = this.store.state;
    const gone = own.filter((id) => !this.record(id));
    // A scene stays as it was made: what it names may come back.
    if (gone.length && !briefing) {
      const prefix = this.store.doc.contract.ownPrefix.length;
      const named = gone.map((id) => `own=${id.slice(prefix)}`);
      return this.store.set({ own: own.filter((id) => this.record(id)), dropped: [...dropped, ...named] });
    }
    for (const id of this.wanted) {
      const record = this.record(id);
      const key = record ? `${record.version} ${language}` : "";
      if (record && this.loaded.get(id)?.key !== key && this.coming.get(id) !== key) this.load(record, key);
    }
    this.changed(this.drawn !== this.drawnLast);
  }

  // What is on the map is other than before: drawn, named, listed, in legends.
  changed(drawn = true) {
    // Where features would lie is to be seen until they lie there.
    if (!(this.coming.size || this.uploads.shown || this.uploads.taking)) this.preview = null;
    if (drawn) this.stamp = {};
    this.drawnLast = this.drawn;
    this.tellLegends();
    if (drawn) this.draw();
    this.map.ownDoor.render();
    this.panel.render();
  }

  // What legends say: of each class how many the filter lets through.
  tellLegends() {
    const shown = this.store.state.own.flatMap((id) => {
      const [record, loaded] = [this.record(id), this.loaded.get(id)];
      if (!record || !loaded) return [];
      const { style } = loaded.head;
      const { title, kinds } = record;
      return [{ id, title, kinds, classes: classesOf(loaded), size: style.size, opacity: style.opacity }];
    });
    if (JSON.stringify(shown) !== JSON.stringify(this.store.state.ownShown)) this.store.set({ ownShown: shown });
  }

  // On both halves, and the names.
  draw() {
    this.map.renderer.draw();
    this.names.paint();
    this.map.comparison?.pane?.own?.draw();
  }

  /** @param {NamedView} view of the other half of a comparison */
  namesOn(view) {
    return new OwnNames(this, view);
  }

  // Other rows are let through: no layer is another.
  sifted() {
    this.draw();
    this.panel.render();
    this.tellLegends();
  }

  /**
   * Of deck.gl, the lowest first.
   * @param {DeckGl.WithOwn} D
   * @param {number} scale
   * @param {Store} [beside] of a view beside this one, to be drawn instead
   */
  layers(D, scale, beside) {
    this.Marks ??= makeMarksLayer(D);
    const own = beside ? { store: beside, loaded: this.loaded, chosen: null, preview: null } : this;
    return ownLayers(own, this.Marks, scale);
  }

  /**
   * A click on the map: whether it was a feature's of these layers.
   * @param {number} x
   * @param {number} y
   */
  clicked(x, y) {
    const viewport = /** @type {DrawnViewport | null} */ (this.map.renderer.viewport());
    if (!viewport || !this.store.state.own.length) return false;
    const place = toPlane(viewport.unproject([x, y]));
    for (const id of this.store.state.own) {
      const loaded = this.loaded.get(id);
      const row = loaded ? rowAt(loaded, place, 1 / viewport.scale) : -1;
      if (row >= 0) {
        this.store.set({ selection: null, candidates: [] });
        this.choose({ id, row });
        return true;
      }
    }
    this.choose(null);
    return false;
  }

  /** @param {{ id: string, row: number } | null} chosen */
  choose(chosen) {
    if (!chosen && !this.chosen) return;
    this.chosen = chosen;
    this.stamp = {};
    this.map.renderer.draw();
    this.card.render();
    this.table.mark();
  }

  /**
   * @param {Bounds} bounds
   * @param {(camera: Camera) => void} [done] gets where the camera flies
   */
  fly(bounds, done) {
    const { fitting, renderer } = this.map;
    renderer.fit(bounds, { maxZoom: NEAR_ZOOM, partsOf: (size) => fitting.parts(size, SHEETS), done });
  }

  /**
   * @param {string} id
   * @param {number} row
   */
  flyTo(id, row) {
    const loaded = this.loaded.get(id);
    const box = loaded && boxOf(loaded.shapes, row);
    if (!loaded || !box) return;
    const [x, y] = loaded.shapes.origin;
    const place = (/** @type {number} */ east, /** @type {number} */ north) =>
      toLonLat([(x + east) / PLANE, 1 - (y + north) / PLANE]);
    this.fly([...place(box[0], box[1]), ...place(box[2], box[3])]);
  }

  /** @param {File[]} files */
  take(files) {
    if (!this.list) this.refresh();
    this.uploads.take(files);
  }

  /**
   * A layer that the server has made just now: among the others, and on.
   * @param {OwnRecord} record
   */
  async keep({ id }) {
    await this.refresh();
    this.turn([id], true);
  }

  /**
   * @param {string[]} ids
   * @param {boolean} on
   */
  turn(ids, on) {
    const { own } = this.store.state;
    const rest = own.filter((id) => !ids.includes(id));
    if (!on) return this.store.set({ own: rest });
    const most = this.store.doc.contract.limits.own;
    if (rest.length + ids.length > most) return this.panel.say(this.store.t("mine.most", { most }));
    const wanted = new Set([...rest, ...ids]);
    const inOrder = this.records.map(({ id }) => id).filter((id) => wanted.has(id));
    // Those that were on keep their order among themselves.
    const kept = [...rest];
    this.store.set({ own: inOrder.map((id) => (ids.includes(id) ? id : /** @type {string} */ (kept.shift()))) });
  }
}
