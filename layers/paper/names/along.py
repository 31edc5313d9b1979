"""Names along lines: letter by letter on a smoothed part of a line that bends little, upright. EPSG:4547, metres.

web/labels/along.js does the same on the screen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, pi, sin

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.paper.extent import Bounds
from layers.paper.fonts import CJK_INK_CENTRE, width_pt
from layers.paper.pen import Pen
from layers.paper.text import Hand, write

STEP = 0.35
"""of points along the line, in type sizes"""
SMOOTH = 2.4
"""the line is smoothed over so many type sizes"""
ENDS = 0.8
"""of a line's length stay free before and after the name, in type sizes"""
MOST_BEND_DEG, MOST_TURN_DEG = 55.0, 15.0
"""a name may bend by so much from its first to its last letter, and from one letter to the next"""
STRAIGHT_DEG = 4.0
"""a name that bends less is written in one piece"""
OFF_MIDDLE_DEG = 14.0
"""how much more bend a name in the middle of its line may have against one at its end"""
MOST_RUNS = 8
INK = 1.02
"""height of a letter's box, in type sizes"""
STEEP, STACK = 1.5, 1.04
"""Chinese names along lines steeper than this are set from top to bottom, each letter upright; its height"""
STACKED = re.compile(r"[\u2e80-\u9fff\uff08\uff090-9·-]+")
UNITS = re.compile(r"\d+|.")
"""what stays together: a number, set from top to bottom too"""
UPRIGHT_BRACKETS = str.maketrans("（）", "︵︶")
OVER = 0.5
"""a letter's halo lies so much under the letters"""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters that stand together, as a whole word or one by one."""

    words: str
    x: float
    """of their middle"""
    y: float
    turn: float
    """counter-clockwise, radians"""


@dataclass(frozen=True, slots=True)
class Run:
    """A name along a line, and the boxes that it takes."""

    letters: tuple[Letters, ...]
    boxes: tuple[Bounds, ...]

    @property
    def box(self) -> Bounds:
        """All of it."""
        west, south, east, north = zip(*self.boxes, strict=True)
        return min(west), min(south), max(east), max(north)


def runs_along(pen: Pen, seen: BaseGeometry, words: str, size_pt: float, *, beside_pt: float = 0.0) -> Iterator[Run]:
    """Where the name of what is seen of a line may run, best first; beside_pt: from the line to the letters' middle."""
    metre = pen.extent.metres_per_pt
    size = size_pt * metre
    need = max(width_pt(words, size_pt), len(words) * STACK * size_pt if STACKED.fullmatch(words) else 0.0) * metre
    lines = [np.asarray(part.coords)[:, :2] for part in shapely.get_parts(seen) if "Line" in part.geom_type]
    found: list[tuple[float, Points]] = []
    for line in lines:
        found += list(_stretches(line, need + 2 * ENDS * size, size))
    for _, stretch in sorted(found, key=lambda entry: entry[0])[:MOST_RUNS]:
        stacked = _is_steep(stretch) and STACKED.fullmatch(words) is not None
        axis, onward = (1, -1) if stacked else (0, 1)
        course = stretch if (stretch[-1][axis] - stretch[0][axis]) * onward >= 0 else stretch[::-1]
        for side in (1.0, -1.0) if beside_pt else (0.0,):
            yield _run(course, words, Setting(size_pt, metre, side * beside_pt * metre, stacked))


def _is_steep(stretch: Points) -> bool:
    across, up = np.abs(stretch[-1] - stretch[0])
    return bool(up > STEEP * across)


@dataclass(frozen=True, slots=True)
class Setting:
    """How letters are set along a course."""

    size_pt: float
    metre: float
    """true metres a point"""
    beside: float
    """metres from the course to the letters' middle, to the left of the way"""
    stacked: bool
    """one below the other, each upright"""

    def advance(self, letter: str) -> float:
        """Metres along the course that a letter, or a number, takes."""
        return (STACK if self.stacked else width_pt(letter, self.size_pt) / self.size_pt) * self.size_pt * self.metre


