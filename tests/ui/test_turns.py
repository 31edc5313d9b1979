"""Only a few runs of the script at a time, first come, first served; nobody holds up the others for ever."""

import threading
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from exports.asked import Asked
from tests.conftest import PATIENCE_S, ROOT
from ui import shell, turns
from ui.pictures import PICTURES, PictureError, picture_of
from ui.turns import TURNS, Turns


def nothing() -> None:
    """What a run that is always wanted looks at."""


class UnwantedError(Exception):
    """What ends the waiting of a run."""


class Crowd:
    """Threads that take a turn, in the order in which they were let in, and leave it when they are told."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.served: list[int] = []
        self.most = 0
        self.leave: dict[int, threading.Event] = {}
        self.threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.changed = threading.Condition()

    def enter(self, look: Callable[[], None] = nothing) -> int:
        """One more, who has its place when this returns."""
        number = len(self.threads)
        self.leave[number] = threading.Event()
        before = self.turns.at_work + self.turns.waiting
        self.threads.append(threading.Thread(target=self._run, args=(number, look), daemon=True))
        self.threads[-1].start()
        self.until(lambda: self.turns.at_work + self.turns.waiting > before or number in self.served)
        return number

    def _run(self, number: int, look: Callable[[], None]) -> None:
        try:
            with self.turns.taken(look):
                with self.changed:
                    self.most = max(self.most, self.turns.at_work)
                    self.served.append(number)
                    self.changed.notify_all()
                assert self.leave[number].wait(PATIENCE_S)
        except UnwantedError:
            pass
        with self.changed:
            self.changed.notify_all()

    def until(self, so: Callable[[], bool]) -> None:
        with self.changed:
            while not so():
                self.changed.wait(0.01)


@pytest.mark.parametrize("most", [1, 3])
def test_few_at_a_time_and_first_come_first_served(most: int) -> None:
    crowd = Crowd(Turns(most=most))
    for _ in range(12):
        crowd.enter()
    assert (crowd.turns.at_work, crowd.turns.waiting) == (most, 12 - most)
    for number in range(12):
        crowd.until(lambda number=number: number in crowd.served)  # type: ignore[misc]
        crowd.leave[number].set()
    for thread in crowd.threads:
        thread.join(PATIENCE_S)
    # Of several who are let in together any may say so first.
    assert all(abs(number - place) < most for place, number in enumerate(crowd.served))
    assert crowd.most == most
    assert (crowd.turns.at_work, crowd.turns.waiting) == (0, 0)


def test_who_is_not_wanted_any_more_leaves_the_line() -> None:
    def stopped() -> None:
        raise UnwantedError

    crowd = Crowd(Turns(most=1))
    crowd.enter()
    crowd.enter(stopped)
    crowd.enter()
    crowd.threads[1].join(PATIENCE_S)
    assert (crowd.turns.at_work, crowd.turns.waiting) == (1, 1)
    crowd.leave[0].set()
    crowd.until(lambda: 2 in crowd.served)
    crowd.leave[2].set()
    assert crowd.served == [0, 2]


def test_a_run_that_hangs_holds_up_nobody_for_ever() -> None:
    crowd = Crowd(Turns(most=1, longest_s=0.0))
    crowd.enter()
    crowd.enter()
    crowd.until(lambda: crowd.served == [0, 1])
    for leave in crowd.leave.values():
        leave.set()


def test_a_run_that_fails_gives_its_turn_back() -> None:
    line = Turns(most=1)
    with pytest.raises(ValueError, match="of the run"), line.taken(nothing):
        raise ValueError("of the run")
    assert line.at_work == 0
    with pytest.raises(ValueError, match="of the wait"), line.taken(nothing), line.rested(nothing):
        assert line.at_work == 0
        raise ValueError("of the wait")
    assert (line.at_work, line.waiting) == (0, 0)
    with line.rested(nothing):
        assert line.at_work == 0


def test_the_app_runs_in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work: list[int] = []
    monkeypatch.setattr(shell, "show", lambda _pages: at_work.append(TURNS.at_work))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S).run()
    assert not page.exception
    assert at_work == [1]
    assert (TURNS.at_work, TURNS.waiting) == (0, 0)


LEFT = """
from ui import turns
with turns.turn():
    import streamlit as st
    st.write("drawn")
"""


def test_a_run_whose_visitor_has_left_does_not_wait_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", Turns(most=1))
    monkeypatch.setattr(turns, "presence", lambda: lambda: False)
    monkeypatch.setattr(turns, "LEFT_S", 0.0)
    with turns.TURNS.taken(nothing):
        page = AppTest.from_string(LEFT, default_timeout=PATIENCE_S).run()
        assert not page.exception
        assert not page.markdown
        assert (turns.TURNS.at_work, turns.TURNS.waiting) == (1, 0)


STOPPED = """
from streamlit.runtime.scriptrunner import get_script_run_ctx
get_script_run_ctx().script_requests.request_stop()
"""


def test_a_run_that_is_told_to_stop_does_not_wait_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURNS", Turns(most=1))
    with turns.TURNS.taken(nothing):
        page = AppTest.from_string(STOPPED + LEFT, default_timeout=PATIENCE_S).run()
        assert not page.exception
        assert not page.markdown
        assert (turns.TURNS.at_work, turns.TURNS.waiting) == (1, 0)


def test_a_page_that_waits_for_a_picture_lets_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work: list[int] = []

    class Drawing:
        state, error, words = "failed", "not drawn here", ""

        def __init__(self, present: object) -> None:
            self.present = [present]

        def wait(self, _timeout_s: float) -> bool:
            at_work.append(TURNS.at_work)
            return True

    def job(_key: str, _asked: object, present: object) -> Drawing:
        return Drawing(present)

    monkeypatch.setattr(PICTURES, "job", job)
    asked = Asked("words", "", "en")
    with TURNS.taken(nothing), pytest.raises(PictureError):
        picture_of(asked, None)
    assert at_work == [0]
    assert TURNS.at_work == 0
