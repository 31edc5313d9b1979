"""Who leaves sets off one giving back, a while later; nothing is done while nobody leaves."""

import asyncio
import sys
from threading import Event

import pytest

from serve import limits
from serve.guards import memory
from tests.conftest import PATIENCE_S


def test_it_is_given_back_after_somebody_has_left_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Event()
    monkeypatch.setattr(memory, "LEFT", left := Event())
    monkeypatch.setattr(memory, "FORGOTTEN_S", 0.0)
    monkeypatch.setattr(memory, "give_back", given.set)
    memory.watch_leaving()
    assert not given.is_set()
    left.set()
    assert given.wait(PATIENCE_S)
    assert not left.is_set()


def test_large_pieces_that_nobody_holds_go_back() -> None:
    if not sys.platform.startswith("linux"):
        assert memory.give_back() in (True, False)
        return
    assert memory.give_back()


def test_a_session_that_ends_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def app(*_: object) -> None:
        return None

    monkeypatch.setattr(limits, "LEFT", left := Event())
    asyncio.run(limits.Limits(app)({"type": "websocket", "path": "/"}, None, None))  # type: ignore[arg-type]
    assert left.is_set()
