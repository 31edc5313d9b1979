"""What pip-audit says is told apart: nothing known, faults known, nobody asked."""

import json
import subprocess
import sys
from typing import Any

import pytest

from scripts import audit

FINE, LEFT_OUT = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}
FAULTY = {"name": "c", "version": "2", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["2.1"]}]}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([FINE], audit.CLEAN, "no known fault"),
        ([FINE, FAULTY], audit.FAULTS, "c 2: CVE-2026-1, mended in 2.1"),
        ([FINE, LEFT_OUT], audit.NOT_ASKED, "not asked about: 1 of 2 packages, b first"),
        ([LEFT_OUT, FAULTY], audit.FAULTS, "not asked about: 1 of 2"),
        (None, audit.NOT_ASKED, "cannot be reached"),
    ],
)
def test_each_answer_has_a_code_of_its_own(packages: list[Any] | None, code: int, said: str) -> None:
    found, words = audit.verdict(None if packages is None else {"dependencies": packages})
    assert found == code
    assert said in " ".join(words)


def test_without_a_network_it_says_that_nobody_was_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit.importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(audit, "asked", lambda _: None)
    assert audit.main([]) == audit.NOT_ASKED
    assert capsys.readouterr().out.count("cannot be reached") == len(audit.SERVICES)


def test_the_second_is_asked_where_the_first_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"pypi": {"dependencies": [LEFT_OUT]}, "osv": {"dependencies": [FAULTY]}}
    monkeypatch.setattr(audit.importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(audit, "asked", answers.get)
    assert audit.main([]) == audit.FAULTS


def test_what_cannot_be_read_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.CompletedProcess([], 1, stdout="<html>a proxy's page", stderr="")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: said)
    assert audit.asked("pypi") is None
    said.stdout = json.dumps({"dependencies": []})
    assert audit.asked("pypi") == {"dependencies": []}


def test_a_dry_run_asks_nobody() -> None:
    command = [sys.executable, "-m", "scripts.audit", "--dry-run"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "nobody was asked" in told.stdout
