"""What tells one state of data/ from another: the documents are made anew when it changes."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from geo.folder import DATA
from layers.style.faults import CATALOGUE_PATH, OWN_CATALOGUE

Fingerprint = tuple[tuple[str, int, int], ...]
Made = TypeVar("Made")


def fingerprint(data: Path = DATA) -> Fingerprint:
    """Name, time and size of all files that are read again when they change: the documents are then made anew."""
    return stamps([*sorted(data.rglob("*.geojson")), data / "SOURCES.md", CATALOGUE_PATH, OWN_CATALOGUE])


class KeptLast(Generic[Made]):
    """What was made last, as long as its key stays the same. Two who ask at once may both make it."""

    def __init__(self) -> None:
        self._last: tuple[object, Made] | None = None

    def of(self, key: object, make: Callable[[], Made]) -> Made:
        """What make gives for this key."""
        last = self._last
        if last is None or last[0] != key:
            self._last = last = key, make()
        return last[1]


def of_the_city(data: Path) -> Fingerprint:
    """What the city under the plan is made of: the same in every folder of one release."""
    paths = [*sorted((data / "basemap").glob("*")), data / "districts.geojson"]
    own = ((path.name, *stamp) for path in paths if (stamp := _stamp(path)))
    return (*own, *stamps([CATALOGUE_PATH, OWN_CATALOGUE]))


def stamps(paths: Iterable[Path]) -> Fingerprint:
    """Name, time and size of what stands under these names."""
    return tuple((str(path), *stamp) for path in paths if (stamp := _stamp(path)))


def _stamp(path: Path) -> tuple[int, int] | None:
    """Time and size of what stands under a name, be it a file or not; None where nothing does."""
    try:
        present = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return error.errno or 0, 0
    return present.st_mtime_ns, present.st_size
