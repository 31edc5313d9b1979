"""The lock has what requirements.txt asks for, all that comes with it, and a hash for each file."""

import re
import subprocess
from importlib import metadata

import pytest

from scripts import lock as locking
from scripts.lock import HEAD, LOCK, REQUIREMENTS, disagreements, main, normalized, pins
from tests.conftest import ROOT

NEEDED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?[^;]*$")
GOOD = HEAD + "a==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"


def test_lock_and_requirements_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_what_the_packages_bring_is_in_the_lock() -> None:
    """What those of requirements.txt need without a condition; what these need may change with every release."""
    lines = [line for name in pins(REQUIREMENTS.read_text(encoding="utf-8")) for line in metadata.requires(name) or []]
    needed = {normalized(found[1]) for line in lines if (found := NEEDED.fullmatch(line.strip()))}
    assert len(needed) > 20
    assert sorted(needed - set(pins(LOCK.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("requirements", "lock", "said"),
    [
        ("a==1.0\n", GOOD, []),
        ("A==1.0\n", GOOD, []),
        ("a==1.1\n", GOOD, ["a: requirements.txt 1.1, lock 1.0"]),
        ("a==1.0\nb_c==2\n", GOOD, ["b-c: requirements.txt 2, lock -"]),
        ("a==1.0\n", GOOD + "d==3\n", ["d: no hash"]),
        ("a==1.0\n", GOOD.replace("0" * 64, "0" * 63), ["a: no hash"]),
        ("a==1.0\n", GOOD + "a==1.2 ; python_version < '3' \\\n    --hash=sha256:" + "1" * 64 + "\n",
         ["a: requirements.txt 1.0, lock 1.0, 1.2"]),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_named(requirements: str, lock: str, said: list[str]) -> None:
    assert disagreements(requirements, lock) == said


def test_machines_without_wheels_are_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def answered(command: list[str], **said: dict[str, str]) -> subprocess.CompletedProcess[str]:
        has = "aarch64-apple-darwin" not in command or "3.12" not in command
        assert said["env"]["MACOSX_DEPLOYMENT_TARGET"] == locking.MACOS
        return subprocess.CompletedProcess(command, 0 if has else 1, stdout="", stderr="" if has else "no\n wheels")

    monkeypatch.setattr(locking.subprocess, "run", answered)
    assert main(["--platforms"]) == 1
    assert capsys.readouterr().out == "macOS 15, Apple silicon, Python 3.12: no wheels\n"


def test_the_machines_are_those_of_the_page() -> None:
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    assert all(name in page for name in locking.PLATFORMS)
    assert f"Python {locking.PYTHONS[0]} to {locking.PYTHONS[-1]}" in page
