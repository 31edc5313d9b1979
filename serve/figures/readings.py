"""What the server counts. Rooms add theirs; nothing is read before somebody asks for the figures.

Labels are of few values that are known beforehand: routes, lanes, products. Nothing that people write is one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

Sample = tuple[tuple[str, ...], float]
"""values of the labels, and the figure"""
MOST_VALUES = 500
"""of labels of one figure: what comes beyond is one, OTHERS"""
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, or one for each value of its labels."""

    name: str
    help: str
    kind: Literal["gauge", "counter"]
    labels: tuple[str, ...]
    read: Callable[[], Iterable[Sample]]


class Figures:
    """All figures of the server."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}

    def watch(self, reading: Reading) -> None:
        """One more; one of that name is replaced."""
        self._readings = {**self._readings, reading.name: reading}

    def gauge(self, name: str, help_text: str, read: Callable[[], float]) -> None:
        """One more that is a number of the moment."""
        self.watch(Reading(name, help_text, "gauge", (), lambda: [((), read())]))

    def readings(self) -> Iterable[Reading]:
        """All of them."""
        return tuple(self._readings.values())


FIGURES = Figures()


class Counts:
    """How often something happened, by labels. Every method may be called from any thread."""

    def __init__(self, name: str, help_text: str, *labels: str, figures: Figures = FIGURES) -> None:
        self._lock, self._counts = Lock(), dict[tuple[str, ...], float]()
        self._others = (OTHERS,) * len(labels)
        figures.watch(Reading(name, help_text, "counter", labels, self.samples))

    def add(self, *values: str) -> None:
        """Once more, for these values of the labels."""
        with self._lock:
            known = values in self._counts or len(self._counts) < MOST_VALUES
            kept = values if known else self._others
            self._counts[kept] = self._counts.get(kept, 0) + 1

    def samples(self) -> list[Sample]:
        """What was counted."""
        with self._lock:
            return list(self._counts.items())
