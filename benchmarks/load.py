"""Many visitors at once: python -m benchmarks.load [--visitors 100] [--root FOLDER ...]

Starts the app of each root on a free port of the loopback, opens that many Streamlit sessions at the same moment as
browsers do (the start page, then the WebSocket and its first run), lets each go to other pages and back, and prints
medians, 95th percentiles, how long the health route was silent, and memory: what a session takes while all are there,
and what is left of it when they have gone and Streamlit has forgotten them (two minutes). Bounded in visitors, turns
and time. No browser: what the server costs, not what is drawn.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.conftest import ROOT
from tests.serving import free_port

MOST_VISITORS, MOST_TURNS = 200, 10
PATIENCE_S = 180.0
HEALTH_EVERY_S = 0.05
SETTLE_S, LEFT_S = 4.0, 150.0
"""Streamlit keeps a session for two minutes after its connection has gone, for whoever comes back"""
PAGES = ("sources", "")
"""gone to in turn; the empty one is the map"""


@dataclass
class Measured:
    """What one crowd met, in seconds and MB."""

    first: list[float] = field(default_factory=list)
    """from the first request to the end of the map's first run"""
    later: list[float] = field(default_factory=list)
    """from the wish for a page to the end of its run"""
    silent_s: float = 0.0
    """longest answer of the health route"""
    memory_mb: float = 0.0
    """of the server at its largest"""
    before_mb: float = 0.0
    """with one visitor who has left"""
    there_mb: float = 0.0
    """with all there, who have seen all their pages"""
    after_mb: float = 0.0
    """a while after all have left"""
    processor_s: float = 0.0
    """of the server for all visitors"""
    failed: int = 0


async def _finished(socket: ClientConnection, page: str) -> float:
    """Ask for a page and wait for the end of its run; seconds."""
    wish = BackMsg()
    # The page is named by the address; up to a98afaf it was one of Streamlit's own, which this names too.
    wish.rerun_script.query_string, wish.rerun_script.page_name = f"page={page}" if page else "", page
    begun = time.perf_counter()
    await socket.send(wish.SerializeToString())
    message = ForwardMsg()
    while True:
        data = await socket.recv()
        if isinstance(data, bytes):
            message.ParseFromString(data)
        if message.WhichOneof("type") == "script_finished":
            return time.perf_counter() - begun


@dataclass
class Crowd:
    """Those who come at once: where they wait for one another."""

    visitors: int
    look: Callable[[], None] = lambda: None
    """what is looked at while all are there and nobody asks for anything"""
    _arrived: dict[str, int] = field(default_factory=dict)
    _everybody: dict[str, asyncio.Event] = field(default_factory=dict)

    async def all_at(self, place: str) -> None:
        """Wait until everybody is there."""
        everybody = self._everybody.setdefault(place, asyncio.Event())
        self._arrived[place] = self._arrived.get(place, 0) + 1
        if self._arrived[place] == self.visitors:
            if place == "end":
                await asyncio.to_thread(self.look)
            everybody.set()
        await everybody.wait()


async def visitor(url: str, turns: int, crowd: Crowd, measured: Measured) -> None:
    begun = time.perf_counter()
    for path in ("/", "/early.json"):
        await asyncio.to_thread(lambda path=path: urllib.request.urlopen(url + path, timeout=PATIENCE_S).read())
    address = url.replace("http:", "ws:") + "/_stcore/stream"
    async with connect(
        address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE_S, ping_timeout=None
    ) as socket:  # type: ignore[list-item]
        await _finished(socket, "")
        measured.first.append(time.perf_counter() - begun)
        await crowd.all_at("map")
        for turn in range(turns):
            measured.later.append(await _finished(socket, PAGES[turn % len(PAGES)]))
        await crowd.all_at("end")


async def _crowd(url: str, crowd: Crowd, turns: int, measured: Measured) -> None:
    visits = (asyncio.wait_for(visitor(url, turns, crowd, measured), PATIENCE_S) for _ in range(crowd.visitors))
    ends = await asyncio.gather(*visits, return_exceptions=True)
    errors = [end for end in ends if isinstance(end, BaseException)]
    measured.failed = len(errors)
    for error in {f"{type(error).__name__}: {error}" for error in errors}:
        print(f"a visitor failed: {error}", file=sys.stderr)


