"""Degrees along the edge of a map."""

import pytest
import shapely

from exports.graticule import step_minutes, ticks, words
from geo import crs
from layers.sheet_frame import Frame, frame_for

CITY = (113.75, 22.40, 114.62, 22.87)


@pytest.fixture
def frame() -> Frame:
    return frame_for(CITY, width_pt=800, height_pt=600)


def test_the_central_meridian_is_a_straight_line_at_500_km(frame: Frame) -> None:
    found = {minutes: (near, far) for near, far, minutes in ticks(frame, east=True)}
    assert found[114 * 60] == pytest.approx((500_000, 500_000), abs=0.01)


def test_ticks_stand_where_their_degree_meets_the_edge(frame: Frame) -> None:
    for near, far, minutes in ticks(frame, east=True):
        top, bottom = crs.from_metric(shapely.Point(near, frame.north)), crs.from_metric(shapely.Point(far, frame.south))
        assert (top.x, bottom.x) == pytest.approx((minutes / 60, minutes / 60), abs=1e-5)
    for near, far, minutes in ticks(frame, east=False):
        left, right = crs.from_metric(shapely.Point(frame.west, near)), crs.from_metric(shapely.Point(frame.east, far))
        assert (left.y, right.y) == pytest.approx((minutes / 60, minutes / 60), abs=1e-5)


@pytest.mark.parametrize("reach_deg", [0.02, 0.1, 0.5, 2.0])
def test_there_are_a_few_ticks_at_every_scale(reach_deg: float) -> None:
    frame = frame_for((114 - reach_deg, 22.5 - reach_deg, 114 + reach_deg, 22.5 + reach_deg), width_pt=700, height_pt=500)
    assert 2 <= len(list(ticks(frame, east=True))) <= 12
    assert step_minutes(frame) > 0


def test_degrees_are_written_with_minutes() -> None:
    assert words(113 * 60 + 5, east=True) == "113°05′E"
    assert words(22 * 60, east=False) == "22°00′N"
