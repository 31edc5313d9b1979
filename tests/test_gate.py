"""The gate's first steps run beside one another, and the first that fails ends it and is shown last."""

import pytest

from scripts.gate import heading, run_beside

GOOD, BAD = ("good", ["json.tool", "--help"]), ("bad", ["json.tool", "nowhere.json"])


def test_all_is_shown_where_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_beside([GOOD, GOOD]) is None
    said = capsys.readouterr().out
    assert said.count(heading(GOOD)) == said.count("usage:") == 2


def test_the_first_that_fails_ends_the_gate_and_is_shown_last(capsys: pytest.CaptureFixture[str]) -> None:
    failed = run_beside([GOOD, BAD])
    assert failed and failed[0] == "bad" and failed[1]
    assert "nowhere.json" in capsys.readouterr().out.rpartition(heading(BAD))[2]
