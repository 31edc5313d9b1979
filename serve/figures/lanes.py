"""Figures of whoever makes products: what waits, what runs, and what memory the processes take."""

from collections.abc import Iterator
from pathlib import Path

from layers.screen.shelf import MADE
from serve.figures.readings import FIGURES, Reading, Sample
from serve.health.lanes import LANES

PROC = Path("/proc")
LANE = ("lane",)


def waiting() -> Iterator[Sample]:
    """Jobs that wait, by lane."""
    yield from (((lane.name,), len(lane.line.waiting())) for lane in LANES)


def running() -> Iterator[Sample]:
    """Jobs that run, by lane."""
    yield from (((lane.name,), lane.line.running) for lane in LANES)


def memory() -> Iterator[Sample]:
    """Bytes of memory that a lane's process holds; nothing where it has none, or where the system does not say."""
    for lane in LANES:
        held = _held_bytes(lane.worker.pid)
        if held is not None:
            yield (lane.name,), held


def _held_bytes(pid: int | None) -> float | None:
    try:
        status = (PROC / str(pid) / "status").read_text(encoding="ascii", errors="replace") if pid else ""
    except OSError:
        # It has ended meanwhile, or there is no such folder: not Linux.
        return None
    held = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return float(held[0]) * 1024 if held else None


def made() -> Iterator[Sample]:
    """Documents that were made rather than found on the shelf."""
    yield from (((name,), count) for name, count in tuple(MADE.items()))


for reading in (
    Reading("plan_map_jobs_waiting", "Products that wait", "gauge", LANE, waiting),
    Reading("plan_map_jobs_running", "Products that are being made", "gauge", LANE, running),
    Reading("plan_map_worker_memory_bytes", "Memory of a lane's process", "gauge", LANE, memory),
    Reading("plan_map_documents_made", "Documents made anew, not found in the cache", "counter", ("document",), made),
):
    FIGURES.watch(reading)
