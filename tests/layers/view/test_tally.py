"""Shown, closed and without a place add up to what the filter finds, whatever is on; and are said in words."""

import pytest

from geo.model import Plan
from geo.query import matching
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.state import View, found_items, layers_on
from layers.view.tally import tally

CATALOGUE = load_catalogue()
LINKS = [
    "",
    "on=-",
    "on=th.ka",
    "on=-&sel=hub-xili",
    "theme=transport&stage=promote,study&dist=longgang",
    "theme=water&dist=baoan&sel=hub-xili",
    "kind=citywide",
    "dist=none&on=ka",
    "q=xili",
    "q=没有这样的项目",
    "theme=!water,air&kind=line,area&sel=airq-fuel-quality",
]


@pytest.mark.parametrize("link", LINKS)
def test_the_parts_add_up_to_what_the_filter_finds(plan: Plan, link: str) -> None:
    view, dropped = decode(link, Vocabulary(plan, CATALOGUE))
    assert not dropped
    counted, found = tally(view, plan, CATALOGUE), matching(plan.items, view.filter)
    parts = [*counted.shown, *counted.closed, *counted.unplaced]
    assert {item.id for item in parts} == {item.id for item in found}
    assert len(parts) == len(found) == counted.all
    assert found_items(view, plan) == found
    on = layers_on(view, CATALOGUE)
    assert all(item.geometry is not None and CATALOGUE.layer_of(item).id in on for item in counted.shown)
    assert sum(counted.closed_layers(CATALOGUE).values()) == len(counted.closed)
    numbers = (len(counted.shown), counted.all, len(counted.closed), len(counted.unplaced))
    assert counted.words("zh").startswith(f"图上 {numbers[0]} / 共 {numbers[1]} 项")
    assert (f"图层关闭 {numbers[2]} 项" in counted.words("zh")) == bool(numbers[2])
    assert (f"未落图 {numbers[3]} 项" in counted.words("zh")) == bool(numbers[3])


def test_a_chosen_item_that_is_drawn_for_that_reason_only_is_said_and_not_counted(plan: Plan) -> None:
    view, _ = decode("theme=water&dist=baoan&sel=hub-xili", Vocabulary(plan, CATALOGUE))
    counted = tally(view, plan, CATALOGUE)
    assert counted.added is plan.by_id["hub-xili"]
    assert counted.added not in counted.shown
    assert "西丽枢纽" in counted.words("zh")
    assert tally(View(selection="hub-xili"), plan, CATALOGUE).added is None


def test_what_is_left_out_is_named(plan: Plan) -> None:
    counted = tally(View(layers=frozenset({"transport-hub"})), plan, CATALOGUE)
    said = counted.closed_words(CATALOGUE, "zh")
    assert all(f"{layer.zh}（" in said for layer in CATALOGUE.layers if layer.id in counted.closed_layers(CATALOGUE))
    assert all(item.name_en in counted.unplaced_words("en") for item in counted.unplaced)
    assert (
        tally(View(layers=frozenset(), selection=None), plan, CATALOGUE)
        .words("en", outside=0)
        .startswith("0 on the map / ")
    )
