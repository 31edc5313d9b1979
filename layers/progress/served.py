"""The document of progress for the present data and day, without the work of making it where it is on the shelf.

It is asked for when the map is there: whoever only looks at the map never waits for it.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock

from geo.edits.present import present_folder
from layers.screen.fingerprint import Fingerprint, fingerprint, stamps
from layers.screen.served import BEGUN_WITH, hash_of_files
from layers.screen.shelf import Document, kept_document

NAME = "progress"
MAKING = Lock()


def progress_document(data: Path | None = None, *, day: date | None = None) -> Document:
    """What became of the works as it is known today, or on a day: made anew when the data change, and every day."""
    data = data or present_folder()
    # The warm-up and the first visitor must not both do the work.
    with MAKING:
        return _made(data, (*fingerprint(data), *stamps(_files(data))), day or date.today())


@lru_cache(maxsize=2)
def _made(data: Path, present: Fingerprint, day: date) -> Document:
    key = hash_of_files([Path(name) for name, _, _ in present], f"{BEGUN_WITH} {day}")
    return kept_document(NAME, key, lambda: _make(data, day))


def _files(data: Path) -> list[Path]:
    """The ledger's files; none where the folder may not be read."""
    try:
        return sorted((data / NAME).glob("*"))
    except OSError:
        return []


def _make(data: Path, day: date) -> bytes:
    from layers.progress.document import make_progress  # noqa: PLC0415 - not needed where the shelf has it
    from layers.screen.present import present_plan  # noqa: PLC0415

    return make_progress(present_plan(data)[0].items, data=data, day=day)
