"""What lies over the other half of a comparison: answers, what is drawn by hand. Layers of one's own: own/."""

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

from tests.browser.opened import agrees, run

STANDS = "return Boolean(map.comparison?.pane?.renderer?.shown && map.comparison.pane.renderer.sized);"
ASKED = f"page=ask&ask={quote('ask=near&of=sel%3Dhub-xili&r=3000', safe='')}"
# How many strokes mark the answer on either half.
MARKED = """return [renderer, map.comparison.pane.renderer].map(({ layers }) =>
  layers.find(({ id }) => id === 'answer:plates')?.props.data.length ?? 0);"""
DRAW = """
  const { drawings } = (await map.actions().drawings());
  const [color] = Object.keys(map.doc.catalogue.pencils);
  drawings.turn(drawings.fresh('put'));
  drawings.edit([{ before: null, after:
    { id: 'p1', kind: 'point', color, text: '', number: 0, measured: false, path: [argument] } }]);
"""
# Whether anything is painted near a place of the other half.
PAINTED = """
  const { pane } = map.comparison;
  const canvas = given.what === 'drawn' ? pane.drawn.canvas : pane.own.names?.canvas;
  if (!canvas?.width) return false;
  const ratio = canvas.width / canvas.clientWidth;
  const [x, y] = pane.renderer.viewport().project(given.place).map((side) => ratio * side);
  const { data } = canvas.getContext('2d').getImageData(x - 40, y - 40, 80, 80);
  return data.some(Boolean);
"""


def painted(page: Page, what: str, place: tuple[float, float], wanted: bool) -> None:
    """Wait until it is so."""
    agrees(page, f"const given = {json.dumps({'what': what, 'place': place})};" + PAINTED, wanted)


def test_an_answer_is_marked_on_both_halves_each_as_of_its_day(view_at: Any) -> None:
    page: Page = view_at(f"/?{ASKED}&vs=tint%3Dprogress").page
    agrees(page, STANDS, True)
    agrees(page, "return store.state.answer?.status;", "there")
    agrees(page, f"const both = await (async () => {{ {MARKED} }})(); return both[0] > 0 && both[0] === both[1];", True)
    recedes = "return [renderer, map.comparison.pane.renderer].map(({ answer, store }) => "
    kept = recedes + "answer.kept(store.state)?.reduce((sum, each) => sum + each, 0) ?? null);"
    first, second = run(page, kept)
    assert first == second > 0
    # A pair is the way between the same two on both.
    run(page, "map.answers.choose(0);")
    agrees(page, "return map.comparison.pane.store.state.pair;", 0)
    # Of another day the other half has an answer of its own, and shows no pair of this one.
    other = "return [map.comparison.pane.store.state.day, map.comparison.pane.store.state.pair,"
    other += " map.comparison.pane.store.state.answer?.status,"
    other += " map.comparison.pane.store.state.answer?.record === store.state.answer.record];"
    run(page, "store.set({ compare: 'tint=progress&day=2022-01-01' });")
    agrees(page, other, ["2022-01-01", None, "there", False])
    # Nothing is asked any more: nothing is marked.
    run(page, "store.set({ ask: null });")
    agrees(page, MARKED, [0, 0])


def test_a_drawing_lies_over_both_halves_and_names_make_way(view_at: Any) -> None:
    page: Page = view_at("/?dist=futian&at=114.05,22.54,12&vs=dist%3Dnanshan%26at%3D113.95,22.55,12&split=side").page
    agrees(page, STANDS, True)
    run(page, DRAW, [113.95, 22.55])
    painted(page, "drawn", (113.95, 22.55), True)
    painted(page, "drawn", (113.97, 22.56), False)
    run(page, "map.draw.step('undo');")
    painted(page, "drawn", (113.95, 22.55), False)
