"""Badges of states on the screen: one an item, from afar only where there is room for it."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

from geo.folder import DATA
from layers.progress.document import make_progress
from tests.conftest import the_plan
from tests.node import node

CALL = """
  globalThis.requestAnimationFrame = () => {};
  globalThis.Path2D = class {};
  const { Store } = await module("state/store");
  const { Timeline } = await module("progress/timeline");
  const { paintMarks } = await module("labels/marks");
  const store = new Store(doc, { tint: argument.tint });
  store.takeLedger(new Timeline(argument.progress));
  const painted = [];
  const grid = store.doc.catalogue.drawing.badge_radius_px / 5.5 * 6;
  const context = new Proxy({ translate: (x, y) => painted.push([x + grid, y + grid]) },
    { get: (own, name) => own[name] ?? (() => {}), set: () => true });
  const told = doc.items.filter((item) => item.located === argument.located
    && store.ledger.standing(item.id, null).state !== "unknown");
  const sight = new Map(told.map((item, at) => [item.id, [[100 + argument.step * at, 100]]]));
  const box = { x: 100, y: 100, west: 60, east: 140, north: 90, south: 110 };
  const shown = argument.named ? [{ row: { item: null }, box, form: 0 }] : [];
  const labels = { store, renderer: { symbolScale: 1 }, scale: 1, early: 0, shown };
  paintMarks(labels, context, { zoom: argument.zoom }, sight);
  return { painted, all: told.length };
"""


def painted(**argument: Any) -> tuple[list[list[float]], int]:
    progress = json.loads(make_progress(the_plan().items, data=DATA, day=date(2026, 11, 29)))
    usual = {"tint": "marks", "located": "line", "step": 4, "zoom": 9.0, "named": False, "progress": progress}
    found = node(CALL, usual | argument, plan=True)
    return found["painted"], found["all"]


def test_in_sight_of_the_whole_city_badges_stand_where_there_is_room() -> None:
    places, count = painted()
    across = sorted(x for x, _ in places)
    assert count > 45 and 5 < len(places) < count
    assert min(right - left for left, right in pairwise(across)) >= 15, "none touches another"


def test_a_badge_hides_no_name() -> None:
    assert min(x for x, _ in painted(named=True)[0]) > 140


def test_near_by_every_point_has_its_badge() -> None:
    places, count = painted(zoom=12.0, located="point", named=True)
    assert len(places) == count > 10


def test_the_plain_map_has_no_badges() -> None:
    assert painted(tint="theme")[0] == [] != painted(tint="progress")[0]
