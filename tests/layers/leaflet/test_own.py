"""Layers that people brought, in the map in one file: drawn as data, named, counted apart from the plan."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from geo.model import Plan
from geo.own.store import OwnStore
from layers.leaflet import own as own_page
from layers.leaflet import own_told
from layers.leaflet.elements import leaflet_html
from layers.own.shown import OwnLayers, OwnShown
from layers.style.catalogue import load_catalogue
from layers.view.state import View
from tests.layers.leaflet.test_elements import HOSTILE, switches, words_of
from tests.layers.own.workspace import GONE, HOLED, SHAPES, SITES, keep, two_layers

CATALOGUE = load_catalogue()


@pytest.fixture
def own(tmp_path: Path) -> OwnShown:
    sites, shapes = two_layers(tmp_path / "own")
    return OwnLayers(OwnStore.in_folder(tmp_path / "own")).of([sites.id, shapes.id, GONE], "zh")


def test_layers_are_there_as_data_in_their_order_classes_and_sizes(plan: Plan, own: OwnShown) -> None:
    html = leaflet_html(plan, CATALOGUE, language="zh", own=own)
    sites, shapes = words_of(html)["own"]
    assert [sites["title"], shapes["title"]] == ["备选场地", "范围与线"]
    assert [(words, count) for _, words, count in sites["rows"]] == [("备选场地", None), ("学校", 3), ("医院", 1)]
    assert (sites["size"], shapes["opacity"], shapes["colors"]) == (12.0, 0.4, ["#7b2d8b"])
    places = np.array(sites["points"]["places"]).reshape(-1, 2) / sites["units"] + sites["origin"]
    assert np.abs(places - np.array([[*point.coords[0]] for point in SITES.geometry])).max() < 1e-6
    assert sites["points"]["classes"] == [0, 1, 0, 0]
    (rings,) = shapes["areas"]["places"]
    assert [len(ring) // 2 for ring in rings] == [len(HOLED.exterior.coords), len(HOLED.interiors[0].coords)]
    assert [len(line) // 2 for line in shapes["lines"]["places"]] == [3]
    assert (sites["lines"]["places"], shapes["points"]["places"]) == ([], [])


def test_names_and_what_fields_say_go_along(plan: Plan, own: OwnShown, monkeypatch: pytest.MonkeyPatch) -> None:
    sites, shapes = words_of(leaflet_html(plan, CATALOGUE, language="zh", own=own))["own"]
    assert sites["names"] == ["甲地块", "=1+1", "<b>丙</b>", ""]
    assert sites["fields"] == ["名称", "类", "uncertainty_m"]
    assert sites["columns"][1:] == [["学校", "医院", "学校", "学校"], ["20", "50", "", "20"]]
    assert sites["points"]["features"] == [0, 1, 2, 3]
    assert (shapes["names"], shapes["fields"], shapes["columns"]) == (None, ["数"], [["1", "9"]])
    assert (shapes["areas"]["features"], shapes["lines"]["features"]) == ([0], [1])
    # Of more than a page should hold the names stay, and a click says title and class.
    monkeypatch.setattr(own_told, "MOST_CELLS", 11)
    sites, shapes = words_of(leaflet_html(plan, CATALOGUE, language="zh", own=own))["own"]
    assert (sites["fields"], sites["columns"], len(sites["names"])) == ([], [], 4)
    assert shapes["fields"] == ["数"]


def test_the_plan_is_counted_as_without_them_and_sources_are_named(plan: Plan, own: OwnShown) -> None:
    html, without = (leaflet_html(plan, CATALOGUE, language="zh", own=each) for each in (own, OwnShown()))
    assert switches(html) == switches(without)
    assert words_of(without)["own"] == words_of(without)["sources"] == words_of(without)["gaps"] == []
    sites, shapes = words_of(html)["sources"]
    (gone,) = words_of(html)["gaps"]
    assert "备选场地" in sites and "场地.csv" in sites and "4 处" in sites and "GCJ-02" in sites
    assert "范围与线" in shapes
    assert GONE in gone


def test_what_is_too_large_for_such_a_page_is_named(plan: Plan, own: OwnShown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_page, "MOST_VERTICES", 10)
    words = words_of(leaflet_html(plan, CATALOGUE, language="en", own=own))
    assert [layer["title"] for layer in words["own"]] == ["备选场地"]
    assert "“范围与线” is not drawn here" in words["gaps"][0]


def test_no_word_of_theirs_is_markup_or_code(plan: Plan, tmp_path: Path) -> None:
    store = OwnStore.in_folder(tmp_path / "own")
    kept = keep(store, SHAPES, HOSTILE.replace("\ud800", ""), color="#123456")
    html = leaflet_html(plan, CATALOGUE, language="en", own=OwnLayers(store).of([kept.id], "en"))
    assert words_of(html)["own"][0]["title"] == kept.title
    without = re.sub(r'<script type="application/json".*?</script>', "", html)
    assert not [sign for sign in ("{{7", "49{", "{%", "alert(") if sign in without]
    json.dumps(words_of(html), allow_nan=False)
    html.encode()


def test_who_may_not_see_layers_has_none(plan: Plan, own: OwnShown) -> None:
    closed = OwnLayers(None).of([layer.kept.id for layer in own.layers], "zh")
    words = words_of(leaflet_html(plan, CATALOGUE, language="zh", own=closed, view=View()))
    assert words["own"] == words["sources"] == []
    assert all("场地.csv" not in line for line in words["gaps"])
