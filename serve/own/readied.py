"""What reads files is had ready before anybody brings one: a page has its map, and the server has nothing else to do.

It takes two to three seconds of a processor to start, which whoever brings a server's first file would wait for.
"""

import time
from collections.abc import Callable
from importlib import import_module
from threading import Event, Thread

from serve.own.work import warm

LOOK_S = 1.0
REST_S = 2.0
"""for so long the server has hardly worked: whoever has just opened the page has all of it"""
HARDLY = 0.2
"""share of a processor"""
HERE = Event()
"""set when a page that may bring files has its map"""


def watch_pages() -> None:
    """Look out for pages from now on, in a thread of its own; nothing is started while none is opened."""
    Thread(target=_for_ever, name="readied", daemon=True).start()


def load() -> None:
    """Import here and now what the routes of a file import when they are first asked."""
    for name in ("geo.own.uploads", "serve.own.records"):
        import_module(name)


def _for_ever() -> None:
    while True:
        HERE.wait()
        await_rest()
        HERE.clear()
        # Where it runs already it stays for another while.
        warm("zh", again=True)
        load()


def await_rest(spent: Callable[[], float] = time.process_time, sleep: Callable[[float], None] = time.sleep) -> None:
    """Wait until this process has hardly worked for REST_S; spent: seconds of processor that it has taken so far."""
    rested, before = 0.0, spent()
    while rested < REST_S:
        sleep(LOOK_S)
        now = spent()
        rested = rested + LOOK_S if now - before < HARDLY * LOOK_S else 0.0
        before = now
