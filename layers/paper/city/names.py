"""Names of the city on paper: in the room that the plan's names leave, what is named from farther away first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import dist

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.features import CityFeature
from geo.city.kinds import KINDS
from layers.paper.city.features import city_features
from layers.paper.city.words import SHIELD, form_of, words_of
from layers.paper.extent import Bounds
from layers.paper.fonts import width_pt
from layers.paper.names.along import Run, runs_along, write_run
from layers.paper.names.candidates import Label
from layers.paper.names.places import Places, Size, Taken, places_for
from layers.paper.pen import Line, Pen, fill, stroke
from layers.paper.text import Hand, baseline_below, write
from layers.style.city import CityKind, CityLettering

TYPE_SHARE = 0.84
"""of the screen's size: print is read from nearer"""
GAP_PX, HALO_PX = 2.0, 1.6
SHIELD_PX = (4.0, 2.2)
"""around a number in its box, across and down"""
MARK_PX, TRIANGLE_PX = 6.0, 3.4
"""from a station or a peak to its name; half of the triangle that marks a peak"""
APART_PX, MOST_SHIELDS = 320.0, 2
"""numbers of a road stand so far apart, and no more often on one map"""
ROOM_PX = 76.0
"""a name for each square of this side, no more"""
BESIDE, BESIDE_KINDS = 0.8, frozenset({"rail-line", "runway"})
"""from a railway to the middle of its name, in type sizes: its dashes are not hidden, a road carries its name"""
LINE_SHARES = (0.5, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8, 0.1, 0.9)


@dataclass(frozen=True, slots=True)
class CityName:
    """A name that may be written; the parts of a line are one."""

    feature: CityFeature
    kind: CityKind
    words: str
    form: str
    shape: BaseGeometry
    """what the extent shows of it, EPSG:4547"""
    zoom: float
    """from which it is named"""

    @property
    def lettering(self) -> CityLettering:
        """How it is written."""
        assert self.kind.lettering is not None
        return self.kind.lettering


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name and the box that it has found."""

    name: CityName
    box: Bounds
    at: tuple[float, float]
    """the place that is named"""
    run: Run | None = None
    """along what is named"""


def city_names(pen: Pen, taken: Taken, written: set[str]) -> list[PlacedName]:
    """Names that find room beside what is taken; none of the words that are written already."""
    west, south, east, north = pen.extent.bounds
    most = round((east - west) * (north - south) / pen.metres(ROOM_PX) ** 2)
    placed: list[PlacedName] = []
    for name in sorted(_candidates(pen), key=lambda name: (name.zoom, name.feature.rank)):
        if len(placed) >= most:
            break
        if name.words not in written:
            found = _placed(pen, name, taken)
            placed += found
            written |= {name.words} if found else set()
    return placed


def _candidates(pen: Pen) -> Iterator[CityName]:
    """What is in sight and named at the scale; of one zoom the kinds that are drawn last come first."""
    zoom = pen.zoom + pen.catalogue.labels.city_paper_zooms_earlier
    for kind in reversed(pen.catalogue.city.values()):
        own = [feature for feature in city_features() if feature.kind == kind.id]
        for group in _groups(own) if kind.lettering else ():
            least = kind.lettering.min_zoom[group[0].rank - 1] if kind.lettering else 0.0
            shape = _seen(pen, group)
            if zoom >= least and not shape.is_empty:
                words = words_of(group[0], kind, pen.language)
                yield CityName(group[0], kind, words, form_of(group[0], kind), shape, least)


def _groups(features: Sequence[CityFeature]) -> Iterator[list[CityFeature]]:
    """Parts of a line together; anything else that has the same name is another thing."""

    def key(feature: CityFeature) -> str:
        return feature.name if KINDS[feature.kind] == ("line",) else feature.id

    for _, group in groupby(sorted(features, key=key), key=key):
        yield sorted(group, key=lambda feature: feature.rank)


def _seen(pen: Pen, group: Sequence[CityFeature]) -> BaseGeometry:
    """What the extent shows of a group: the lines joined, an area's label where it has a place of its own."""
    first = group[0]
    if first.label is not None:
        return pen.extent.clip(shapely.Point(first.label))
    if len(group) == 1 and "Line" not in first.geometry.geom_type:
        return pen.extent.clip(first.geometry)
    lines = shapely.line_merge(shapely.union_all([feature.geometry for feature in group]))
    return pen.extent.clip(lines)


def size_pt(pen: Pen, name: CityName) -> float:
    """Size of a name's letters in points."""
    return pen.pt(name.lettering.size * TYPE_SHARE)


