"""A flood of one message is a few lines and a number."""

import logging

import pytest

from serve.log.bounded import LOUD, Bounded, bound_logs


def _record(line: int, words: str) -> logging.LogRecord:
    return logging.LogRecord("asyncio", logging.ERROR, "x.py", line, words, (), None)


def test_a_flood_is_cut_and_other_messages_still_come() -> None:
    bounded = Bounded(most=3)
    assert [bounded.filter(_record(1, "flood")) for _ in range(5)] == [True] * 3 + [False] * 2
    assert bounded.filter(_record(2, "another"))


def test_the_next_minute_tells_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("serve.log.bounded.time.monotonic", lambda: now[0])
    bounded = Bounded(most=3)
    for _ in range(5):
        bounded.filter(_record(1, "flood"))
    now[0] = 61.0
    record = _record(1, "flood {not a template} %")
    assert bounded.filter(record)
    assert record.getMessage() == "flood {not a template} % [2 messages like those before left out]"


def test_the_servers_own_loggers_are_bounded() -> None:
    before = {name: list(logging.getLogger(name).filters) for name in LOUD}
    bound_logs()
    try:
        assert all(isinstance(logging.getLogger(name).filters[-1], Bounded) for name in LOUD)
    finally:
        for name, filters in before.items():
            logging.getLogger(name).filters = filters
