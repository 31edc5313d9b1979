"""What every measurement stands on: a server for one app, a browser without a network, and what a page transfers."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.opened import QUIET, WEBGL, chromium_path
from tests.conftest import ROOT
from tests.serving import free_port

OBSERVER = Path(__file__).resolve().parent / "observer.js"
APPS = Path(__file__).resolve().parent.parent / "apps"
VIEWPORT = {"width": 1440, "height": 900}
OFFLINE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
# Streamlit's own frontend, which starts after the first map, has taken it over.
MOUNTED = "() => (document.getElementById('plan-map-early') ? null : performance.now())"
START_S = 120
PAGE_MS = 300_000
POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class Server:
    """A started app."""

    url: str
    spawned: float
    """time.perf_counter() when its process was started"""


def wait_until_served(process: subprocess.Popen[bytes], url: str) -> None:
    """Wait for an app's address to answer. Raises RuntimeError where it never does."""
    deadline = time.monotonic() + START_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=5)
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{process.args} did not start (exit code {process.poll()})") from None
            time.sleep(POLL_S)


@contextmanager
def served(app: str, points: int = 0, *, basemap: bool = False) -> Iterator[Server]:
    """One app in a process of its own: `app.py` (the project's), a file of benchmarks/apps/, or `kepler`."""
    port = free_port()
    script = ROOT / app if (ROOT / app).is_file() else APPS / app
    streamlit = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.fileWatcherType",
        "none",
    ]
    command = [sys.executable, "-m", "benchmarks.apps.kepler", str(port)] if app == "kepler" else streamlit
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "BENCH_POINTS": str(points),
        "BENCH_BASEMAP": str(int(basemap)),
    }
    spawned = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_served(process, url)
        yield Server(url, spawned)
    finally:
        process.terminate()
        process.wait(20)


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium, headless, drawing by software, with no host but this one."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*QUIET, *WEBGL, *OFFLINE])


@contextmanager
def context_of(browser: Browser) -> Iterator[BrowserContext]:
    """A context with an empty cache whose pages are observed."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    context.set_default_timeout(PAGE_MS)
    context.add_init_script(path=OBSERVER)
    yield context
    context.close()


@dataclass
class Watched:
    """A page with what it transferred and said to Python."""

    page: Page
    addresses: dict[str, str] = field(default_factory=dict)
    transferred: dict[str, float] = field(default_factory=dict)
    """bytes over the wire by address; 0 where the browser's cache answered"""
    cached: set[str] = field(default_factory=set)
    sent: int = 0
    received: list[bytes] = field(default_factory=list)

    def total(self, *parts: str) -> float:
        """Bytes of all addresses that hold one of parts; of all where none is given."""
        return sum(size for url, size in self.transferred.items() if not parts or any(part in url for part in parts))


def watched(context: BrowserContext) -> Watched:
    """A new page, watched from before its first request."""
    result = Watched(context.new_page())
    session = context.new_cdp_session(result.page)
    session.send("Network.enable")

    def responded(event: dict[str, Any]) -> None:
        response = event["response"]
        result.addresses[event["requestId"]] = response["url"]
        if response.get("fromDiskCache"):
            result.cached.add(response["url"])

    def finished(event: dict[str, Any]) -> None:
        if url := result.addresses.get(event["requestId"]):
            result.transferred[url] = result.transferred.get(url, 0) + event["encodedDataLength"]

    def sent(_: object) -> None:
        result.sent += 1

    def received(payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            result.received.append(payload)

    def opened(socket: Any) -> None:
        socket.on("framesent", sent)
        socket.on("framereceived", received)

    session.on("Network.responseReceived", responded)
    session.on(
        "Network.requestServedFromCache", lambda event: result.cached.add(result.addresses.get(event["requestId"], ""))
    )
    session.on("Network.loadingFinished", finished)
    result.page.on("websocket", opened)
    return result
