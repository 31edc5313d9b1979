"""Clocks go back, forward, and differ between machines: what came first is told by numbers."""

import os
import shutil
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from geo.notes.notes import Notes
from geo.own import uploads
from geo.own.uploads import KEPT_S, Uploads
from geo.store.model import TrailOf
from geo.store.person import Person
from geo.store.store import Store

ANN = Person("p-ann", "安", "", "editor")
TIMES = ("2026-12-01T09:00:00.000Z", "2026-11-30T09:00:00.000Z", "2026-12-02T10:00:00.000Z", "2026-12-01T08:00:00.000Z")
"""right, a day behind, a day ahead, an hour behind"""


@pytest.fixture
def jumping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another time each time somebody looks."""
    moments = cycle(TIMES)
    monkeypatch.setattr("geo.store.documents.now", lambda: next(moments))
    return


@pytest.mark.usefixtures("jumping")
def test_the_order_of_the_trail_is_that_of_the_changes(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-0", "0")
    for number in range(1, 9):
        with store.changes() as changes:
            assert changes.change("note", "n-0", str(number), version=number).version == number + 1
    with store.reading() as present:
        assert present is not None
        told = present.trail(TrailOf(kind="note"))
        older = present.trail(TrailOf(kind="note"), before=told[3].entry)
    assert [entry.after for entry in told] == [str(number) for number in range(8, -1, -1)]
    assert [entry.before for entry in told] == [*(str(number) for number in range(7, -1, -1)), None]
    assert older == told[4:]
    # They are not in the order of their times.
    assert [entry.at for entry in told] != sorted((entry.at for entry in told), reverse=True)


@pytest.mark.usefixtures("jumping")
def test_what_was_changed_last_comes_first(store: Store) -> None:
    notes = Notes(store, ANN)
    made = [notes.add(str(number), place=[114.05, 22.54]) for number in range(5)]
    assert [note.text for note in notes.listing()] == ["4", "3", "2", "1", "0"]
    notes.reply(made[1].id, "last")
    assert [note.text for note in notes.listing()] == ["1", "4", "3", "2", "0"]


@pytest.mark.usefixtures("jumping")
def test_what_was_deleted_last_is_taken_back_first(store: Store) -> None:
    with store.changes() as changes:
        for number in range(5):
            changes.add("own-layer", f"n-{number}", "1", about="a" if number % 2 else "b")
    for number in (3, 0, 4, 1):
        with store.changes() as changes:
            changes.delete("own-layer", f"n-{number}", version=1)
    assert [found.id for found in store.newest("own-layer", deleted=True)] == ["n-1", "n-4", "n-0", "n-3"]
    assert [found.id for found in store.newest("own-layer", deleted=True, about="b")] == ["n-4", "n-0"]
    assert [found.id for found in store.newest("own-layer")] == ["n-2"]


def test_what_waits_is_not_swept_away_by_a_clock_that_jumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Uploads(tmp_path)
    with waiting.new("一.csv") as (token, path):
        path.write_bytes(b"x")
    (folder,) = (one for one in (tmp_path / ".uploads").iterdir() if one.name == token)
    day_ago = time.time() - 86_400
    os.utime(folder, (day_ago, day_ago))
    waiting.sweep()
    assert waiting.find(token)[1] == "一.csv"
    later = time.monotonic() + KEPT_S + 1
    monkeypatch.setattr(uploads.time, "monotonic", lambda: later)
    waiting.sweep()
    assert not folder.exists()
    shutil.rmtree(tmp_path)
