"""A layer of a planner's own, as a value: what everything else is told of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    # The server knows of layers, and never brings what only their makers need.
    import geopandas as gpd

Kind = Literal["point", "line", "area"]
FieldType = Literal["text", "integer", "number", "yesno", "date"]

KIND_OF_TYPE: dict[str, Kind] = {
    "Point": "point",
    "MultiPoint": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "area",
    "MultiPolygon": "area",
}
"""type of geometry -> kind"""
UNCERTAINTY = "uncertainty_m"
"""column of `OwnLayer.features`: radius in metres within which the true place lies, NaN where nobody says"""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the features."""

    name: str
    """column of `OwnLayer.features`; as the file has it, made unique, without what cannot be shown"""
    type: FieldType


@dataclass(frozen=True, slots=True)
class Placing:
    """How numbers of a file became places."""

    datum: str
    """id of `geo.own.datum.DATUMS`, or EPSG:<code>"""
    swapped: bool = False
    """whether the file gives northing or latitude first"""
    certain: bool = False
    """whether anything but a person's word bears this out"""
    offset_m: float | None = None
    """how far off the features are where the next best reading of the numbers is the true one; None without one"""


@dataclass(frozen=True, slots=True, eq=False)
class OwnLayer:
    """A layer that somebody brought."""

    id: str
    """of the folder that it is kept in; empty before it is kept"""
    title: str
    kinds: frozenset[Kind]
    """of the features that have a place"""
    fields: tuple[OwnField, ...]
    """all columns of features but its geometry, in the file's order"""
    features: "gpd.GeoDataFrame"
    """EPSG:4326, longitude first, no heights; rows without a place have None; `uncertainty_m` may be a column"""
    file: str
    """name of the file that it was read from"""
    placing: Placing
    content_hash: str
    """of the features: another one where anything has changed"""

    @property
    def states_uncertainty(self) -> bool:
        """Whether the features say how far off they may be."""
        return UNCERTAINTY in self.features.columns
