"""Each rule is broken once, on a sound item, and found."""

from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from geo.check import load_boundaries
from geo.model import Evidence, Item, Plan
from geo.rules.items import Boundaries, link_breaches, place_breaches, precision_breaches, word_breaches

SOURCES = frozenset({"plan-outline", "bus-stops"})


@pytest.fixture(scope="module")
def boundaries(plan: Plan) -> Boundaries:
    return load_boundaries(plan)


@pytest.fixture
def hub(plan: Plan) -> Item:
    return plan.by_id["hub-xili"]


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


def test_places(hub: Item, boundaries: Boundaries) -> None:
    assert not codes(place_breaches(hub, boundaries))
    assert "districts-mismatch" in codes(place_breaches(replace(hub, districts=("yantian",)), boundaries))
    assert "districts-mismatch" in codes(place_breaches(replace(hub, districts=("nanshan", "dapeng")), boundaries))
    at_sea = replace(hub, geometry=Point(114.35, 22.53), districts=())
    assert "in-the-sea" in codes(place_breaches(at_sea, boundaries))
    assert not codes(place_breaches(replace(at_sea, note="涉海。"), boundaries))


def test_a_work_at_sea_belongs_to_the_unit_that_its_uncertainty_reaches(hub: Item, boundaries: Boundaries) -> None:
    off_yantian = replace(
        hub, geometry=Point(114.35, 22.53), districts=("yantian",), precision="indicative", note="涉海。"
    )
    assert not codes(place_breaches(replace(off_yantian, uncertainty_m=9000), boundaries))
    assert codes(place_breaches(replace(off_yantian, uncertainty_m=800), boundaries)) == {"districts-mismatch"}
    assert codes(place_breaches(replace(off_yantian, uncertainty_m=9000, note=""), boundaries)) >= {
        "districts-mismatch"
    }


def test_an_area_over_the_border_is_found(hub: Item, boundaries: Boundaries) -> None:
    area = replace(
        hub, located="area", precision="extent", uncertainty_m=60, geometry=box(113.90, 22.56, 114.06, 22.60)
    )
    assert "districts-mismatch" in codes(place_breaches(area, boundaries))


def test_links(hub: Item) -> None:
    twin = replace(hub, id="hub-twin", same_place_as=(), parent=None)
    assert codes(link_breaches([replace(hub, same_place_as=()), twin])) == {"identical"}
    assert not codes(link_breaches([replace(hub, same_place_as=("hub-twin",)), twin]))
    assert codes(link_breaches([replace(twin, parent="nobody")])) == {"unknown-reference"}
