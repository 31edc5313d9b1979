"""Names that a layer shares with the plan and its basemap: what tells GCJ-02 from WGS-84, which numbers alone cannot.

A name counts that belongs to a small thing with a well-known place: a station, a hub, a crossing, a peak.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.city.features import CityFeature
from geo.crs import FloatArray, to_metric
from geo.model import Plan
from geo.own.datum import distances_m

WELL_KNOWN_M = 250.0
"""how far off a place may be, and how far it may reach, to bear out a datum: GCJ-02 is some 580 m off"""
MOST_OF_A_NAME = 3
"""rows that bear one name; a name of many is a district or a street"""
LOOKED_AT = 20_000
"""rows whose names are compared"""
FAR_M = 4000.0
"""from every known place of the name: another thing of the same name"""
SPREAD_OF_MAD = 1.4826 * 1.2533
"""median absolute deviation -> standard error of a median, but for the root of the count"""
BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
NOISE = re.compile(r"[\s·・、,.\-_/]+")
ENDINGS = re.compile(r"(?:地铁站|火车站|高铁站|综合交通枢纽|枢纽站|枢纽|metro station|station|站)$")


@dataclass(frozen=True, slots=True)
class Match:
    """A feature that bears the name of a known place."""

    row: int
    name: str
    """as the layer writes it"""
    places: FloatArray
    """WGS-84 degrees of all known places of the name, shape (n, 2)"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the named features lie from the known places under one reading of the numbers."""

    count: int
    shift_m: float
    """length of the median shift: single features may be off either way, a datum shifts all alike"""
    error_m: float
    """standard error of that"""


class Gazetteer:
    """Known places by name."""

    def __init__(self, plan: Plan, city: Iterable[CityFeature] = ()) -> None:
        self._places: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for item in plan.items:
            self._add((item.name, item.name_en, *item.aliases), item.geometry, item.uncertainty_m)
        for feature in city:
            self._add((feature.name, feature.name_en), feature.geometry, feature.uncertainty_m)

    def _add(self, names: Iterable[str], geometry: object, uncertainty_m: float | None) -> None:
        if geometry is None or uncertainty_m is None or uncertainty_m > WELL_KNOWN_M:
            return
        west, south, east, north = to_metric(geometry).bounds
        if max(east - west, north - south) / 2 > WELL_KNOWN_M:
            return
        centre = geometry.centroid  # type: ignore[attr-defined]
        for name in {bare_name(name) for name in names} - {""}:
            self._places[name].append((centre.x, centre.y))

    def matches(self, table: pd.DataFrame, columns: Sequence[str]) -> list[Match]:
        """Rows that bear a known name, by the column of which most do."""
        found = [self._in_column(table[column]) for column in columns]
        return max(found, key=len, default=[])

    def _in_column(self, values: "pd.Series[str]") -> list[Match]:
        values = values.head(LOOKED_AT)
        counts = values.value_counts()
        known = {
            value: np.array(self._places[bare])
            for value, count in counts.items()
            if count <= MOST_OF_A_NAME and isinstance(value, str) and (bare := bare_name(value)) in self._places
        }
        rows = np.flatnonzero(values.isin(list(known)).to_numpy())
        return [Match(int(row), values.iloc[row], known[values.iloc[row]]) for row in rows]


def bare_name(name: str) -> str:
    """A name without what different hands write differently: width, case, brackets, 深圳市, 地铁站."""
    plain = BRACKETS.sub("", unicodedata.normalize("NFKC", name[:80])).casefold()
    plain = NOISE.sub(" ", plain).strip().replace(" ", "" if not plain.isascii() else " ")
    short = ENDINGS.sub("", plain.removeprefix("深圳市").removeprefix("广东省深圳市")).strip()
    return short or plain


def agreement(matches: Sequence[Match], lonlat: FloatArray) -> Agreement | None:
    """How the places of matches fit; lonlat: WGS-84 degrees of all rows. None where no place is near."""
    shifts = [shift for match in matches if (shift := _shift_m(lonlat[match.row], match.places)) is not None]
    if not shifts:
        return None
    east_north = np.array(shifts)
    middle = np.median(east_north, axis=0)
    deviation = np.median(np.abs(east_north - middle), axis=0)
    error = float(np.hypot(*deviation)) * SPREAD_OF_MAD / np.sqrt(len(shifts))
    return Agreement(len(shifts), float(np.hypot(*middle)), error)


def _shift_m(lonlat: FloatArray, places: FloatArray) -> FloatArray | None:
    """East and north in metres from the nearest known place."""
    here = np.broadcast_to(lonlat, places.shape)
    away = distances_m(here, places)
    if not np.isfinite(away).any() or np.nanmin(away) > FAR_M:
        return None
    nearest = places[int(np.nanargmin(away))]
    east = distances_m(np.array([[lonlat[0], nearest[1]]]), nearest[None])[0] * np.sign(lonlat[0] - nearest[0])
    north = distances_m(np.array([[nearest[0], lonlat[1]]]), nearest[None])[0] * np.sign(lonlat[1] - nearest[1])
    return np.array([east, north])
