"""Memory of visitors who have left goes back to the system: the C library would keep it for the next ones."""

import ctypes
import gc
import logging
import time
from threading import Event, Thread

LOG = logging.getLogger(__name__)
FORGOTTEN_S = 140.0
"""after a visitor has left Streamlit keeps the session for two minutes, for whoever comes back"""
LEFT = Event()
"""set when somebody leaves"""


def watch_leaving() -> None:
    """Give memory back from now on, in a thread of its own; nothing is done while nobody comes and goes."""
    Thread(target=_for_ever, name="give-back", daemon=True).start()


def _for_ever() -> None:
    while True:
        LEFT.wait()
        LEFT.clear()
        time.sleep(FORGOTTEN_S)
        give_back()


def give_back() -> bool:
    """Collect what nobody holds and hand free memory back; whether the system's C library can do that."""
    # What was loaded at the start is frozen (serve/connections.py): this walks what visitors have left.
    gc.collect()
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0) >= 0)
    except (AttributeError, OSError, TypeError):
        # Not glibc: macOS, Windows, musl.
        return False
