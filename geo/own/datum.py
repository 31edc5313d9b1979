"""The datums and coordinate systems that files of Shenzhen come in, and the way from their numbers to WGS-84.

CGCS2000 agrees with WGS-84 within centimetres, so that both are one here. GCJ-02 and BD-09 have no EPSG code
(see geo/crs.py). Xi'an 1980 and Beijing 1954 lie up to some 100 m off and cannot be told from CGCS2000 by numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyproj
from pyproj import Geod
from pyproj.exceptions import CRSError

from geo.crs import CGCS2000_EPSG, WGS84_EPSG, FloatArray, bd09_to_gcj02, gcj02_to_wgs84, transformed

ELLIPSOID = Geod(ellps="GRS80")
"""of CGCS2000"""
CODE = "EPSG:"


@dataclass(frozen=True, slots=True)
class Datum:
    """One way to read two numbers as a place."""

    id: str
    epsg: int | None
    """None for those without a code"""
    metric: bool = False
    """easting and northing in metres rather than degrees"""
    prior: float = 0.0
    """how usual it is in files without a word on it, 0 to 1"""


DATUMS = {
    datum.id: datum
    for datum in (
        Datum("wgs84", WGS84_EPSG, prior=0.5),
        Datum("gcj02", None, prior=0.4),
        Datum("bd09", None, prior=0.2),
        Datum("cgcs2000-114", 4547, metric=True, prior=0.5),
        Datum("cgcs2000-114-zone", 4526, metric=True, prior=0.5),
        Datum("cgcs2000-111", 4546, metric=True, prior=0.1),
        Datum("cgcs2000-111-zone", 4525, metric=True, prior=0.1),
        Datum("cgcs2000-117", 4548, metric=True, prior=0.1),
        Datum("cgcs2000-117-zone", 4527, metric=True, prior=0.1),
        Datum("web-mercator", 3857, metric=True, prior=0.3),
        Datum("utm-49", 32649, metric=True, prior=0.2),
        Datum("utm-50", 32650, metric=True, prior=0.2),
    )
}
"""by id, in the order in which they are offered"""
BY_EPSG = {datum.epsg: datum for datum in DATUMS.values() if datum.epsg} | {CGCS2000_EPSG: DATUMS["wgs84"]}
WITHOUT_CODE: dict[str, Callable[[FloatArray], FloatArray]] = {
    "gcj02": gcj02_to_wgs84,
    "bd09": lambda lonlat: gcj02_to_wgs84(bd09_to_gcj02(lonlat)),
}
"""id -> the way to WGS-84"""


class UnknownDatumError(ValueError):
    """No datum of that name."""


def datum_named(name: str) -> Datum:
    """The datum of an id or of EPSG:<code>. Raises UnknownDatumError."""
    if name in DATUMS:
        return DATUMS[name]
    code = name.upper().removeprefix(CODE)
    if not (code.isascii() and code.isdigit() and len(code) < 7):
        raise UnknownDatumError(name)
    if int(code) in BY_EPSG:
        return BY_EPSG[int(code)]
    try:
        crs = pyproj.CRS.from_epsg(int(code))
    except CRSError as error:
        raise UnknownDatumError(name) from error
    if not (crs.is_geographic or crs.is_projected):
        raise UnknownDatumError(name)
    return Datum(f"{CODE}{int(code)}", int(code), metric=crs.is_projected)


def to_wgs84(numbers: FloatArray, datum: Datum, *, swapped: bool = False) -> FloatArray:
    """Numbers as a file has them, shape (n, 2), as WGS-84 degrees, longitude first.

    swapped: the first number is the northing or latitude. What cannot be a place becomes NaN.
    """
    xy = numbers[:, ::-1] if swapped else numbers
    if datum.epsg == WGS84_EPSG:
        lonlat = np.array(xy)
    elif datum.epsg is None:
        lonlat = WITHOUT_CODE[datum.id](np.where(_on_earth(xy)[:, None], xy, np.nan))
    else:
        lonlat = transformed(xy, source_epsg=datum.epsg, target_epsg=WGS84_EPSG)
    return np.where(_on_earth(lonlat)[:, None], lonlat, np.nan)


def _on_earth(lonlat: FloatArray) -> np.ndarray:
    """Which rows are finite degrees."""
    with np.errstate(invalid="ignore"):
        return (np.abs(lonlat[:, 0]) <= 180.0) & (np.abs(lonlat[:, 1]) <= 90.0)


def distances_m(one: FloatArray, other: FloatArray) -> np.ndarray:
    """Metres on the ellipsoid between rows of two arrays of WGS-84 degrees; NaN where either is none."""
    known = np.isfinite(one).all(axis=1) & np.isfinite(other).all(axis=1)
    result = np.full(len(one), np.nan)
    if known.any():
        result[known] = ELLIPSOID.inv(one[known, 0], one[known, 1], other[known, 0], other[known, 1])[2]
    return result
