"""What must hold before visitors are sent here."""

import errno
import os
import tempfile
from pathlib import Path

from streamlit import runtime
from streamlit.runtime import RuntimeState

from geo.store.place import workspace_folder
from layers.screen.served import served
from layers.screen.shelf import SHELF
from serve.health.lanes import LANES
from serve.health.readiness import Check, Readiness
from serve.routes import WARM
from web.assets import BundleError, deck_bundle, modules

NOT_YET, UNWRITABLE, FULL, MISSING = "not yet", "cannot be written", "disk full", "cannot be made"
PROBE_BYTES = 4096
DISK_FULL = {"ENOSPC", "EDQUOT"}


def warm_up() -> str | None:
    """What the first visitor asks for has been made."""
    return None if WARM.is_set() else NOT_YET


def documents() -> str | None:
    """The map's documents and modules can be had for the data as they are now."""
    if not WARM.is_set():
        # Whoever asks now would wait for the warm-up.
        return NOT_YET
    try:
        deck_bundle()
    except BundleError:
        return MISSING
    return None if served().plan.gzipped and modules().files else MISSING


def writable(folder: Path) -> str | None:
    """Files can be written to a folder, or to the one in which it would be made."""
    place = folder.resolve()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"\0" * PROBE_BYTES)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return FULL if errno.errorcode.get(error.errno or 0) in DISK_FULL else UNWRITABLE
    return None


def sessions() -> str | None:
    """Streamlit takes sessions: it has started and does not stop."""
    open_states = (RuntimeState.NO_SESSIONS_CONNECTED, RuntimeState.ONE_OR_MORE_SESSIONS_CONNECTED)
    return None if runtime.exists() and runtime.get_instance().state in open_states else NOT_YET


def cache() -> str | None:
    """What is made can be kept: products on their way too."""
    return writable(SHELF) or writable(Path(tempfile.gettempdir()))


def workspace() -> str | None:
    """What people make can be saved."""
    return writable(workspace_folder())


def store() -> str | None:
    """The database answers."""
    if not WARM.is_set():
        # What it imports keeps the first visitor waiting.
        return NOT_YET
    from geo.store.errors import StoreError  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    try:
        Store.present().revision("person")
    except StoreError as error:
        return error.code
    return None


def workers() -> str | None:
    """Whoever makes products is there; one that nobody has needed yet counts as well."""
    stopped = [lane.name for lane in LANES if not lane.alive]
    return f"stopped: {', '.join(stopped)}" if stopped else None


CHECKS: dict[str, Check] = {
    "warm-up": warm_up,
    "documents": documents,
    "sessions": sessions,
    "cache": cache,
    "workspace": workspace,
    "store": store,
    "workers": workers,
}
READINESS = Readiness(CHECKS)
"""others add theirs: READINESS.add(name, check)"""
