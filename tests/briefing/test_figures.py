"""Figures are measured in metres of EPSG:4547 and written as people read them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pyproj import Geod

from briefing.figures import COUNTS, MISSING, automatic_figures, filled, measured, scene_values
from briefing.model import LEDGER_MEASURES, TARGET_MEASURES, Briefing, Figure, Scene
from briefing.resolved import resolve
from exports.context import Context
from exports.progress import silent
from exports.slides.make import make_slides
from geo.model import Plan
from geo.progress.standing import ledger_of
from geo.query import Filter
from layers.progress.counts import GROUPS, count_states
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.state import View
from layers.view.tally import tally

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def words(plan: Plan) -> Vocabulary:
    return Vocabulary(plan, CATALOGUE)


def value(
    words: Vocabulary, measure: str, *, view: str = "", wanted: Filter | None = None, unit: str | None = None
) -> str:
    scene = Scene("a", "甲", view=view, figures=(Figure("x", "甲", "A", measure, wanted, unit),))
    return scene_values(scene, decode(view, words)[0], words)[0].value


def test_lengths_agree_with_the_ellipsoid(plan: Plan) -> None:
    rivers = [item for item in plan.items if item.category == "重大系统性生态修复工程" and item.located == "line"]
    geodesic = sum(Geod(ellps="WGS84").geometry_length(item.geometry) for item in rivers) / 1e3
    assert measured("length_km", rivers) == pytest.approx(geodesic, rel=1e-3)


def test_areas_agree_with_the_ellipsoid(plan: Plan) -> None:
    units = [plan.by_id[unit.id] for unit in plan.units if unit.id != "shenshan"]
    geodesic = sum(abs(Geod(ellps="WGS84").geometry_area_perimeter(item.geometry)[0]) for item in units) / 1e6
    assert measured("area_km2", units) == pytest.approx(geodesic, rel=1e-3)


def test_the_parts_inside_the_units_make_up_the_part_inside_the_city(plan: Plan) -> None:
    lines = [item for item in plan.items if item.category == "国家铁路"]
    parts = [measured("inside_length_km", lines, [unit]) for unit in plan.units]
    assert sum(parts) == pytest.approx(measured("inside_length_km", lines, plan.units))
    assert 0 < sum(parts) < measured("length_km", lines)


def test_points_and_unplaced_items_have_no_length(plan: Plan) -> None:
    others = [item for item in plan.items if item.located in ("point", "citywide")]
    assert measured("length_km", others) == measured("area_km2", others) == 0


def test_without_a_filter_a_figure_counts_what_the_view_finds(words: Vocabulary, plan: Plan) -> None:
    hubs = [item for item in plan.items if item.category == "交通枢纽"]
    assert value(words, "count", view="on=th") == str(len(plan.items))
    assert value(words, "shown", view="on=th") == str(len(hubs))
    assert value(words, "shown", view="on=th&dist=futian") == str(sum("futian" in hub.districts for hub in hubs))
    assert value(words, "count", view="on=th&dist=futian") == value(words, "count", view="dist=futian")
    assert value(words, "count", view="on=th&dist=futian", wanted=Filter()) == str(len(plan.items))


def test_numbers_are_written_as_people_read_them(words: Vocabulary) -> None:
    assert value(words, "area_km2", wanted=Filter(category=frozenset(["各区发展定位"]))).startswith("2,4")
    assert value(words, "area_km2", wanted=Filter(category=frozenset(["各区发展定位"]))).endswith(" km²")
    assert value(words, "length_km", wanted=Filter(text="茅洲河生态修复工程")).split()[0].count(".") == 1


@pytest.mark.parametrize("wrong", [{"wanted": Filter(theme=frozenset(["gone"]))}, {"unit": "mars"}])
def test_a_figure_of_what_does_not_exist_is_a_dash_and_not_shown(words: Vocabulary, wrong: dict) -> None:
    scene = Scene("a", "甲", figures=(Figure("x", "甲", "A", "count", wrong.get("wanted"), wrong.get("unit")),))
    found = scene_values(scene, View(), words)[0]
    assert (found.value, found.shown) == (MISSING, False)


def test_narratives_take_only_figures_they_know(words: Vocabulary) -> None:
    assert filled("{a} 与 {b}，{0} {__class__} {a.b}", {"a": "5"}) == "5 与 {b}，{0} {__class__} {a.b}"


def test_an_automatic_scene_says_what_is_on_the_map_of_all_and_where_the_rest_is(words: Vocabulary, plan: Plan) -> None:
    found = scene_values(Scene("a", "甲"), decode("on=wa", words)[0], words)
    water = [item for item in plan.items if item.theme == "water" and item.geometry is not None]
    unplaced = sum(item.geometry is None for item in plan.items)
    numbers = {entry.name: int(entry.value) for entry in found if entry.shown}
    assert numbers == {
        "shown": len(water),
        "count": len(plan.items),
        "closed": len(plan.items) - unplaced - len(water),
        "unplaced": unplaced,
    }
    everything = "on=" + ".".join(words.layer_of_code)
    found = scene_values(Scene("a", "甲"), decode(everything, words)[0], words)
    assert [entry.name for entry in found if entry.shown] == ["shown", "count", "unplaced"]


def test_an_empty_scene_shows_nothing(words: Vocabulary) -> None:
    assert value(words, "shown", view="on=-") == "0"
    assert value(words, "area_km2", view="on=-&q=没有这样的项目") == "0.0 km²"


@given(data=st.data())
@settings(max_examples=150)
def test_every_figure_of_every_scene_agrees_with_the_tally(plan: Plan, data: st.DataObject) -> None:
    """What presenter, speaker's window, page 简报, brief and slide say of a scene comes from record and key figures."""
    vocabulary = Vocabulary(plan, CATALOGUE)
    wanted = data.draw(st.none() | filters(vocabulary), label="the figure's own filter")
    own = tuple(Figure(f"own{number}", measure, measure, measure, wanted) for number, measure in enumerate(COUNTS))
    figures = data.draw(st.sampled_from([None, own]), label="figures")
    narrative = " ".join(f"{{{figure.name}}}" for figure in figures or automatic_figures())
    scene = Scene(
        "a", "甲", "A", narrative, narrative, view=data.draw(links(vocabulary), label="view"), figures=figures
    )
    (resolved,) = resolve(Briefing("b", "乙", "B", (scene,)), vocabulary).scenes
    view = resolved.view if figures is None or wanted is None else replace(resolved.view, filter=wanted)
    counted = tally(view, plan, CATALOGUE)
    expected = {
        "count": counted.all,
        "shown": len(counted.shown),
        "closed": len(counted.closed),
        "unplaced": len(counted.unplaced),
        "placed": len(counted.shown) + len(counted.closed),
    }
    measures = {figure.name: figure.measure for figure in figures or automatic_figures()}
    assert {entry.name: int(entry.value) for entry in resolved.values} == {
        name: expected[measure] for name, measure in measures.items()
    }
    assert resolved.narrative("zh").split() == [str(expected[measure]) for measure in measures.values()]
    if figures is None:
        said = {entry.name: int(entry.value) for entry in resolved.key_figures}
        assert said["count"] == sum(said.get(name, 0) for name in ("shown", "closed", "unplaced")) == counted.all
        # What is said in a line on slide, sheet and screen has the same numbers.
        assert [int(found) for found in re.findall(r"\d+", counted.words("zh").partition("；另画")[0])] == list(
            said.values()
        )


