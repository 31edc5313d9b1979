"""Numbers on a sheet's maps, the list that explains them, and the states of items."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest

from exports.ledger.states import States
from exports.sheet.compose import compose
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.progress.standing import ledger_of
from geo.query import Filter
from layers.style.catalogue import label_text
from layers.text import Language, text
from layers.view.state import View
from tests.exports.sheet.drawn import CATALOGUE, city_sheet, drawn_once

EVERYTHING = View(layers=frozenset(layer.id for layer in CATALOGUE.layers), base="none")
"""without the city, whose names take the room that is left"""


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("view", [View(), EVERYTHING])
def test_every_item_on_the_city_s_sheet_has_its_name_or_a_number_that_the_list_explains(
    plan: Plan, view: View, portrait: bool
) -> None:
    sheet = drawn_once(view, plan, SheetOptions(portrait=portrait))
    words = [text.get_text() for axes in sheet.page.figure.axes for text in axes.texts]
    maps = [drawn for drawn in (sheet.drawn, sheet.apart) if drawn]
    labelled = {label.item for drawn in maps for label in drawn.labels}
    works = [item for item in sheet.items if CATALOGUE.layer_of(item).id != "units"]
    assert len(works) > 100
    assert [item.id for item in works if item.id not in labelled] == []
    numbers = [entry for drawn in maps for entry in drawn.numbers]
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert sheet.listed == len(numbers) > 20
    assert f"图上编号（{len(numbers)}）" in words
    for number, item in numbers:
        # Once on the map, once in the list, where its name follows.
        assert words.count(str(number)) >= 2
        assert any(label_text(item, "zh")[:4] in word for word in words), item.id


def test_a_crowded_sheet_says_how_many_of_its_numbers_it_lists(plan: Plan) -> None:
    sheet = compose(EVERYTHING, plan, CATALOGUE, options=SheetOptions(paper="A4"))
    count = sum(len(drawn.numbers) for drawn in (sheet.drawn, sheet.apart) if drawn)
    assert 0 < sheet.listed < count
    said = [text.get_text() for text in sheet.page.axes.texts]
    assert f"图上编号：共 {count} 项，此处列出 {sheet.listed} 项，其余见背页" in said


def test_numbers_follow_the_map_from_top_to_bottom() -> None:
    drawn = city_sheet().drawn
    _, south, _, north = drawn.bounds_metric
    place = {label.number: label.box[1] for label in drawn.labels if label.number}
    down = [place[number] for number in sorted(place)]
    band = (north - south) / 8
    assert all(later <= earlier + band for earlier, later in pairwise(down))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_says_how_its_items_stand_and_as_of_when(plan: Plan, language: Language) -> None:
    view = View(filter=Filter(theme=frozenset({"transport"})), day=datetime.date(2024, 6, 30), base="none")
    states = States(ledger_of(plan), view.day, language)
    sheet = compose(view, plan, CATALOGUE, options=SheetOptions(language=language))
    words = [each.get_text() for each in sheet.page.axes.texts]
    assert text("legend.statesOn", language, day="2024-06-30") in words
    for name, count in Counter(states.of(item).state.name for item in sheet.items).items():
        assert f"{text(f'state.{name}', language)} {count}" in words
    numbered = [item for part in (sheet.drawn, sheet.apart) if part for _, item in part.numbers]
    assert sheet.listed == len(numbered) > 10
    months = Counter(states.as_of(item)[:7] for item in numbered)
    assert all(words.count(month) >= count for month, count in months.items() if month)


@pytest.mark.parametrize("tint", ["marks", "progress"])
def test_the_legend_of_a_sheet_has_the_states_where_the_map_shows_them(plan: Plan, tint: str) -> None:
    sheet = compose(View(tint=tint, base="none"), plan, CATALOGUE, options=SheetOptions())
    words = [each.get_text() for axes in sheet.page.figure.axes for each in axes.texts]
    assert sum("进展状态（截至" in each for each in words) == 1
    maps = [drawn for drawn in (sheet.drawn, sheet.apart) if drawn]
    numbered = [item for drawn in maps for _, item in drawn.numbers]
    assert sheet.listed == len(numbered) > 30, "the legend makes room for the numbers"
    # A badge on a disc would cover a number; the list has the state.
    badged = {name for drawn in maps for name in drawn.badges}
    assert not badged & {item.id for item in numbered if item.located != "point"}
