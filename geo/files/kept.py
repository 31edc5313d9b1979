"""What takes long to make of files, kept on disk between processes.

An entry is named by the hash of all that it was made of, content and code, so that it is never stale; it begins with
the hash of what it holds, so that one that is damaged, cut off or left by something else is made anew. It is read as
bytes, and never run. A folder that cannot be read or written only costs time.
"""

import hashlib
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from geo.folder import CACHE

READ = CACHE / "read"
"""the folder of what has been read; PLAN_MAP_CACHE names the one around it"""
DIGEST = hashlib.sha256().digest_size
CODE = Path(__file__).resolve().parent.parent
READERS = (CODE, CODE / "files", CODE / "city")
"""folders of the modules that read"""


def hash_of(contents: Iterable[bytes]) -> str:
    """One hash over contents, each with its length."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(b"%d " % len(content) + content)
    return digest.hexdigest()


@cache
def code_hash(*others: Path) -> str:
    """Of the modules that read, and of others that have a part in what is kept."""
    paths = [*(path for folder in READERS for path in sorted(folder.glob("*.py"))), *others]
    return hash_of(map(content_of, paths))


def content_of(path: Path) -> bytes:
    """What a file holds; why it cannot be read, where it cannot."""
    try:
        return path.read_bytes()
    except OSError as error:
        return b"? %d" % (error.errno or 0)


def kept(name: str, key: str) -> bytes | None:
    """What was kept under a name and a key; None where it is not there, or damaged."""
    try:
        content = _path(name, key).read_bytes()
    except OSError:
        return None
    held = content[DIGEST:]
    return held if hashlib.sha256(held).digest() == content[:DIGEST] else None


def keep(name: str, key: str, content: bytes, *, most: int) -> None:
    """Keep what was made under a name and a key, and forget the oldest but so many of that name."""
    put_whole(_path(name, key), hashlib.sha256(content).digest() + content, like=f"{name}-*", most=most)


def put_whole(path: Path, content: bytes, *, like: str, most: int) -> None:
    """Write a file all at once, so that another process never reads half of it, and remove the oldest of its like.

    Nothing happens where that is not possible.
    """
    part: Path | None = None
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(content)
        part.replace(path)
        part = None
        for old in sorted(path.parent.glob(like), key=lambda found: found.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)
    if part is not None:
        # The disk is full: what is half there must not stay.
        with suppress(OSError):
            part.unlink()


def _path(name: str, key: str) -> Path:
    return READ / f"{name}-{key}"
