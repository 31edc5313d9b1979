"""Writing files: never half a file under the final name, never a name or a cell that harms."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\ud800-\udfff]+')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
MAX_NAME_BYTES = 120
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""a cell that begins like this would be run as a formula by a spreadsheet"""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary path beside path; moved onto it when the block ends well, removed otherwise. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
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
    """A file name without extension that every system takes: no path parts, no control characters, 120 bytes at most."""
    name = UNSAFE.sub("_", text).strip(" ._")
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore").strip(" ._")
    return name if name and not RESERVED.match(name) else fallback


def safe_cell(value: object) -> object:
    """A spreadsheet cell's value; text that a spreadsheet would run gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
