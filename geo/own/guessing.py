"""Which datum the numbers of a file are in: every reading that may be, best first, with reasons.

WGS-84 and GCJ-02 cannot be told apart by numbers, nor can CGCS2000 and older national systems: such a guess is never
certain, unless named features lie on known places or the file declares a projected system that fits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import FloatArray
from geo.files.shapes import USABLE_BOUNDS
from geo.own.datum import DATUMS, Datum, datum_named, distances_m, to_wgs84
from geo.own.named import Agreement, Match, agreement
from geo.own.remarks import Remark

SAMPLE = 5000
"""vertices that are looked at, spread over the file"""
LEAST_NEAR = 0.5
"""of the vertices of a reading in metres, or of one with swapped axes, within USABLE_BOUNDS"""
LEAST_KNOWN = 3
"""named features that bear a datum out"""
AGREES_M, TELLS_M, MOST_ERROR_M = 200.0, 200.0, 120.0
"""median shift from known places of the true datum at most; how much more the next has at least; its standard error"""
TRIED_MATCHES = 300
WEIGHTS = {"inside": 10.0, "near": 4.0, "declared": 4.0, "hint": 3.0, "names": 30.0, "some-names": 5.0}
HINTS = (
    ("gcj02", ("gcj02", "gcj-02", "gcj_02", "火星", "高德", "amap", "腾讯坐标")),
    ("bd09", ("bd09", "bd-09", "bd_09", "百度", "baidu")),
    ("wgs84", ("wgs84", "wgs-84", "wgs_84", "cgcs2000", "2000坐标", "国家2000", "gps")),
)
"""datum -> words in names of file and columns that speak for it"""
DEGREES = {"wgs84", "gcj02", "bd09"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What the file itself says."""

    name: str
    """EPSG:<code>, or an id of DATUMS"""
    by_format: bool = False
    """whether only its format says so: GeoJSON, KML and GPX know no other"""


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of the numbers."""

    datum: str
    """id of DATUMS, or EPSG:<code>"""
    swapped: bool
    extent: tuple[float, float, float, float]
    """west, south, east, north of where the features would lie, WGS-84 degrees"""
    inside: float
    """share of the vertices inside the plan's units"""
    certain: bool
    reasons: tuple[Remark, ...]
    offset_m: float | None = None
    """median distance to where the best other guess puts them; None where there is no other"""


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A guess in the making."""

    datum: Datum
    swapped: bool
    lonlat: FloatArray
    """of the sample"""
    inside: float
    near: float
    known: Agreement | None
    score: float = 0.0


def guesses(
    points: FloatArray,
    units: BaseGeometry,
    *,
    declared: Declared | None = None,
    words: Iterable[str] = (),
    matches: Sequence[Match] = (),
) -> list[Guess]:
    """Readings of a file's vertices that may be, best first; empty where no number can be a place.

    points: shape (n, 2), as the file has them; units: where the plan is, WGS-84; words: names of file and columns;
    matches: features that bear known names, with `row` being a row of points.
    """
    if not len(points):
        return []
    named = matches[:TRIED_MATCHES]
    spread = np.linspace(0, len(points) - 1, min(len(points), SAMPLE)).astype(int)
    rows = np.union1d(spread, np.array([match.row for match in named], dtype=int))
    moved = [replace(match, row=int(np.searchsorted(rows, match.row))) for match in named]
    shapely.prepare(units)
    hinted = _hint(words)
    readings = [reading for way in _ways(declared) if (reading := _read(points[rows], units, moved, *way))]
    scored = [replace(one, score=_score(one, readings, declared, hinted)) for one in readings]
    ranked = sorted(scored, key=lambda one: -one.score)
    kept = [one for one in ranked if _worth_saying(one, ranked[0])]
    return [_guess(one, kept, declared, hinted) for one in kept]


def _ways(declared: Declared | None) -> list[tuple[Datum, bool]]:
    """Every datum in both orders, the declared one among them."""
    data = list(DATUMS.values())
    if declared is not None and (own := datum_named(declared.name)) not in data:
        data.append(own)
    return [(datum, swapped) for datum in data for swapped in (False, True)]


def _read(
    sample: FloatArray, units: BaseGeometry, matches: Sequence[Match], datum: Datum, swapped: bool
) -> _Reading | None:
    """A reading, None where it makes no places or far ones only."""
    lonlat = to_wgs84(sample, datum, swapped=swapped)
    known = np.isfinite(lonlat).all(axis=1)
    if known.mean() < 0.99 and not (known.any() and datum.id == "wgs84" and not swapped):
        return None
    west, south, east, north = USABLE_BOUNDS
    x, y = lonlat[:, 0], lonlat[:, 1]
    with np.errstate(invalid="ignore"):
        near = float(((x >= west) & (x <= east) & (y >= south) & (y <= north)).mean())
    if near < LEAST_NEAR and (datum.id != "wgs84" or swapped or known.mean() < 0.99):
        return None
    inside = float(shapely.contains_xy(units, np.nan_to_num(x, nan=-999.0), np.nan_to_num(y, nan=-999.0)).mean())
    return _Reading(datum, swapped, lonlat, inside, near, agreement(matches, lonlat))


def _hint(words: Iterable[str]) -> tuple[str, str] | None:
    """The datum that a name speaks of, and the word that does."""
    joined = " ".join(words).casefold()
    return next(((datum, word) for datum, names in HINTS for word in names if word in joined), None)


def _score(
    one: _Reading, others: Sequence[_Reading], declared: Declared | None, hinted: tuple[str, str] | None
) -> float:
    score = WEIGHTS["inside"] * one.inside + WEIGHTS["near"] * one.near + one.datum.prior - 0.1 * one.swapped
    if declared is not None and datum_named(declared.name).id == one.datum.id and not one.swapped:
        score += WEIGHTS["declared"]
    if hinted is not None and hinted[0] == one.datum.id:
        score += WEIGHTS["hint"]
    if _borne_out(one, others):
        return score + WEIGHTS["names"]
    best = min((other.known.shift_m for other in others if other.known), default=None)
    return score + (WEIGHTS["some-names"] if one.known and one.known.shift_m == best else 0.0)


def _borne_out(one: _Reading, others: Sequence[_Reading]) -> bool:
    """Whether named features lie on their places in this reading, and in no other."""
    known = one.known
    if known is None or known.count < LEAST_KNOWN or known.shift_m > AGREES_M or known.error_m > MOST_ERROR_M:
        return False
    rivals = [
        other.known.shift_m
        for other in others
        if other.known is not None and _apart_m(one, other) > AGREES_M / 2 and other.known.count * 2 >= known.count
    ]
    return all(shift - known.shift_m >= TELLS_M for shift in rivals)


def _apart_m(one: _Reading, other: _Reading) -> float:
    """Median distance between two readings of the same numbers."""
    apart = distances_m(one.lonlat, other.lonlat)
    return float(np.nanmedian(apart)) if np.isfinite(apart).any() else np.inf


def _worth_saying(one: _Reading, best: _Reading) -> bool:
    """Whether a reading may be the true one: the best, its twins in degrees, and what lies as well inside."""
    if one is best:
        return True
    twins = {one.datum.id, best.datum.id} <= DEGREES and one.swapped == best.swapped
    return twins or (one.near >= LEAST_NEAR and one.inside >= max(best.inside / 2, 0.05))


def _guess(one: _Reading, kept: Sequence[_Reading], declared: Declared | None, hinted: tuple[str, str] | None) -> Guess:
    others = [other for other in kept if other is not one]
    offset = _apart_m(one, others[0]) if others else None
    said = declared is not None and datum_named(declared.name).id == one.datum.id and not one.swapped
    borne = _borne_out(one, kept)
    fits = one.inside > 0 or one.near >= LEAST_NEAR
    contradicted = any(_borne_out(other, kept) for other in others)
    certain = not contradicted and (borne or (said and one.datum.metric and fits))
    x, y = one.lonlat[:, 0], one.lonlat[:, 1]
    extent = (float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y)))
    reasons = tuple(_reasons(one, kept, declared, hinted, certain=certain))
    return Guess(one.datum.id, one.swapped, extent, one.inside, certain, reasons, offset)


def _reasons(
    one: _Reading,
    kept: Sequence[_Reading],
    declared: Declared | None,
    hinted: tuple[str, str] | None,
    *,
    certain: bool,
) -> Iterable[Remark]:
    if declared is not None:
        own = datum_named(declared.name)
        if own.id == one.datum.id and not one.swapped:
            yield Remark("own-by-format" if declared.by_format else "own-declared", {"value": declared.name})
        elif not declared.by_format:
            yield Remark("own-not-declared", {"value": declared.name})
    if hinted is not None and hinted[0] == one.datum.id:
        yield Remark("own-hinted", {"value": hinted[1]})
    if one.swapped:
        yield Remark("own-swapped")
    yield Remark("own-inside", {"value": f"{one.inside:.0%}"}) if one.inside else Remark("own-outside")
    if one.known is not None:
        code = "own-names-off" if one.known.shift_m > AGREES_M else "own-names-fit"
        yield Remark(code, {"value": str(one.known.count), "detail": f"{one.known.shift_m:.0f}"})
    if certain:
        return
    if one.datum.id in DEGREES:
        yield Remark("own-twins")
    elif one.datum.id.startswith("cgcs2000"):
        yield Remark("own-older")
