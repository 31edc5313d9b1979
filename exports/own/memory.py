"""How much of the machine a process may take that reads what anybody may have made: a small file may hold gigabytes."""

import os
from functools import cache

from exports.asked import NICENESS

GB = 1 << 30
MOST_MEMORY_BYTES = 3 * GB
LARGE_BYTES = 20_000_000
"""of a file: it takes seconds, in which others are not to be slowed"""


def bound_memory(most_bytes: int = MOST_MEMORY_BYTES) -> None:
    """Let this process take no more: beyond it Python raises MemoryError, or the process ends and another begins."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    if soft == resource.RLIM_INFINITY or soft > most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def let_pages_first(size_bytes: int) -> None:
    """From a large file on pages come first where they need all processors; a small one is waited for by somebody."""
    if size_bytes > LARGE_BYTES:
        _step_back()


@cache
def _step_back() -> None:
    """Once: there is no way back, but for another process."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
