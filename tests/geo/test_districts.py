"""data/districts.geojson: the 11 units of Column 4, on land, without gaps."""

import itertools
import json
import re

import pytest
import shapely

from geo import crs
from geo.folder import DATA
from geo.model import Plan
from geo.outline.text import outline_lines

FEATURES = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
BY_ID = {feature["properties"]["id"]: feature["properties"] for feature in FEATURES}
IDS = [
    "futian",
    "luohu",
    "yantian",
    "nanshan",
    "baoan",
    "longgang",
    "longhua",
    "pingshan",
    "guangming",
    "dapeng",
    "shenshan",
]
# Units whose published area of land was found with an office; elsewhere the note says that none was.
PUBLISHED = {"dapeng", "shenshan"}
# Beside which tidal flats and mangroves lie outside the coast line; the note of the unit says so.
TIDAL = {"futian", "nanshan", "baoan"}


def test_the_eleven_units_in_the_order_of_the_column() -> None:
    assert [feature["properties"]["id"] for feature in FEATURES] == IDS


def breaches(unit: str) -> list[str]:
    """All that is wrong with what a unit says."""
    properties = BY_ID[unit]
    phrases = (*properties["positioning"], *properties["key_areas"], properties["goal"])
    parts = [properties["clause"]] if isinstance(properties["clause"], str) else properties["clause"]
    printed = "".join(parts)
    found = [f"not in the outline: {part}" for part in parts if not any(part in line for line in outline_lines())]
    found += [f"not in the clause: {phrase}" for phrase in phrases if phrase not in printed]
    rest = printed
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = rest.replace(phrase, "")
    for joint in ("聚焦", "三大新引擎", "重点推进", "重点打造", "建设", "等片区", "和"):
        rest = rest.replace(joint, "")
    if rest.strip("、，。“”"):
        found.append(f"of the clause neither positioning, key area nor goal: {rest}")
    return found + area_breaches(unit)


def area_breaches(unit: str) -> list[str]:
    """What is wrong with the area that a unit publishes, and with what its note says of it."""
    properties = BY_ID[unit]
    official, source, note = properties["area_km2_official"], properties["area_source"], properties["note"]
    cited = any(entry["source"] == source and f"{official}" in entry["says"] for entry in properties["evidence"])
    held = {
        "an area where an office has published one": (official is not None) == (unit in PUBLISHED),
        "a source with the area": (source is not None) == (official is not None),
        "a note where none was found": ("未查得" in note) == (unit not in PUBLISHED),
        "a note on tidal land": ("潮间带" in note) == (unit in TIDAL),
        "the published area drawn": not official or properties["area_km2_drawn"] == pytest.approx(official, rel=0.03),
        "the area in its source's evidence": not official or cited,
    }
    return [f"not kept: {rule}" for rule, kept in held.items() if not kept]


@pytest.mark.parametrize("unit", IDS)
def test_a_unit_says_what_is_printed_and_cites_its_area(unit: str) -> None:
    assert breaches(unit) == []


def test_no_area_is_cited_from_a_page_that_only_copies() -> None:
    assert not re.search("学习啦|district-area", (DATA / "SOURCES.md").read_text(encoding="utf-8"))


def test_polygons_are_valid_and_rounded_to_six_decimals(plan: Plan) -> None:
    for unit in plan.units:
        assert unit.geometry.is_valid
        coordinates = shapely.get_coordinates(unit.geometry)
        assert abs(coordinates - coordinates.round(6)).max() < 1e-12


def test_drawn_area_is_the_polygon_s(plan: Plan) -> None:
    for unit in plan.units:
        assert BY_ID[unit.id]["area_km2_drawn"] == pytest.approx(crs.area_km2(unit.geometry), abs=0.01)


def test_no_overlap_and_no_gap_between_neighbours_beyond_a_metre(plan: Plan) -> None:
    metric = {unit.id: crs.to_metric(unit.geometry) for unit in plan.units}
    for one, other in itertools.combinations(metric.values(), 2):
        assert one.intersection(other).buffer(-0.5).is_empty
    # Slits narrower than 2 m would be closed by this, wider ones would remain: neither may exist between neighbours.
    city = shapely.union_all(list(metric.values()))
    slits = city.buffer(0.5).buffer(-0.5).difference(city)
    inner = [
        part for part in shapely.get_parts(slits) if sum(part.distance(land) < 0.1 for land in metric.values()) > 1
    ]
    assert sum(part.area for part in inner) < 50


def test_the_file_stays_below_a_megabyte() -> None:
    assert (DATA / "districts.geojson").stat().st_size < 1_000_000


def test_dachan_bay_port_belongs_to_baoan_and_the_loop_to_nobody(plan: Plan) -> None:
    holder = {name: [unit.id for unit in plan.units if unit.geometry.contains(point)] for name, point in {
        "dachan bay port": shapely.Point(113.864, 22.5365), "lok ma chau loop": shapely.Point(114.0805, 22.5195),
        "futian port": shapely.Point(114.0690, 22.5215),
    }.items()}  # fmt: skip
    assert holder == {"dachan bay port": ["baoan"], "lok ma chau loop": [], "futian port": ["futian"]}
