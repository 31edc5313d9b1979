"""Writing files: never half a file under the final name, never a name or a cell that harms."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layers.text import LANGUAGES, text

UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff<>"
    r':"/\\|?*\u2028\u2029\ud800-\udfff]+'
)
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
MAX_NAME_BYTES = 120
SHOWN_OF_NAME = 40
"""characters of a file's name in that of the one beside it"""
FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""a cell that begins like this would be run as a formula by a spreadsheet; some of them leave out what has no width"""
NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""what XML, and so most formats, cannot hold, or what ends a text in a database"""
CELL_LENGTH = 32_767
"""what a cell of Excel holds; more is lost when it opens a CSV"""
CUT = " … " + " / ".join(text("data.cell.cut", language) for language in LANGUAGES)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary path beside path; moved onto it when the block ends well, removed otherwise. Raises OSError."""
    # A part of the name: the whole may be as long as a name can be.
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:SHOWN_OF_NAME]}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def safe_name(text: str, *, fallback: str = "plan") -> str:
    """A file name without extension for every system: no path parts, no control characters, 120 bytes at most."""
    name = UNSAFE.sub("_", text).strip(" ._")
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore").strip(" ._")
    return name if name and not RESERVED.match(name) else fallback


def stored(words: str) -> str:
    """Words without the controls and halves of characters that a file cannot hold."""
    return NOT_STORED.sub("", words)


def safe_cell(value: object) -> object:
    """A spreadsheet cell's value: text without what it cannot hold, an apostrophe before what would be run.

    Text longer than a cell holds ends with a word that says where the rest is: spreadsheets would cut it without one.
    """
    if not isinstance(value, str):
        return value
    words = stored(value)
    safe = f"'{words}" if FORMULA.match(words) else words
    if cell_length(safe) <= CELL_LENGTH:
        return safe
    kept = safe.encode("utf-16-le")[: 2 * (CELL_LENGTH - cell_length(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def cell_length(words: str) -> int:
    """How long a text is as spreadsheets count: in UTF-16."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
