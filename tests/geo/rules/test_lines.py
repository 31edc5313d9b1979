"""A line keeps to its control points, and its uncertainty to what they bear."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString

from geo.messages import Breach
from geo.model import Evidence, Item, Plan
from geo.rules.lines import line_breaches

WEST, MIDDLE, EAST = (
    "控制点1 甲 114.00,22.60 ±60m：依据",
    "控制点2 乙 114.02,22.60 ±60m：依据",
    "控制点3 丙 114.04,22.60 ±60m：依据",
)


@pytest.fixture
def line(plan: Plan) -> Item:
    """4.1 km from west to east, points 2.06 km apart."""
    return drawn(plan.by_id["hub-xili"], WEST, MIDDLE, EAST)


def drawn(item: Item, *says: str, at: tuple[tuple[float, float], ...] = (), **changes: object) -> Item:
    values = {
        "located": "line",
        "precision": "alignment",
        "uncertainty_m": 300,
        "evidence": tuple(Evidence("bus-stops", text) for text in says),
        "geometry": LineString(at or [(114.00, 22.60), (114.02, 22.60), (114.04, 22.60)]),
    }
    return replace(item, **(values | changes))


def codes(item: Item) -> set[str]:
    return {breach.code for breach in line_breaches(item)}


def breach_of(item: Item) -> Breach:
    (breach,) = line_breaches(item)
    return breach


def test_control_points_are_numbered_in_order_and_on_the_line(line: Item) -> None:
    assert not codes(line)
    reversed_order = ["控制点1 乙 114.04,22.60 ±60m：依据", "控制点2 甲 114.00,22.60 ±60m：依据"]
    off_line = [WEST, "控制点2 乙 114.04,22.602 ±60m：依据"]
    gap = [WEST, "控制点3 乙 114.04,22.60 ±60m：依据"]
    for says in (reversed_order, off_line, gap, []):
        assert "control-points" in codes(drawn(line, *says))


def test_a_kink_is_found_unless_noted(line: Item) -> None:
    turning = drawn(line, WEST, MIDDLE, at=((114.00, 22.60), (114.02, 22.60), (114.005, 22.601)), uncertainty_m=1000)
    assert codes(turning) == {"kink"}
    assert not codes(replace(turning, note="折返。"))


def test_an_uncertainty_is_borne_by_the_distance_of_control_points(line: Item) -> None:
    assert codes(replace(line, uncertainty_m=270)) == set()
    assert codes(replace(line, uncertainty_m=200)) == {"not-borne"}
    assert codes(drawn(line, WEST, "控制点2 丙 114.04,22.60 ±60m：依据")) == {"not-borne"}


def test_the_widened_expressway_that_lay_two_kilometres_off_is_found(plan: Plan) -> None:
    """The case that asked for the rule: read off gaps between bus stops, stated as ±800 m, 2.05 km off."""
    points = (
        (113.92, 22.6612), (113.94, 22.6652), (113.958, 22.669), (113.970489, 22.671409), (113.979, 22.6726),
    )  # fmt: skip
    says = (
        "控制点1 石岩(松白路，8.79km) 113.92,22.6612 ±350m：空带",
        "控制点2 溪之谷(塘坑路，内插) 113.958,22.669 ±700m：内插",
        "控制点3 水朗(龙大/福龙) 113.979,22.6726 ±600m：空带",
    )
    read_off_gaps = drawn(plan.by_id["road-jihe-widening"], *says, at=points, uncertainty_m=800)
    breach = breach_of(read_off_gaps)
    assert breach.code == "not-borne"
    assert "1095 m" in breach.text("en") and "raise uncertainty_m" in breach.text("en")
    assert "相距 6.2 km" in breach.text("zh") and "改大 uncertainty_m" in breach.text("zh")
    assert not codes(replace(read_off_gaps, precision="indicative", uncertainty_m=1100))


def test_no_uncertainty_is_smaller_than_that_of_a_control_point(line: Item) -> None:
    rough = drawn(line, WEST, "控制点2 乙 114.02,22.60 ±700m：依据", EAST, uncertainty_m=650)
    assert "±700 m" in breach_of(rough).text("zh")


def test_an_interpolated_point_bears_nothing(line: Item) -> None:
    between = drawn(line, WEST, "控制点2 乙（内插） 114.02,22.60 ±60m：依据", EAST)
    assert "4.1 km apart" in breach_of(between).text("en")


def test_a_stretch_that_follows_a_known_line_bears_what_that_line_does(line: Item) -> None:
    traced = drawn(line, WEST, MIDDLE, EAST, "线段1–3 ±80m：沿开放地图线位", uncertainty_m=80)
    assert not codes(traced)
    assert "±80 m" in breach_of(replace(traced, uncertainty_m=70)).text("en")
    half = drawn(line, WEST, MIDDLE, EAST, "线段1–2 ±80m：沿开放地图线位", uncertainty_m=80)
    assert "乙 (±60 m) and" not in breach_of(half).text("zh") and codes(half) == {"not-borne"}


def test_a_point_along_a_known_line_may_be_rough(line: Item) -> None:
    """A station somewhere on a track that is known: the track does not move with it."""
    station = "控制点2 站 114.02,22.60 ±700m：站位未定"
    assert not codes(drawn(line, WEST, station, EAST, "线段1–3 ±80m：沿开放地图线位"))


def test_what_lies_beyond_the_last_point_is_borne_by_it(line: Item) -> None:
    open_end = drawn(line, WEST, MIDDLE, uncertainty_m=300)
    assert "lie beyond 乙" in breach_of(open_end).text("en")


@pytest.mark.parametrize(
    "says",
    [
        "控制点1 甲 114.00,22.60 ±99999999999m：x",
        "控制点2 乙 999.9,95.5 ±60m：x",
        "线段1–99999999999 ±1m：x",
        "线段9–2 ±0m：x",
    ],
)
def test_numbers_beyond_sense_are_a_breach_or_nothing(line: Item, says: str) -> None:
    assert codes(drawn(line, WEST, says, EAST)) <= {"control-points", "not-borne"}
