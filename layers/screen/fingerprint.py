"""What tells one state of data/ from another: the documents are made anew when it changes."""

from collections.abc import Iterable
from pathlib import Path

from geo.folder import DATA
from layers.style.faults import CATALOGUE_PATH, OWN_CATALOGUE

Fingerprint = tuple[tuple[str, int, int], ...]


def fingerprint(data: Path = DATA) -> Fingerprint:
    """Name, time and size of all files that are read again when they change: the documents are then made anew."""
    return stamps([*sorted(data.rglob("*.geojson")), data / "SOURCES.md", CATALOGUE_PATH, OWN_CATALOGUE])


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
