"""Coordinate reference systems met in Shenzhen, and every measure in metres.

Stored data are WGS-84 (EPSG:4326), longitude first. Lengths and areas are computed in
CGCS2000 / 3-degree Gauss-Krüger CM 114E (EPSG:4547), never in degrees.

GCJ-02 is the obfuscated datum of Chinese web maps (Amap, Tencent); BD-09 is Baidu's layer on top of it.
Neither has an EPSG code or a maintained library on PyPI, so the published formulae stand here
(source: the widely reproduced *eviltransform* constants; Krasovsky 1940 ellipsoid).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely.geometry.base import BaseGeometry

WGS84_EPSG = 4326
METRIC_EPSG = 4547
CGCS2000_EPSG = 4490
METRIC_PIPELINE = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    " +step +proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80"
)
"""what PROJ finds for WGS-84 to EPSG:4547; to look for it takes longer than to move a city, and every process would"""

KRASOVSKY_SEMI_MAJOR_M = 6378245.0
KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323
BD09_FREQUENCY = np.pi * 3000.0 / 180.0
BD09_EASTING_SHIFT_DEG = 0.0065
BD09_NORTHING_SHIFT_DEG = 0.006
INVERSION_STEPS = 6
DEGREE_DECIMALS, METRE_DECIMALS = 6, 1
"""of a place as planners are told it"""

FloatArray = NDArray[np.float64]


@cache
def _transformer(source_epsg: int, target_epsg: int) -> Transformer:
    if {source_epsg, target_epsg} == {WGS84_EPSG, METRIC_EPSG}:
        return Transformer.from_pipeline(METRIC_PIPELINE)
    return Transformer.from_crs(source_epsg, target_epsg, always_xy=True)


def transformed(coordinates: FloatArray, *, source_epsg: int, target_epsg: int) -> FloatArray:
    """Coordinates of shape (n, 2) from one EPSG CRS in another, easting/longitude first; inf where there are none."""
    transformer = _transformer(source_epsg, target_epsg)
    backwards = (source_epsg, target_epsg) == (METRIC_EPSG, WGS84_EPSG)
    direction = TransformDirection.INVERSE if backwards else TransformDirection.FORWARD
    return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1], direction=direction))


def reproject(geometry: BaseGeometry, *, source_epsg: int, target_epsg: int) -> BaseGeometry:
    """Geometry moved from one EPSG CRS to another, axis order easting/longitude first."""

    def move(lonlat: FloatArray) -> FloatArray:
        return transformed(lonlat, source_epsg=source_epsg, target_epsg=target_epsg)

    return shapely.transform(geometry, move)


def to_metric(geometry: BaseGeometry) -> BaseGeometry:
    """WGS-84 longitude/latitude to EPSG:4547 easting/northing in metres (CGCS2000 agrees within centimetres)."""
    return reproject(geometry, source_epsg=WGS84_EPSG, target_epsg=METRIC_EPSG)


def all_to_metric(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """The same for many at once: one by one, most of the time goes into beginning."""
    moved = shapely.transform(
        np.array(geometries, dtype=object),
        lambda lonlat: transformed(lonlat, source_epsg=WGS84_EPSG, target_epsg=METRIC_EPSG),
    )
    return list(moved)


def from_metric(geometry: BaseGeometry) -> BaseGeometry:
    """EPSG:4547 easting/northing in metres to WGS-84 longitude/latitude."""
    return reproject(geometry, source_epsg=METRIC_EPSG, target_epsg=WGS84_EPSG)


def length_m(geometry: BaseGeometry) -> float:
    """Length in metres of a WGS-84 geometry, measured in EPSG:4547 (0 for points)."""
    return float(to_metric(geometry).length)


def area_km2(geometry: BaseGeometry) -> float:
    """Area in square kilometres of a WGS-84 geometry, measured in EPSG:4547 (0 for points and lines)."""
    return float(to_metric(geometry).area) / 1e6


def buffer_m(geometry: BaseGeometry, radius_m: float) -> BaseGeometry:
    """WGS-84 geometry grown by radius_m metres, returned in WGS-84."""
    return from_metric(to_metric(geometry).buffer(radius_m))


def _gcj02_offset(lonlat: FloatArray) -> FloatArray:
    """Offset in degrees that GCJ-02 adds to a WGS-84 position. Shape (n, 2)."""
    x, y = lonlat[:, 0] - 105.0, lonlat[:, 1] - 35.0
    sin, pi, root = np.sin, np.pi, np.sqrt(np.abs(x))
    ripple = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    latitude_rad = np.radians(lonlat[:, 1])
    curvature = 1.0 - KRASOVSKY_ECCENTRICITY_SQUARED * sin(latitude_rad) ** 2
    meridian_m = KRASOVSKY_SEMI_MAJOR_M * (1.0 - KRASOVSKY_ECCENTRICITY_SQUARED) / curvature**1.5
    parallel_m = KRASOVSKY_SEMI_MAJOR_M / np.sqrt(curvature) * np.cos(latitude_rad)
    return np.column_stack((np.degrees(east / parallel_m), np.degrees(north / meridian_m)))


def wgs84_to_gcj02(lonlat: FloatArray) -> FloatArray:
    """WGS-84 to GCJ-02, both in degrees, longitude first. Shape (n, 2). Valid inside mainland China only."""
    return lonlat + _gcj02_offset(lonlat)


def gcj02_to_wgs84(lonlat: FloatArray) -> FloatArray:
    """GCJ-02 to WGS-84 by fixed-point iteration (error below 1 cm). Shape (n, 2), degrees, longitude first."""
    wgs84 = lonlat.copy()
    for _ in range(INVERSION_STEPS):
        wgs84 = lonlat - _gcj02_offset(wgs84)
    return wgs84


def bd09_to_gcj02(lonlat: FloatArray) -> FloatArray:
    """BD-09 to GCJ-02, degrees, longitude first. Shape (n, 2)."""
    x, y = lonlat[:, 0] - BD09_EASTING_SHIFT_DEG, lonlat[:, 1] - BD09_NORTHING_SHIFT_DEG
    radius = np.hypot(x, y) - 0.00002 * np.sin(y * BD09_FREQUENCY)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * BD09_FREQUENCY)
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def place_in_every_datum(lonlat: Sequence[float]) -> dict[str, list[float]]:
    """A WGS-84 position, longitude first, in planners' datums: degrees, or metres east and north in EPSG:4547."""
    point = shapely.Point(lonlat)
    shifted = wgs84_to_gcj02(np.array([lonlat], dtype=float))[0]
    geodetic, metric = (
        reproject(point, source_epsg=WGS84_EPSG, target_epsg=epsg) for epsg in (CGCS2000_EPSG, METRIC_EPSG)
    )
    return {
        "wgs84": [round(value, DEGREE_DECIMALS) for value in (point.x, point.y)],
        "cgcs2000": [round(value, DEGREE_DECIMALS) for value in (geodetic.x, geodetic.y)],
        "metric": [round(value, METRE_DECIMALS) for value in (metric.x, metric.y)],
        "gcj02": [round(float(value), DEGREE_DECIMALS) for value in shifted],
    }
