"""Degrees along the edge of a map."""

import pytest
import shapely

from exports.sheet.graticule import step_minutes, ticks, words
from geo import crs
from layers.paper.extent import Extent, fit_extent

CITY = (113.75, 22.40, 114.62, 22.87)


@pytest.fixture
def extent() -> Extent:
    return fit_extent(CITY, width_pt=800, height_pt=600)


def test_the_central_meridian_is_a_straight_line_at_500_km(extent: Extent) -> None:
    found = {minutes: (near, far) for near, far, minutes in ticks(extent, east=True)}
    assert found[114 * 60] == pytest.approx((500_000, 500_000), abs=0.01)


def test_ticks_stand_where_their_degree_meets_the_edge(extent: Extent) -> None:
    for near, far, minutes in ticks(extent, east=True):
        top, bottom = (
            crs.from_metric(shapely.Point(near, extent.north)),
            crs.from_metric(shapely.Point(far, extent.south)),
        )
        assert (top.x, bottom.x) == pytest.approx((minutes / 60, minutes / 60), abs=1e-5)
    for near, far, minutes in ticks(extent, east=False):
        left, right = (
            crs.from_metric(shapely.Point(extent.west, near)),
            crs.from_metric(shapely.Point(extent.east, far)),
        )
        assert (left.y, right.y) == pytest.approx((minutes / 60, minutes / 60), abs=1e-5)


@pytest.mark.parametrize("reach_deg", [0.02, 0.1, 0.5, 2.0])
def test_there_are_a_few_ticks_at_every_scale(reach_deg: float) -> None:
    extent = fit_extent(
        (114 - reach_deg, 22.5 - reach_deg, 114 + reach_deg, 22.5 + reach_deg), width_pt=700, height_pt=500
    )
    assert 2 <= len(list(ticks(extent, east=True))) <= 12
    assert step_minutes(extent) > 0


def test_degrees_are_written_with_minutes() -> None:
    assert words(113 * 60 + 5, east=True) == "113°05′E"
    assert words(22 * 60, east=False) == "22°00′N"
