"""A sheet that compares: two maps of one frame, each under what it alone shows, one legend that is true for both."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from exports.sheet.compare.halves import linked
from exports.sheet.compose import Sheet, compose
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.progress.standing import standings
from geo.query import Filter
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.differences import differences
from layers.view.state import Camera, Comparison, View
from tests.conftest import the_plan

CATALOGUE = load_catalogue()
TRANSPORT = View(filter=Filter(theme=frozenset({"transport"})), base="none", tint="progress")
DAY = date(2023, 1, 1)


def beside(view: View, other: View, split: int | None = 50) -> View:
    return replace(view, compare=Comparison(other, split))


@cache
def two_days() -> Sheet:
    view = beside(TRANSPORT, replace(TRANSPORT, day=DAY))
    return compose(view, the_plan(), CATALOGUE, options=SheetOptions())


@cache
def two_districts() -> Sheet:
    """Side by side, each with a camera of its own and colours that mean something else."""
    one = View(layers=frozenset({"transport-hub"}), base="none", camera=Camera(114.06, 22.54, 12.0), tint="progress")
    other = replace(one, camera=Camera(113.93, 22.76, 11.0), tint="theme")
    return compose(beside(one, other, None), the_plan(), CATALOGUE, options=SheetOptions(paper="A4", language="en"))


def words_of(sheet: Sheet) -> list[str]:
    return [words.get_text() for axes in sheet.page.figure.axes for words in axes.texts]


def test_both_maps_have_one_frame_and_one_scale() -> None:
    sheet = two_days()
    assert sheet.beside is not None and sheet.apart is None
    assert sheet.drawn.extent == sheet.beside.extent
    assert len([words for words in words_of(sheet) if words.startswith("比例尺 1:")]) == 1


def test_each_map_is_called_by_a_letter_and_says_what_it_alone_shows() -> None:
    words = words_of(two_days())
    assert {"甲", "乙"} <= set(words)
    assert text("compare.today", "zh", day=date.today().isoformat()) in words and DAY.isoformat() in words
    assert "深圳规划一张图 · 对比" in words
    assert text("sheet.filters.both", "zh", filters="主题：交通") in words


def test_the_legend_counts_either_map_apart(plan: Plan) -> None:
    sheet = two_days()
    assert sheet.beside is not None
    words = words_of(sheet)
    maps = (sheet.drawn, None), (sheet.beside, DAY)
    counts = [Counter(standings(plan, day)[item.id].state for item in drawn.items) for drawn, day in maps]
    assert counts[0] != counts[1]
    for state in counts[0] | counts[1]:
        at = words.index(text(f"state.{state}", "zh"))
        # Numbers are written from the right.
        said = [str(count[state]) if count[state] else "–" for count in reversed(counts)]
        assert words[at + 1 : at + 3] == said, state
    assert sum(f"截至 {day.isoformat()}" in each for each in words for day in (DAY, date.today())) == 2


def test_an_item_has_one_number_on_both_maps() -> None:
    sheet = two_days()
    assert sheet.beside is not None
    one, other = ({item.id: number for number, item in drawn.numbers} for drawn in (sheet.drawn, sheet.beside))
    assert one.keys() & other.keys()
    assert all(one[item] == other[item] for item in one.keys() & other.keys())
    assert sheet.listed == len(one | other) == max((one | other).values())


def test_maps_of_different_cameras_say_their_scales_and_have_no_common_bar() -> None:
    sheet = two_districts()
    assert sheet.beside is not None
    scales = [drawn.extent.scale for drawn in (sheet.drawn, sheet.beside)]
    assert scales[0] < scales[1]
    words = words_of(sheet)
    assert text("sheet.scales", "en") in words
    assert all(f"1:{scale:,.0f}".replace(",", " ") in words for scale in scales)


def test_where_colours_differ_in_meaning_either_map_has_rows_of_its_own() -> None:
    words = words_of(two_districts())
    assert words.index("Map A") < words.index("Map B")
    assert words.count("Transport hubs") == 2


@pytest.mark.parametrize(
    ("split", "camera", "together"), [(50, None, True), (50, Camera(114, 22.5, 11), True), (None, None, True),
                                      (None, Camera(114, 22.5, 11), False)],
)  # fmt: skip
def test_cameras_are_linked_as_on_the_screen(split: int | None, camera: Camera | None, together: bool) -> None:
    assert linked(beside(View(), View(camera=camera), split)) is together


def test_views_are_told_apart_by_all_that_they_may_say(plan: Plan) -> None:
    hubs = frozenset({"transport-hub"})
    one = View(filter=Filter(stage=frozenset({"study", "start"}), text="枢纽"), unit="futian", layers=hubs)
    layers = hubs | {"transport-port"}
    other = View(tint="progress", day=DAY, base="none", own=("own-0123456789ab",), layers=layers)
    said = differences(one, other, plan, CATALOGUE, "zh")
    assert [pair[1] for pair in said[:3]] == ["2023-01-01", "阶段：全部", "文字：全部"]
    assert ("启动、研究", "阶段：全部") in said and ("福田区", "全市") in said and ("主题", "按进展") in said
    assert said[-1] == ("底图：简图（本平台绘制）", "底图：无")
    assert differences(one, one, plan, CATALOGUE, "en") == []
