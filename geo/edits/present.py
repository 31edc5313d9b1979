"""The data folder that everybody sees: the release's, or one with what was accepted since.

What was accepted is looked up again after LOOK_S at most: a change is there without a restart, in every process.
"""

import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from geo.folder import DATA
from geo.store.place import DATABASE, SQLITE_FILE, workspace_folder

LOG = logging.getLogger(__name__)
LOOK_S = 0.3
FOLDERS = "plans"


@dataclass(slots=True)
class _Seen:
    """What was found last."""

    at: float = float("-inf")
    key: object = None
    folder: Path = DATA


_seen = _Seen()
_lock = Lock()


def present_folder() -> Path:
    """The data folder with what was accepted; what was seen last, where the store does not answer. Never raises."""
    # Whoever has saved nothing needs no database for it.
    if not _is_used():
        return DATA
    with _lock:
        if time.monotonic() - _seen.at >= LOOK_S:
            _look()
            _seen.at = time.monotonic()
        return _seen.folder


def forget_present() -> None:
    """Have the next one who asks look again: something was accepted here."""
    with _lock:
        _seen.at = float("-inf")


def proposals_revision() -> int:
    """Another number after every change of a proposal; 0 where there are none, or the store does not answer."""
    if not _is_used():
        return 0
    from geo.edits.proposal import KIND  # noqa: PLC0415
    from geo.store.errors import StoreError  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    try:
        with Store.present().reading() as present:
            return present.revision(KIND) if present else 0
    except (StoreError, OSError) as error:
        LOG.warning("the proposals cannot be read: %s", error)
        return 0


def _is_used() -> bool:
    return bool(os.environ.get(DATABASE, "").strip()) or (workspace_folder() / SQLITE_FILE).exists()


def _look() -> None:
    from geo.edits.accepted import EDIT, EVENT, edit_in, event_in  # noqa: PLC0415 - the map stands before it is needed
    from geo.edits.folder import made_folder  # noqa: PLC0415
    from geo.store.errors import StoreError  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    try:
        store = Store.present()
        with store.reading() as present:
            key = present and (store.database.name, present.revision(EDIT), present.revision(EVENT))
            if key == _seen.key and _seen.folder.is_dir():
                return
            edits = [edit_in(found) for found in present.listing(EDIT)] if present else []
            events = [event_in(found) for found in present.listing(EVENT)] if present else []
        changed = edits or events
        _seen.folder = made_folder(DATA, edits, events, under=store.folder / FOLDERS) if changed else DATA
        _seen.key = key
    except (StoreError, OSError) as error:
        LOG.warning("the accepted changes cannot be read: %s", error)
