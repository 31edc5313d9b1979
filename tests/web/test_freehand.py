"""A stroke with fewer places: none that is left out lies further off than the tolerance, ends and corners stay."""

import itertools
import math

import pytest

from tests.node import node

SIMPLIFIED = 'const { simplified, simplifiedTo } = await module("draw/free/simplify");'
LAT = 22.54
M = 1 / 111_320
"""degrees of latitude in a metre"""
WIDE = M / math.cos(math.radians(LAT))


def place(x: float, y: float) -> list[float]:
    """Metres east and north of a place of the city."""
    return [114.05 + x * WIDE, LAT + y * M]


def metres(path: list[list[float]]) -> list[tuple[float, float]]:
    return [((x - 114.05) / WIDE, (y - LAT) / M) for x, y in path]


def simplified(path: list[list[float]], tolerance: float) -> list[tuple[float, float]]:
    code = f"{SIMPLIFIED} return simplified(argument.path, argument.tolerance);"
    return metres(node(code, {"path": path, "tolerance": tolerance}))


def off(point: tuple[float, float], path: list[tuple[float, float]]) -> float:
    def one(start: tuple[float, float], end: tuple[float, float]) -> float:
        dx, dy = end[0] - start[0], end[1] - start[1]
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / ((dx * dx + dy * dy) or 1)
        share = min(max(along, 0.0), 1.0)
        return math.hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)

    return min(one(start, end) for start, end in itertools.pairwise(path))


CIRCLE = [place(500 * math.cos(turn / 50), 500 * math.sin(turn / 50)) for turn in range(315)]
SPIKE = [place(x, 300 if x == 50 else 0) for x in range(101)]
CLOSED = [place(0, 0), place(100, 0), place(100, 100), place(0, 100), place(0, 0)]
WAVY = [place(x, 4 * math.sin(x / 7)) for x in range(400)]


@pytest.mark.parametrize("tolerance", [1.0, 5.0, 40.0])
@pytest.mark.parametrize("path", [CIRCLE, SPIKE, CLOSED, WAVY], ids=["circle", "spike", "closed", "wavy"])
def test_nothing_left_out_is_further_off_than_the_tolerance(path: list[list[float]], tolerance: float) -> None:
    found = simplified(path, tolerance)
    assert found[0] == pytest.approx(metres(path)[0], abs=1e-3) and found[-1] == pytest.approx(
        metres(path)[-1], abs=1e-3
    )
    assert max(off(point, found) for point in metres(path)) <= tolerance * 1.001
    assert len(found) <= len(path)


def test_metres_are_metres_both_ways() -> None:
    for way in ((0.0, 1.0), (1.0, 0.0)):
        path = [
            place(0, 0),
            place(50 * way[1] + 9 * way[0], 50 * way[0] + 9 * way[1]),
            place(100 * way[1], 100 * way[0]),
        ]
        assert (len(simplified(path, 8.5)), len(simplified(path, 9.5))) == (3, 2)


@pytest.mark.parametrize(
    ("path", "count"), [([], 0), ([place(0, 0)], 1), ([place(0, 0)] * 2, 2), ([place(0, 0)] * 50, 2), (CLOSED, 5)]
)
def test_few_places_and_places_on_one_another(path: list[list[float]], count: int) -> None:
    assert len(simplified(path, 1.0)) == count


def test_a_stroke_never_has_more_places_than_a_line_may() -> None:
    wild = [place(x, (x * 7919) % 211) for x in range(20_000)]
    code = f"{SIMPLIFIED} return simplifiedTo(argument, 1, 2000).length;"
    assert 2 <= node(code, wild) <= 2000
