"""Runs of the app's script take turns: however many visitors come, only a few run at a time, first come first.

Python runs one thread at a time whatever there is to do. With a thread at work for each visitor the server itself, one
thread among them, comes to nothing for seconds; with a few it answers in between, and who came first is served first.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, local

import streamlit as st

from serve.figures.readings import FIGURES
from serve.jobs import LEFT_S
from ui.job_panel import presence

MOST_RUNS = 2
"""one more than Python runs, for the moments in which one waits for a file"""
LOOK_S = 0.25
"""how often a run that waits looks whether it is still wanted"""
LONGEST_S = 20.0
"""a run that takes longer counts no more: whatever it hangs on, the others go on"""


class Turns:
    """Who is at work and who waits. Every method may be called from any thread."""

    def __init__(self, *, most: int = MOST_RUNS, longest_s: float = LONGEST_S) -> None:
        self._most, self._longest_s = most, longest_s
        self._lock, self._own = Lock(), local()
        self._waiting: deque[Event] = deque()
        self._at_work: dict[Event, float] = {}
        """turn -> when it began"""

    @property
    def at_work(self) -> int:
        """How many have their turn."""
        return len(self._at_work)

    @property
    def waiting(self) -> int:
        """How many wait for theirs."""
        return len(self._waiting)

    @contextmanager
    def taken(self, look: Callable[[], None]) -> Iterator[None]:
        """A turn for the block. look is called now and then while it waits; what it raises ends the waiting."""
        self._take(look)
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def rested(self, look: Callable[[], None]) -> Iterator[None]:
        """Let others go on for the block, which only waits, and take a turn again behind them.

        Nothing where there is none to give.
        """
        if getattr(self._own, "turn", None) is None:
            yield
            return
        self._give()
        yield
        self._take(look)

    def _take(self, look: Callable[[], None]) -> None:
        turn = Event()
        self._own.turn = turn
        with self._lock:
            self._waiting.append(turn)
            self._call()
        try:
            while not turn.wait(LOOK_S):
                look()
                with self._lock:
                    self._call()
        except BaseException:
            self._give()
            raise

    def _give(self) -> None:
        turn: Event = self._own.turn
        self._own.turn = None
        with self._lock:
            self._at_work.pop(turn, None)
            if turn in self._waiting:
                self._waiting.remove(turn)
            self._call()

    def _call(self) -> None:
        """Those whose turn it is; under the lock."""
        now = time.monotonic()
        busy = sum(now - begun < self._longest_s for begun in self._at_work.values())
        for _ in range(min(self._most - busy, len(self._waiting))):
            turn = self._waiting.popleft()
            self._at_work[turn] = now
            turn.set()


TURNS = Turns()
FIGURES.gauge("plan_map_runs_waiting", "Runs of pages that wait for their turn", lambda: TURNS.waiting)
FIGURES.gauge("plan_map_runs_at_work", "Runs of pages at work", lambda: TURNS.at_work)


def _wanted() -> Callable[[], None]:
    """Ends this run's waiting as Streamlit ends a run: where another takes its place, or its visitor has left."""
    present, seen = presence(), time.monotonic()

    def look() -> None:
        nonlocal seen
        # Streamlit looks at each access whether it was told to stop, or to begin anew.
        _ = "turn" in st.session_state
        now = time.monotonic()
        if present():
            seen = now
        elif now - seen > LEFT_S:
            # Who comes back has the page run anew.
            st.stop()

    return look


@contextmanager
def turn() -> Iterator[None]:
    """A turn for a run of the script."""
    with TURNS.taken(_wanted()):
        yield


@contextmanager
def rest() -> Iterator[None]:
    """For a run that only waits for another process: meanwhile the others go on."""
    with TURNS.rested(_wanted()):
        yield