def _watch_health(url: str, over: Event, measured: Measured) -> None:
    while not over.wait(HEALTH_EVERY_S):
        begun = time.perf_counter()
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=PATIENCE_S) as answer:
            answer.read()
        measured.silent_s = max(measured.silent_s, time.perf_counter() - begun)


def _status(pid: int, name: str) -> float:
    """A value of /proc in MB; 0 where there is no /proc."""
    path = Path(f"/proc/{pid}/status")
    found = [line for line in path.read_text().splitlines() if line.startswith(name)] if path.is_file() else []
    return int(found[0].split()[1]) / 1000 if found else 0.0


def _processor_s(pid: int) -> float:
    path = Path(f"/proc/{pid}/stat")
    if not path.is_file():
        return 0.0
    values = path.read_text().rsplit(")", 1)[1].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def measure(root: Path, visitors: int, turns: int, leave_s: float) -> Measured:
    """Start the app of a root, warm it by one visitor, let a crowd in, and look again when it has left."""
    port, measured = free_port(), Measured()
    url = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(root / "app.py"),
        "--server.port",
        str(port),
        "--server.fileWatcherType",
        "none",
    ]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(root)}
    )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        asyncio.run(_crowd(url, Crowd(1), len(PAGES), Measured()))
        # What is loaded by then is frozen (serve/connections.py).
        time.sleep(SETTLE_S)
        measured.before_mb = _status(process.pid, "VmRSS")
        spent, over = _processor_s(process.pid), Event()
        watch = Thread(target=_watch_health, args=(url, over, measured), daemon=True)
        watch.start()

        def look() -> None:
            measured.there_mb = _status(process.pid, "VmRSS")

        asyncio.run(_crowd(url, Crowd(visitors, look), turns, measured))
        over.set()
        watch.join(PATIENCE_S)
        measured.memory_mb, measured.processor_s = _status(process.pid, "VmHWM"), _processor_s(process.pid) - spent
        time.sleep(leave_s)
        measured.after_mb = _status(process.pid, "VmRSS")
    finally:
        process.terminate()
        process.wait(20)
    return measured


def _spread(samples: Sequence[float]) -> str:
    if len(samples) < 2:
        return "–"
    return f"{statistics.median(samples):.2f} / {statistics.quantiles(samples, n=20)[-1]:.2f}"


def main() -> None:
    """Print a table, a row a root."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--visitors", type=int, default=100, help=f"at most {MOST_VISITORS}")
    parser.add_argument(
        "--turns", type=int, default=4, help=f"pages that each goes to after the map, at most {MOST_TURNS}"
    )
    parser.add_argument(
        "--leave", type=float, default=LEFT_S, help="seconds from the end of the visits to the last look"
    )
    parser.add_argument("--root", type=Path, nargs="+", default=[ROOT], help="checkouts to compare")
    options = parser.parse_args()
    visitors, turns = min(options.visitors, MOST_VISITORS), min(options.turns, MOST_TURNS)
    print(
        f"{visitors} visitors at once, {turns} pages each; {os.cpu_count()} cores, "
        f"load at start {os.getloadavg()[0]:.1f}\n"
    )
    print(
        "| app | first map p50 / p95, s | later page p50 / p95, s | health silent, s | processor, s "
        "| largest, MB | a session, MB | left of it, MB | failed |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for root in options.root:
        it = measure(root.resolve(), visitors, turns, options.leave)
        each, left = (max(0.0, mb - it.before_mb) / visitors for mb in (it.there_mb, it.after_mb))
        print(
            f"| {root.resolve().name} | {_spread(it.first)} | {_spread(it.later)} | {it.silent_s:.2f} "
            f"| {it.processor_s:.1f} | {it.memory_mb:.0f} | {each:.2f} | {left:.2f} | {it.failed} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
