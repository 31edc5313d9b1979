"""A map that does not end, or is not there, is named, and the run of the benchmark goes on."""

import os
import sys
import time
from pathlib import Path

import pytest

from benchmarks.brought import peers
from benchmarks.brought.peers import measured
from benchmarks.own import COLUMNS, table

SAYS = """
import json, os, subprocess, sys, time
print(json.dumps({"map": 2.5}), flush=True)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[1], "w").write(str(child.pid))
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: None if name == "keplergl" else name)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.is_file() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_one_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "child"
    monkeypatch.setattr(peers, "command", lambda *_: [sys.executable, "-c", SAYS, str(told)])
    found = measured("geolibre", tmp_path, 1, patience_s=3)
    assert found == {"said": "did not end within 3 s", "map": 2.5}, "what was known by then counts"
    child = int(told.read_text())
    deadline = time.monotonic() + 60
    while is_running(child):
        assert time.monotonic() < deadline, "it left a process behind"
        time.sleep(0.01)


def test_one_that_fails_or_is_not_there_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "command", lambda *_: [sys.executable, "-c", "raise SystemExit('no such map')"])
    assert measured("geolibre", tmp_path, 1, patience_s=60) == {"said": "failed: no such map"}
    assert "not installed" in str(measured("kepler", tmp_path, 1, patience_s=60)["said"])


def test_the_table_has_medians_of_all_rounds_and_what_was_said() -> None:
    rounds = [{"what": "ours", "map": seconds, "filter": 4.0} for seconds in (3.0, 1.0, 2.0)]
    lines = list(table([*rounds, {"what": "theirs", "said": "did not end within 9 s"}]))
    assert lines[2].startswith("| ours | 3 | ") and "| 2.0 (1.0–3.0) | 4.0 |" in lines[2]
    assert lines[3] == "| theirs | 1 | " + " | ".join([""] * len(COLUMNS)) + " | did not end within 9 s |"
