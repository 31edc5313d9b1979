"""Names along lines: upright, letter by letter, only where the line is long enough and bends little."""

from itertools import pairwise
from math import dist

import numpy as np
import pytest
import shapely
from matplotlib.figure import Figure

from layers.paper.extent import fit_extent
from layers.paper.names.along import MOST_TURN_DEG, Run, runs_along
from layers.paper.pen import Pen
from layers.paper.sheet import prepare
from layers.style.catalogue import load_catalogue

CATALOGUE = load_catalogue()
WORDS = "观澜河干流"


@pytest.fixture(scope="module")
def pen() -> Pen:
    axes = Figure(figsize=(10, 10)).add_axes((0.0, 0.0, 1.0, 1.0))
    extent = fit_extent((113.9, 22.5, 114.1, 22.7), width_pt=720, height_pt=720)
    prepare(axes, extent)
    return Pen(axes, extent, CATALOGUE, "zh")


def line(pen: Pen, *points: tuple[float, float]) -> shapely.LineString:
    """Points in points of paper from the middle of the map."""
    x, y = (pen.extent.west + pen.extent.east) / 2, (pen.extent.south + pen.extent.north) / 2
    metre = pen.extent.metres_per_pt
    return shapely.LineString([(x + px * metre, y + py * metre) for px, py in points])


def best(pen: Pen, course: shapely.LineString, words: str = WORDS, **options: float) -> Run | None:
    return next(runs_along(pen, course, words, 9.0, **options), None)


def arc(radius: float, degrees: float) -> list[tuple[float, float]]:
    turns = np.radians(np.linspace(0, degrees, 40))
    return [(radius * float(np.sin(turn)), radius * float(1 - np.cos(turn))) for turn in turns]


@pytest.mark.parametrize("end", [(200, 30), (-200, 30), (-200, -60), (200, -60)])
def test_a_name_reads_from_left_to_right_whichever_way_its_line_runs(pen: Pen, end: tuple[float, float]) -> None:
    run = best(pen, line(pen, (0, 0), end))
    assert run is not None
    assert [each.words for each in run.letters] == [WORDS]
    assert -90 <= np.degrees(run.letters[0].turn) <= 90


def test_along_a_bend_the_letters_turn_with_it_and_keep_their_distance(pen: Pen) -> None:
    run = best(pen, line(pen, *arc(120, 60)))
    assert run is not None and len(run.letters) == len(WORDS)
    turns = [np.degrees(each.turn) for each in run.letters]
    assert turns == sorted(turns) and turns[-1] - turns[0] > 10
    assert all(later - earlier <= MOST_TURN_DEG for earlier, later in pairwise(turns))
    steps = [dist((a.x, a.y), (b.x, b.y)) for a, b in pairwise(run.letters)]
    assert steps == pytest.approx([9 * pen.extent.metres_per_pt] * len(steps), rel=0.05)


def test_chinese_goes_down_a_steep_line_with_upright_letters(pen: Pen) -> None:
    run = best(pen, line(pen, (0, 0), (20, 200)), "深莞增城际（示意）")
    assert run is not None
    assert [each.words for each in run.letters] == list("深莞增城际︵示意︶")
    assert all(later.y < earlier.y for earlier, later in pairwise(run.letters))
    assert all(abs(np.degrees(each.turn)) < 15 for each in run.letters)
    latin = best(pen, line(pen, (0, 0), (20, 200)), "Guanlan River")
    assert latin is not None and len(latin.letters) == 1


@pytest.mark.parametrize("points", [[(0, 0), (40, 0)], [(0, 0), (30, 30), (0, 60), (30, 90), (0, 120)], arc(14, 340)])
def test_a_line_that_is_short_or_winds_carries_no_name(pen: Pen, points: list[tuple[float, float]]) -> None:
    assert best(pen, line(pen, *points)) is None


def test_beside_its_line_a_name_hides_none_of_it(pen: Pen) -> None:
    course = line(pen, (0, 0), (200, 0))
    runs = list(runs_along(pen, course, WORDS, 9.0, beside_pt=9.0))
    sides = {np.sign(run.box[1] + run.box[3] - 2 * course.coords[0][1]) for run in runs}
    assert sides == {1.0, -1.0}
    assert not any(shapely.box(*box).intersects(course) for run in runs for box in run.boxes)
