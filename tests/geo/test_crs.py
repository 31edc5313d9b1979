import numpy as np
import pytest
from pyproj import Transformer
from shapely.geometry import LineString, Point, box

from geo import crs

CIVIC_CENTRE = np.array([[114.0545, 22.5446]])


def test_gcj02_lies_some_600_metres_south_east_of_wgs84() -> None:
    east, north = (crs.wgs84_to_gcj02(CIVIC_CENTRE) - CIVIC_CENTRE)[0]
    assert east == pytest.approx(0.0051, abs=0.0003)
    assert north == pytest.approx(-0.0028, abs=0.0003)


def test_gcj02_inversion_returns_to_the_start() -> None:
    grid = np.array([[lon, lat] for lon in np.linspace(113.7, 115.3, 9) for lat in np.linspace(22.4, 22.9, 6)])
    assert np.abs(crs.gcj02_to_wgs84(crs.wgs84_to_gcj02(grid)) - grid).max() < 1e-8


def test_bd09_adds_its_shift_to_gcj02() -> None:
    shifted = crs.bd09_to_gcj02(np.array([[114.0661, 22.5480]]))[0]
    assert shifted == pytest.approx([114.0596, 22.5419], abs=0.0005)


def test_metric_projection_is_centred_on_114_east() -> None:
    centre = crs.to_metric(Point(114.0, 22.5))
    assert centre.x == pytest.approx(500_000, abs=0.01)
    assert centre.y == pytest.approx(2_488_500, abs=2_000)


def test_length_of_a_minute_of_latitude() -> None:
    assert crs.length_m(LineString([(114, 22.5), (114, 22.5 + 1 / 60)])) == pytest.approx(1845.6, abs=1.0)


def test_area_and_buffer_are_in_metres() -> None:
    square = crs.from_metric(box(500_000, 2_500_000, 501_000, 2_501_000))
    assert crs.area_km2(square) == pytest.approx(1.0, rel=1e-6)
    assert crs.area_km2(crs.buffer_m(Point(114.2, 22.6), 1000)) == pytest.approx(np.pi, rel=0.01)


def test_metres_are_what_proj_finds_for_the_two_numbers() -> None:
    """The pipeline that stands in geo/crs.py is PROJ's own, also where there is nothing to be found."""
    there = Transformer.from_crs(crs.WGS84_EPSG, crs.METRIC_EPSG, always_xy=True)
    places = np.array([[105.0, 15.0], [114.0545, 22.5446], [125.0, 30.0], [115.3, 22.4], [300.0, 95.0], [np.nan, 1.0]])
    own = crs.transformed(places, source_epsg=crs.WGS84_EPSG, target_epsg=crs.METRIC_EPSG)
    assert np.array_equal(own, np.column_stack(there.transform(*places.T)), equal_nan=True)
    back = Transformer.from_crs(crs.METRIC_EPSG, crs.WGS84_EPSG, always_xy=True)
    metres = np.vstack((own, [[1e12, 1e12], [np.inf, 0.0]]))
    again = crs.transformed(metres, source_epsg=crs.METRIC_EPSG, target_epsg=crs.WGS84_EPSG)
    assert np.allclose(again, np.column_stack(back.transform(*metres.T)), rtol=0, atol=1e-12, equal_nan=True)
