"""Files that were brought and wait for a word on their datum: in the folder of layers, named by us, gone in an hour."""

import hashlib
import json
import re
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from geo.own.remarks import OwnError

UPLOADS = ".uploads"
TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT_S = 3600.0
MOST_WAITING = 30
MAX_NAME = 200
CONTENT, ABOUT = "content", "about.json"
_seen: dict[str, float] = {}
"""folder of an upload -> when this process first saw it"""
_lock = Lock()


def plain_file_name(name: str) -> str:
    """A file's name as words, without folders and controls; never used as a path."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip()
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: MAX_NAME - len(ending) - 1]}{dot}{ending}"[-MAX_NAME:] or "file"


def _began(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _owner(path: Path) -> str:
    try:
        return str(json.loads((path / ABOUT).read_text(encoding="utf-8"))["who"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


class Uploads:
    """Files that wait in the folder of layers. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / UPLOADS

    @contextmanager
    def new(self, name: str, *, who: str = "") -> Iterator[tuple[str, Path]]:
        """A token and a path for a new file, which is kept when the block ends well. Raises OwnError.

        who: tells one who brings files from another; nobody's files keep others from bringing theirs.
        """
        token = secrets.token_hex(16)
        part = self._folder / f".{token}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.sweep()
            self._make_room()
            part.mkdir(mode=0o700)
            about = {"name": plain_file_name(name), "who": hashlib.sha256(who.encode()).hexdigest()[:16]}
            (part / ABOUT).write_text(json.dumps(about), encoding="utf-8")
            yield token, part / CONTENT
            part.replace(self._folder / token)
        except OSError as error:
            folder, detail = self._folder.parent.name, error.strerror or str(error)
            raise OwnError("own-unwritable", value=folder, detail=detail) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _make_room(self) -> None:
        """Where too many wait, forget the oldest of whoever has brought most. Raises OwnError where all still come."""
        entries = list(self._folder.iterdir())
        if len(entries) < MOST_WAITING:
            return
        waiting = sorted((path for path in entries if TOKEN.fullmatch(path.name)), key=_began)
        if not waiting:
            raise OwnError("own-busy")
        owners = [_owner(path) for path in waiting]
        (most, _), *_ = Counter(owners).most_common(1)
        shutil.rmtree(waiting[owners.index(most)], ignore_errors=True)

    def find(self, token: str) -> tuple[Path, str]:
        """Where a file lies and what it is called. Raises OwnError where it is gone."""
        folder = self._folder / token
        if not TOKEN.fullmatch(token):
            raise OwnError("own-gone", file=token[:40])
        try:
            name = json.loads((folder / ABOUT).read_text(encoding="utf-8"))["name"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OwnError("own-gone", file=token[:8]) from error
        return folder / CONTENT, str(name)

    def drop(self, token: str) -> None:
        """Forget a file."""
        if TOKEN.fullmatch(token):
            shutil.rmtree(self._folder / token, ignore_errors=True)

    def sweep(self) -> None:
        """Forget what this process has seen waiting for too long, by a clock that nobody sets."""
        now, there = time.monotonic(), {str(path) for path in self._folder.iterdir()}
        with _lock:
            for gone in {path for path in _seen if Path(path).parent == self._folder} - there:
                del _seen[gone]
            old = [path for path in there if now - _seen.setdefault(path, now) > KEPT_S]
        for path in old:
            shutil.rmtree(path, ignore_errors=True)
