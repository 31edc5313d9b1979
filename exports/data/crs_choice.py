"""The datums and coordinate systems that data can be taken away in.

Stored data are WGS-84. CGCS2000 agrees with it within centimetres. GCJ-02 is no coordinate system of the EPSG's but the
shifted datum of Chinese web maps: files carry it under that name, as an unknown datum, so that a GIS lays it over such
maps unshifted and nobody takes it for WGS-84.

Only what may be chosen, which the pages ask for: exports/data/in_crs.py moves tables into it.
"""

from dataclasses import dataclass
from functools import cache

from pyproj import CRS
from pyproj.crs import GeographicCRS
from pyproj.crs.datum import CustomDatum

from geo.crs import CGCS2000_EPSG, METRIC_EPSG, WGS84_EPSG
from layers.text import Language, text

GCJ02_NAME = "GCJ-02"
DEGREE_DECIMALS = 7
"""about a centimetre"""
METRE_DECIMALS = 3


@cache
def _crs(epsg: int | None) -> CRS:
    """Made once: PROJ looks through its database for a datum of its own name."""
    if epsg is not None:
        return CRS.from_epsg(epsg)
    return GeographicCRS(name=GCJ02_NAME, datum=CustomDatum(name=GCJ02_NAME, ellipsoid="WGS 84"))


@dataclass(frozen=True, slots=True)
class CrsChoice:
    """One way to write coordinates."""

    id: str
    epsg: int | None
    """None for GCJ-02"""
    wording: str
    """key of its name"""
    metric: bool = False
    """easting and northing in metres rather than degrees"""

    @property
    def decimals(self) -> int:
        """Decimals that are written: a centimetre or better."""
        return METRE_DECIMALS if self.metric else DEGREE_DECIMALS

    @property
    def axes(self) -> tuple[str, str]:
        """Names of the columns of a place."""
        return ("east_m", "north_m") if self.metric else ("lon", "lat")

    def crs(self) -> CRS:
        """As GIS programs know it."""
        return _crs(self.epsg)

    def label(self, language: Language) -> str:
        """Its name with its code."""
        return text(self.wording, language)


CHOICES = {
    choice.id: choice
    for choice in (
        CrsChoice("wgs84", WGS84_EPSG, "data.crs.wgs"),
        CrsChoice("cgcs2000", CGCS2000_EPSG, "data.crs.cgcs"),
        CrsChoice("cgcs2000-114", METRIC_EPSG, "data.crs.metric", metric=True),
        CrsChoice("gcj02", None, "data.crs.gcj"),
    )
}
