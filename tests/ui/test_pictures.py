"""Pictures for a page: drawn once for all who ask, kept, and not drawn on when nobody waits any more."""

from collections.abc import Iterator
from threading import Thread

import pytest

from exports.asked import Asked
from serve import jobs
from serve.jobs import Lane
from serve.workers import Worker
from tests.conftest import PATIENCE_S
from ui import pictures
from ui.pictures import PictureError, Pictures, picture_of


class Place:
    """A placeholder of a page that keeps what is said in it; leaving stands for a run that is not wanted any more."""

    def __init__(self, *, leaving: bool = False) -> None:
        self.said: list[str] = []
        self._leaving = leaving

    def caption(self, words: str) -> None:
        """Say something."""
        self.said.append(words)
        if self._leaving:
            raise InterruptedError


@pytest.fixture(autouse=True)
def lane(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lane]:
    worker = Worker(module="tests.serve.worker_process", grace_s=0.2)
    made = Lane("pictures", worker)
    monkeypatch.setattr(jobs, "QUICK_LANE", made)
    monkeypatch.setattr(pictures, "PICTURES", Pictures())
    monkeypatch.setattr(pictures, "LOOK_S", 0.05)
    yield made
    worker.close()


def asked(product: str = "words", **options: str) -> Asked:
    return Asked(product, "", "en", options)


def present() -> bool:
    return True


def test_a_picture_is_drawn_once_for_all_who_ask() -> None:
    made = Pictures()
    first = made.job("a", asked(words="x"), present)
    assert made.job("a", asked(words="x"), present) is first
    assert first.wait(PATIENCE_S)
    assert made.job("a", asked(words="x"), present) is first
    assert made.job("b", asked(words="y"), present) is not first


def test_it_comes_with_words_meanwhile(lane: Lane) -> None:
    place = Place()
    assert picture_of(asked(words="png"), place) == b"png"
    assert set(place.said) <= {"Getting ready…", "half"}


def test_only_so_many_are_kept() -> None:
    made = Pictures(kept=1)
    first = made.job("a", asked(words="x"), present)
    made.job("b", asked(words="y"), present)
    assert made.job("a", asked(words="x"), present) is not first


def test_what_cannot_be_drawn_is_said_and_tried_again() -> None:
    for _ in range(2):
        with pytest.raises(PictureError, match="cannot be written"):
            picture_of(asked("fails", how="refused"), Place())


def test_it_stops_when_nobody_waits_any_more(lane: Lane) -> None:
    with pytest.raises(InterruptedError):
        picture_of(asked("steps"), Place(leaving=True))
    # Only one job of a session runs at a time: the next one shows that the endless one has ended.
    assert picture_of(asked(words="next"), Place()) == b"next"


def test_who_stays_keeps_it_going_for_himself(lane: Lane) -> None:
    got: list[bytes] = []
    with pytest.raises(InterruptedError):
        picture_of(asked(words="x" * 10), Place(leaving=True))
    staying = Thread(target=lambda: got.append(picture_of(asked(words="x" * 10), Place())))
    staying.start()
    staying.join(PATIENCE_S)
    assert got == [b"x" * 10]