def _stretches(line: Points, need: float, size: float) -> Iterator[tuple[float, Points]]:
    """Stretches of a line that are long enough and bend little, each with how much it bends."""
    ways = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    length = float(ways[-1])
    if length < need:
        return
    count = max(int(length / (STEP * size)), 4)
    even = np.linspace(0.0, length, count + 1)
    points = np.column_stack([np.interp(even, ways, line[:, axis]) for axis in (0, 1)])
    points = _smoothed(points, max(int(SMOOTH / STEP), 1))
    turns = np.degrees(np.unwrap(np.arctan2(*np.diff(points, axis=0).T[::-1])))
    wide, letter = max(int(need / length * count), 3), max(int(1.0 / STEP), 1)
    for start in range(0, count - wide + 1, max(wide // 6, 1)):
        own = turns[start : start + wide]
        steps = np.abs(own[letter:] - own[:-letter]) if len(own) > letter else np.zeros(1)
        bend = float(own.max() - own.min())
        if bend <= MOST_BEND_DEG and steps.max() <= MOST_TURN_DEG:
            middle = (start + wide / 2) / count
            yield bend + OFF_MIDDLE_DEG * abs(2 * middle - 1), points[start : start + wide + 1]


def _smoothed(points: Points, reach: int) -> Points:
    """Each point as the mean of those around it; the ends stay."""
    if len(points) <= 2 * reach:
        return points
    padded = np.pad(points, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd")
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    return np.column_stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)])


def _run(course: Points, words: str, setting: Setting) -> Run:
    """The letters in the middle of a course, or beside it."""
    size, beside = setting.size_pt * setting.metre, setting.beside
    ways = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(course, axis=0).T))])

    def at(found: Points) -> Points:
        # Of all letters at once: one by one they take ten times as long.
        return np.array([np.interp(found, ways, course[:, axis]) for axis in (0, 1)]).T

    def letters(part: str, place: tuple[list[float], list[float], list[float]]) -> Letters:
        (x0, y0), (x1, y1), (x, y) = place
        long = hypot(x1 - x0, y1 - y0) or 1.0
        across, up = (x1 - x0) / long, (y1 - y0) / long
        turn = atan2(up, across) + (pi / 2 if setting.stacked else 0.0)
        return Letters(part, x - up * beside, y + across * beside, turn)

    drawn = UNITS.findall(words.translate(UPRIGHT_BRACKETS) if setting.stacked else words)
    widths = [setting.advance(letter) for letter in drawn]
    total, middle = sum(widths), float(ways[-1]) / 2
    wide = np.array(widths)
    centres, half = middle - total / 2 + np.cumsum(wide) - wide / 2, np.maximum(wide, size / 2) / 2
    places = zip(at(centres - half).tolist(), at(centres + half).tolist(), at(centres).tolist(), strict=True)
    made = [letters(letter, place) for letter, place in zip(drawn, places, strict=True)]
    boxes = tuple(
        _box(each, width_pt(each.words, setting.size_pt) * setting.metre, size) for each in made if each.words.strip()
    )
    turns = np.degrees(np.unwrap([each.turn for each in made]))
    if turns.max() - turns.min() < STRAIGHT_DEG and not setting.stacked:
        before, after, centre = at(np.array([middle - total / 2, middle + total / 2, middle])).tolist()
        made = [letters(words, (before, after, centre))]
    return Run(tuple(made), boxes)


def _box(letters: Letters, wide: float, size: float) -> Bounds:
    """The upright box round letters that are turned."""
    c, s = abs(cos(letters.turn)), abs(sin(letters.turn))
    half_x, half_y = (wide * c + INK * size * s) / 2, (wide * s + INK * size * c) / 2
    return letters.x - half_x, letters.y - half_y, letters.x + half_x, letters.y + half_y


def write_run(pen: Pen, run: Run, hand: Hand) -> None:
    """Write the letters, all of them over all of their halos."""
    down = CJK_INK_CENTRE * hand.size_pt * pen.extent.metres_per_pt
    plain = replace(hand, halo=None, align="center")
    halo = replace(hand, align="center", zorder=hand.zorder - OVER, only_halo=True)
    for passed in (halo, plain) if hand.halo else (plain,):
        for each in run.letters:
            x, y = each.x + sin(each.turn) * down, each.y - cos(each.turn) * down
            write(pen.axes, x, y, each.words, replace(passed, rotation_deg=degrees(each.turn)))