def _half(pen: Pen, name: CityName) -> Size:
    across, down = SHIELD_PX if name.form == SHIELD else (GAP_PX, GAP_PX)
    size = size_pt(pen, name)
    high = size / 2 + pen.pt(down)
    return Size((width_pt(name.words, size) / 2 + pen.pt(across)) * pen.extent.metres_per_pt,
                high * pen.extent.metres_per_pt)  # fmt: skip


def _placed(pen: Pen, name: CityName, taken: Taken) -> list[PlacedName]:
    """Where a name finds room: once, or a road's number at some places."""
    along = next((run for run in _runs(pen, name) if taken.all_free(run.boxes)), None)
    if along is not None:
        for part in along.boxes:
            taken.add(part)
        return [PlacedName(name, along.box, (along.letters[0].x, along.letters[0].y), along)]
    half, found = _half(pen, name), list[PlacedName]()
    most = MOST_SHIELDS if name.form == SHIELD else 1
    for at, places in _spots(pen, name, half):
        if len(found) >= most:
            break
        if any(dist(other.at, at) < pen.metres(APART_PX) for other in found):
            continue
        box = taken.first_free(places, half)
        if box is not None:
            taken.add(box)
            found.append(PlacedName(name, box, at))
    return found


def _runs(pen: Pen, name: CityName) -> Iterator[Run]:
    """Where a river's, a road's or a railway's name may run along it."""
    if KINDS[name.kind.id] == ("line",) and name.form in ("text", "water"):
        size = size_pt(pen, name)
        beside = size * BESIDE if name.kind.id in BESIDE_KINDS else 0.0
        yield from runs_along(pen, name.shape, name.words, size, beside_pt=beside)


def _spots(pen: Pen, name: CityName, half: Size) -> Iterator[tuple[tuple[float, float], Places]]:
    """Places that may be named, best first, each with where the name may stand."""
    if name.shape.geom_type == "Point":
        at = (name.shape.x, name.shape.y)
        marked = name.form in ("dot", "peak")
        yield at, places_for(name.shape, half, symbol=pen.metres(MARK_PX)) if marked else (at,)
        return
    lines = [part for part in shapely.get_parts(name.shape) if "Line" in part.geom_type]
    for line in sorted(lines, key=lambda line: -line.length):
        for share in LINE_SHARES:
            spot = line.interpolate(share, normalized=True)
            yield (spot.x, spot.y), ((spot.x, spot.y),)
    if not lines:
        place = name.shape.representative_point()
        yield (place.x, place.y), places_for(name.shape, half, symbol=0.0)


def draw_city_name(pen: Pen, placed: PlacedName, *, zorder: float) -> Label:
    """Write a placed name with its mark."""
    name, (west, south, east, north) = placed.name, placed.box
    ink = name.lettering.color_dark if pen.appearance == "dark" else name.lettering.color
    if name.form == SHIELD:
        _shield(pen, placed, ink, zorder=zorder)
    elif name.form == "peak":
        _triangle(pen, placed.at, ink, zorder=zorder)
    size, halo = size_pt(pen, name), None if name.form == SHIELD else pen.colors["halo"]
    hand = Hand(size, ink, halo=halo, halo_pt=pen.pt(HALO_PX), zorder=zorder)
    if placed.run:
        write_run(pen, placed.run, hand)
        return Label(name.words, placed.box, None, run=placed.run)
    x = (west + east) / 2 - width_pt(name.words, size) * pen.extent.metres_per_pt / 2
    write(pen.axes, x, baseline_below((south + north) / 2, size * pen.extent.metres_per_pt), name.words, hand)
    return Label(name.words, placed.box, None)


def _shield(pen: Pen, placed: PlacedName, ink: str, *, zorder: float) -> None:
    gap = pen.metres(1.0)
    plate = shapely.box(*placed.box).buffer(-2 * gap).buffer(2 * gap)
    fill(pen.axes, plate, pen.colors["halo"], zorder=zorder)
    edge = placed.name.feature.color or ink
    stroke(pen.axes, plate.boundary, Line(edge, pen.pt(1.0), opacity=0.65), zorder=zorder)


def _triangle(pen: Pen, at: tuple[float, float], ink: str, *, zorder: float) -> None:
    half, (x, y) = pen.metres(TRIANGLE_PX), at
    corners = [(x, y + half), (x + half, y - 0.8 * half), (x - half, y - 0.8 * half)]
    fill(pen.axes, shapely.Polygon(corners), ink, zorder=zorder)
