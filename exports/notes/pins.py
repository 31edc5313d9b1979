"""Pins of notes with their numbers, over the maps of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from matplotlib.patches import FancyBboxPatch

from exports.notes.kept import PrintedNote
from exports.sheet.furniture import ZORDER, Page
from exports.sheet.layout import Box
from geo.crs import to_metric
from layers.paper.extent import Extent
from layers.paper.fonts import width_pt
from layers.paper.pen import Line, fill, stroke
from layers.paper.text import baseline_below, write
from layers.text import text

HIGH_PT, LEG_PT, TYPE_PT, PAD_PT, CORNER_PT, DOT_PT = 12.0, 7.0, 8.5, 3.5, 2.0, 1.6
Spot = tuple[Box, float, float]
"""a place on a page, and the map that it is on"""
STEPS = 12
"""places beside one another that are tried for a pin where others stand already"""
PIN = "note-pin"
"""gid of a pin's plate: tests count them"""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A note with its number on the page."""

    number: int
    note: PrintedNote


def draw_pins(page: Page, notes: Sequence[PrintedNote]) -> tuple[tuple[Pinned, ...], int]:
    """Draw those that lie on the page's maps; returns them by number, and how many lie on none."""
    shown: list[Pinned] = []
    taken: list[Box] = []
    for note in notes:
        spots = [] if note.place is None else _spots(page, note.place)
        if not spots:
            continue
        pinned = Pinned(len(shown) + 1, note)
        shown.append(pinned)
        for spot in spots:
            taken.append(_draw(page, pinned, spot, taken))
    if shown:
        _key(page)
    return tuple(shown), len(notes) - len(shown)


def _key(page: Page) -> None:
    """What the pins are, in the lower left of the first map."""
    factor, (box, *_) = page.factor, page.maps[0]
    hand, words = page.hand(TYPE_PT), text("sheet.notes.key", page.language)
    side, gap = HIGH_PT * factor, 5 * factor
    plate = Box(box.x + gap, box.y + gap, width_pt(words, hand.size_pt) + side + 3 * gap, side + 2 * gap)
    page.plate(plate)
    _plate(page, Box(plate.x + gap, plate.y + gap, side, side), page.colors["focus"])
    with page.tagged("P"):
        line = baseline_below(plate.y + plate.height / 2, hand.size_pt)
        write(page.axes, plate.x + side + 2 * gap, line, words, hand)


def _spots(page: Page, place: tuple[float, float]) -> list[Spot]:
    """Where a place is on each map of the page that shows it, in points."""
    point = to_metric(shapely.Point(place))
    found = []
    for number, (box, extent, _) in enumerate(page.maps):
        x, y = _on_page(box, extent, point.x, point.y)
        # What lies in a corner stands over the map below it.
        hidden = any(other.holds(x, y) for other, *_ in page.maps[number + 1 :])
        if box.holds(x, y) and not hidden:
            found.append((box, x, y))
    return found


def _on_page(box: Box, extent: Extent, x: float, y: float) -> tuple[float, float]:
    west, south, east, north = extent.bounds
    return box.x + (x - west) / (east - west) * box.width, box.y + (y - south) / (north - south) * box.height


def _draw(page: Page, pinned: Pinned, spot: Spot, taken: Sequence[Box]) -> Box:
    box, x, y = spot
    factor, ink = page.factor, page.colors["focus" if pinned.note.is_open else "label_quiet"]
    hand = page.hand(TYPE_PT, role="halo", bold=True, align="center")
    wide = max(width_pt(str(pinned.number), hand.size_pt, bold=True) + 2 * PAD_PT * factor, HIGH_PT * factor)
    plate = _free(Box(x - wide / 2, y + LEG_PT * factor, wide, HIGH_PT * factor), box, taken, factor)
    middle = plate.x + plate.width / 2
    leg = shapely.LineString([(x, y), (middle, plate.y + plate.height / 2)])
    for color, width in ((page.colors["halo"], 3.0), (ink, 1.2)):
        stroke(page.axes, leg, Line(color, width * factor), zorder=ZORDER - 0.5)
    for color, radius in ((page.colors["halo"], DOT_PT + 0.8), (ink, DOT_PT)):
        fill(page.axes, shapely.Point(x, y).buffer(radius * factor), color, zorder=ZORDER - 0.4)
    _plate(page, plate, ink).set_gid(PIN)
    line = baseline_below(plate.y + plate.height / 2, hand.size_pt)
    with page.tagged("Span"):
        write(page.axes, middle, line, str(pinned.number), hand)
    return plate


def _plate(page: Page, plate: Box, color: str) -> FancyBboxPatch:
    corner = f"round,pad=0,rounding_size={CORNER_PT * page.factor}"
    patch = FancyBboxPatch(
        (plate.x, plate.y), plate.width, plate.height, boxstyle=corner, facecolor=color,
        edgecolor=page.colors["halo"], linewidth=0.9 * page.factor, zorder=ZORDER,
    )  # fmt: skip
    page.axes.add_artist(patch)
    return patch


def _free(plate: Box, box: Box, taken: Sequence[Box], factor: float) -> Box:
    """The plate within its map, beside or above those that stand there; where all is full, over one."""
    gap = 1.5 * factor

    def at(across: int, up: int) -> Box:
        x = plate.x + across * (plate.width + gap)
        y = plate.y + up * (plate.height + gap)
        x = min(max(x, box.x), box.right - plate.width)
        return Box(x, min(max(y, box.y), box.top - plate.height), plate.width, plate.height)

    tried = [at(across, up) for up in range(STEPS) for across in (0, 1, -1, 2, -2)]
    return next((one for one in tried if not any(_meet(one, other) for other in taken)), tried[0])


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.top and other.y < one.top
