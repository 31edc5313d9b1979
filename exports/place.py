"""Where a file may go: looked at before anything is made, so that nobody waits for what cannot be written."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import ExportError

USUAL_MOST_BYTES = 255
"""in a name, where the folder does not say"""
SHOWN = 40
"""characters of a name in a message"""
YES = ("y", "yes", "是", "好")
CHECKS_EFFECTIVE = os.access in os.supports_effective_ids


def check_place(out: Path) -> None:
    """Raises ExportError where a file cannot be put there."""
    length, most = len(os.fsencode(out.name)), _most_bytes(out.parent)
    if length > most:
        raise ExportError("exports.longname", name=f"{out.name[:SHOWN]}…", length=length, most=most)
    if out.is_dir():
        raise ExportError("exports.isfolder", name=str(out))
    if not out.parent.is_dir():
        raise ExportError("exports.nofolder", folder=str(out.parent))
    if not os.access(out.parent, os.W_OK | os.X_OK, effective_ids=CHECKS_EFFECTIVE):
        raise ExportError("exports.noright", folder=str(out.parent))


def check_ending(out: Path, endings: Sequence[str]) -> None:
    """Raises ExportError where a product is not written under such a name."""
    if not out.name.lower().endswith(tuple(endings)):
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join(endings))


def check_free(out: Path, *, force: bool) -> None:
    """Raises ExportError where a file is there and may not be replaced: by force, or by a word of who watches."""
    if os.path.lexists(out) and not force and not _agreed(out):
        raise ExportError("exports.exists", name=out.name)


def _agreed(out: Path) -> bool:
    """Whether who sits at a terminal wants the file replaced; nobody is asked where nobody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    words = ExportError("exports.replace", name=out.name)
    print(words, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in YES


def _most_bytes(folder: Path) -> int:
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # not on Windows, and not of what is not there
        return USUAL_MOST_BYTES


def read_given(path: Path) -> bytes:
    """What is in a file that an option names. Raises ExportError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError("exports.unreadable", name=path.name, detail=error.strerror or str(error)) from error