def test_the_figures_on_a_slide_are_those_of_its_line(plan: Plan, tmp_path: Path) -> None:
    views = ("dist=longgang", "on=th.tr&stage=promote", "theme=water&sel=hub-xili", "on=-", "kind=citywide")
    briefing = Briefing(
        "b", "乙", "B", tuple(Scene(f"s{number}", "甲", view=view) for number, view in enumerate(views))
    )
    make_slides(
        resolve(briefing, Vocabulary(plan, CATALOGUE)),
        Context(View(), plan, CATALOGUE, "zh", silent),
        tmp_path / "b.pptx",
    )
    for slide in list(Presentation(str(tmp_path / "b.pptx")).slides)[1:-1]:
        if slide.slide_layout.name != "地图":
            continue
        words = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        figures = {name.partition(" ")[2]: int(word) for name, word in words.items() if name.startswith("figure ")}
        line = words["tally"].partition("；另画")[0]
        outside = sum(map(int, re.findall(r"图幅外 (\d+) 项", line)))
        numbers = [int(number) for number in re.findall(r"\d+", re.sub(r"；图幅外 \d+ 项", "", line))]
        assert [numbers[0] + outside, *numbers[1:]] == list(figures.values())


def links(vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    """Views of all kinds: filters, layers, a selection."""
    names = {"theme": "theme", "stage": "stage", "dist": "district", "prec": "precision", "col": "plan_column"}
    parts = [
        st.just("")
        | st.builds(
            lambda name, picked, mark: f"{name}={mark}{','.join(picked)}",
            st.just(parameter),
            st.lists(st.sampled_from(sorted(vocabulary.values[name])), min_size=1, max_size=3, unique=True),
            st.sampled_from(("", "!")),
        )
        for parameter, name in names.items()
    ]
    layers = st.lists(st.sampled_from(sorted(vocabulary.layer_of_code)), unique=True).map(
        lambda codes: "on=" + (".".join(codes) or "-")
    )
    chosen = st.sampled_from(sorted(vocabulary.plan.by_id)).map(lambda identifier: f"sel={identifier}")
    words = st.sampled_from(("", "q=轨道", "q=xl", "q=没有"))
    return st.tuples(*parts, st.just("") | layers, st.just("") | chosen, words).map(
        lambda found: "&".join(filter(None, found))
    )


def filters(vocabulary: Vocabulary) -> st.SearchStrategy[Filter]:
    """Of a figure."""
    return links(vocabulary).map(lambda link: decode(link, vocabulary)[0].filter)


def test_what_became_of_items_is_counted_by_the_filter_on_the_view_s_day(words: Vocabulary, plan: Plan) -> None:
    ledger, items = ledger_of(plan), [item for item in plan.items if item.category == "城市轨道"]
    for view, day in (("", date.today()), ("day=2023-06-30", date(2023, 6, 30))):
        counts = count_states(ledger.state(item.id, day) for item in items)
        expected = {
            name: counts.group(name) if name in GROUPS else getattr(counts, "all" if name == "followed" else name)
            for name in LEDGER_MEASURES
        }
        wanted = Filter(category=frozenset({"城市轨道"}))
        assert {name: int(value(words, name, view=view, wanted=wanted)) for name in LEDGER_MEASURES} == expected
    assert value(words, "followed", wanted=Filter(theme=frozenset({"structure"}))) == "0"


def test_targets_are_the_plan_s_whatever_the_filter(words: Vocabulary) -> None:
    total, met, missed, rest = (int(value(words, name, view="theme=water")) for name in TARGET_MEASURES)
    assert total == met + missed + rest == 22
    assert int(value(words, "targets", view="day=2022-01-01")) < total
