// What stands round the map and on it: header, panels, pages, presenting.

import { aloneData, isAlone } from "../base/alone.js";
import { h } from "../base/dom.js";
import { buildItemList } from "../base/keys.js";
import { buildMeasure } from "../map/measure.js";
import { Dock } from "../pages/dock.js";
import { FormPages } from "../pages/forms.js";
import { buildAccuracy } from "../panel/accuracy.js";
import { buildCard } from "../panel/card/card.js";
import { CardLedger } from "../panel/card/ledger.js";
import { buildControls, buildPosition, buildScale, buildStrip } from "../panel/furniture.js";
import { buildHeader } from "../panel/header.js";
import { buildHint } from "../panel/hint.js";
import { buildLegend } from "../panel/legend.js";
import { buildNotices } from "../panel/notices.js";
import { buildProgressNotice } from "../panel/progress/notices.js";
import { buildTimeBar } from "../panel/progress/timebar.js";
import { buildPanel } from "../panel/tree.js";
import { buildChangesDoor } from "../edit/door.js";
import { buildOwnDoor } from "../own/door.js";
import { Briefings } from "../present/briefings.js";
import { PresentDoor } from "../present/door.js";
import { buildPresentMenu } from "../present/menu.js";
import { loadOwn } from "./actions.js";
import { Away } from "./away.js";

/**
 * Builds all of it into the map's node, in the place of what was said while it loaded.
 * @param {PlanMap} map
 * @param {MapData} given
 */
export function furnish(map, given) {
  const { store } = map;
  const data = alone(map, given);
  const actions = map.actions();
  map.scale = buildScale();
  map.position = buildPosition();
  map.measure = buildMeasure(store);
  map.items = buildItemList(map);
  map.controls = buildControls(store, actions);
  map.forms = new FormPages(map, data.pages);
  map.away = new Away(map);
  map.dock = new Dock(map);
  map.accuracy = buildAccuracy(store);
  map.ownDoor = buildOwnDoor(map, () => loadOwn(map));
  map.ledger = new CardLedger(store, () => map.received.progressUrl);
  const progress = buildProgressNotice(store, () => map.ledger.again());
  const notices = buildNotices(store, data, actions, progress, map.measure.node);
  const box = h(
    "div",
    { class: "map-box" },
    map.stage,
    map.items.node,
    map.controls.node,
    buildLegend(store),
    buildTimeBar(store),
    buildCard(store, actions, map.ledger),
    map.tip.node,
    map.accuracy.node,
    notices,
    map.ownDoor.veil,
    buildHint(store),
  );
  map.briefings = new Briefings(map);
  map.presenter = new PresentDoor(map);
  map.presentMenu = buildPresentMenu(map);
  const main = h("main", { class: "main" }, buildPanel(store, map.ownDoor.node), map.dock.node, box);
  const strip = buildStrip(store, map.scale.node, map.position.node, actions);
  map.header = buildHeader(store, actions, data.pages, data.person);
  // The header has its tools, and the map said that it loads.
  const tools = /** @type {HTMLElement} */ (map.header.querySelector(".tools"));
  if (actions.mayEdit) {
    map.changesDoor = buildChangesDoor(map, actions.changes);
    tools.append(map.changesDoor.node);
  }
  tools.append(map.presentMenu.node);
  /** @type {HTMLElement} */ (map.node.querySelector(".notice")).remove();
  map.node.append(map.header, map.forms.note, map.away.node, main, strip);
}

/**
 * What the map is furnished with: in another page's frame nothing stands round it, and no page beside it.
 * @param {PlanMap} map
 * @param {MapData} given
 */
function alone(map, given) {
  if (!isAlone() || given.addressOff) return given;
  map.node.dataset.alone = "";
  map.store.set({ page: "map" });
  map.received = aloneData(given);
  return map.received;
}
