"""How much memory a process may take that reads what anybody may have made: a small file may hold gigabytes."""

GB = 1 << 30
MOST_MEMORY_BYTES = 3 * GB


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
