"""Each rule is broken once, on a sound item, and found."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from geo.check import load_ground
from geo.plan import Evidence, Item, Plan
from geo.rules import Ground, line_breaches, link_breaches, place_breaches, precision_breaches, word_breaches

SOURCES = frozenset({"plan-outline", "bus-stops"})


@pytest.fixture(scope="module")
def ground(plan: Plan) -> Ground:
    return load_ground(plan)


@pytest.fixture
def hub(plan: Plan) -> Item:
    return plan.by_id["hub-xili"]


def line_item(hub: Item, points: list[tuple[float, float]], evidence: list[str], **changes: object) -> Item:
    entries = tuple(Evidence("bus-stops", says) for says in evidence)
    values = {"located": "line", "precision": "alignment", "uncertainty_m": 100, "evidence": entries, "geometry": LineString(points)}
    return replace(hub, **(values | changes))


def codes(breaches: object) -> set[str]:
    return {breach.code for breach in breaches}  # type: ignore[attr-defined]


def test_words(hub: Item) -> None:
    assert codes(word_breaches(replace(hub, clause=("不在纲要里的话",)), SOURCES)) >= {"clause-not-printed"}
    assert "verb-not-in-clause" in codes(word_breaches(replace(hub, plan_verb="启动"), SOURCES))
    assert "stage-not-of-verb" in codes(word_breaches(replace(hub, stage="complete"), SOURCES))
    assert "unknown-source" in codes(word_breaches(replace(hub, evidence=(Evidence("hearsay", "…"),)), SOURCES))


def test_precision(hub: Item) -> None:
    assert "located-mismatch" in codes(precision_breaches(replace(hub, located="area")))
    assert "precision-mismatch" in codes(precision_breaches(replace(hub, precision="exact", uncertainty_m=51)))
    assert "precision-mismatch" in codes(precision_breaches(replace(hub, precision="alignment")))
    assert "precision-mismatch" in codes(precision_breaches(replace(hub, precision="citywide")))
    assert not codes(precision_breaches(replace(hub, precision="exact", uncertainty_m=50)))


def test_places(hub: Item, ground: Ground) -> None:
    assert not codes(place_breaches(hub, ground))
    assert "districts-mismatch" in codes(place_breaches(replace(hub, districts=("yantian",)), ground))
    assert "districts-mismatch" in codes(place_breaches(replace(hub, districts=("nanshan", "dapeng")), ground))
    at_sea = replace(hub, geometry=Point(114.35, 22.53), districts=())
    assert "in-the-sea" in codes(place_breaches(at_sea, ground))
    assert not codes(place_breaches(replace(at_sea, note="涉海。"), ground))


def test_an_area_over_the_border_is_found(hub: Item, ground: Ground) -> None:
    area = replace(hub, located="area", precision="extent", uncertainty_m=60, geometry=box(113.90, 22.56, 114.06, 22.60))
    assert "districts-mismatch" in codes(place_breaches(area, ground))


def test_control_points(hub: Item) -> None:
    points = [(114.00, 22.60), (114.01, 22.60), (114.02, 22.60)]
    right = ["控制点1 甲 114.00,22.60 ±60m：依据", "控制点2 乙 114.02,22.60 ±60m：依据"]
    assert not codes(line_breaches(line_item(hub, points, right)))
    reversed_order = ["控制点1 乙 114.02,22.60 ±60m：依据", "控制点2 甲 114.00,22.60 ±60m：依据"]
    off_line = ["控制点1 甲 114.00,22.60 ±60m：依据", "控制点2 乙 114.02,22.602 ±60m：依据"]
    gap = ["控制点1 甲 114.00,22.60 ±60m：依据", "控制点3 乙 114.02,22.60 ±60m：依据"]
    for evidence in (reversed_order, off_line, gap, []):
        assert codes(line_breaches(line_item(hub, points, evidence))) == {"control-points"}


def test_a_kink_is_found_unless_noted(hub: Item) -> None:
    points = [(114.00, 22.60), (114.02, 22.60), (114.005, 22.601)]
    evidence = ["控制点1 甲 114.00,22.60 ±60m：依据", "控制点2 乙 114.02,22.60 ±60m：依据"]
    assert codes(line_breaches(line_item(hub, points, evidence))) == {"kink"}
    assert not codes(line_breaches(line_item(hub, points, evidence, note="折返。")))


def test_links(hub: Item) -> None:
    twin = replace(hub, id="hub-twin", same_place_as=(), parent=None)
    assert codes(link_breaches([replace(hub, same_place_as=()), twin])) == {"identical"}
    assert not codes(link_breaches([replace(hub, same_place_as=("hub-twin",)), twin]))
    assert codes(link_breaches([replace(twin, parent="nobody")])) == {"unknown-reference"}
