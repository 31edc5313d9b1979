"""Places as whole numbers, each as its distance from the one before: a third of what degrees take."""

from collections.abc import Iterable, Sequence

STEPS_PER_DEGREE = 100_000
"""about a metre"""


def stepped(points: Iterable[Sequence[float]]) -> list[tuple[int, int]]:
    """Degrees as whole steps, without points that repeat the one before."""
    result: list[tuple[int, int]] = []
    for x, y in points:
        place = (round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE))
        if not result or place != result[-1]:
            result.append(place)
    return result


def deltas(places: Sequence[tuple[int, int]]) -> list[int]:
    """x and y of the first place, then of each its distance from the one before."""
    result: list[int] = []
    before = (0, 0)
    for x, y in places:
        result += [x - before[0], y - before[1]]
        before = (x, y)
    return result
