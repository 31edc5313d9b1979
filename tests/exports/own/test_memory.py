"""A small file that holds gigabytes is refused in words; the process that reads it takes no more than it may."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exports.own import make
from tests.conftest import ROOT

READ = """
import sys
from pathlib import Path
from exports.asked import Asked
from exports.making import make
from exports.own import make as own
from exports.own.memory import bound_memory
own.bound_memory = lambda: bound_memory(900_000_000)
path = Path(sys.argv[1])
options = {"do": "propose", "path": str(path), "name": path.name}
make(Asked("own", "", "en", options), lambda *_: None, path.with_suffix(".json"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_DATA bounds memory on Linux alone")
def test_a_dictionary_that_unfolds(tmp_path: Path) -> None:
    rows = 200_000
    value = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * 100_000]))
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"lon": [114.0] * rows, "lat": [22.5] * rows, "a": value}), path, store_schema=False)
    assert path.stat().st_size < 1_000_000
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "GB of memory; split it" in told.stderr, told.stderr[-500:]
    assert not path.with_suffix(".json").exists()


NICE = """
import os, sys
from exports.own.memory import LARGE_BYTES, let_pages_first
before = os.nice(0)
for size in (LARGE_BYTES, LARGE_BYTES + 1, LARGE_BYTES + 1):
    let_pages_first(size)
    print(os.nice(0) - before)
"""


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has no niceness")
def test_a_large_file_lets_pages_come_first_and_a_small_one_is_as_prompt_as_they_are() -> None:
    command = [sys.executable, "-W", "ignore", "-c", NICE]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "5", "5"]


def test_how_large_a_file_is_says_who_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 123)
    asked: list[int] = []
    monkeypatch.setattr(make, "let_pages_first", asked.append)
    monkeypatch.setattr(make, "READINGS", SimpleNamespace(of=lambda *_, **__: []))
    context: Any = SimpleNamespace(report=lambda *_: None, plan=None, language="en")
    make.DOING["propose"](context, {"path": str(path), "name": "a.csv"}, tmp_path / "out.json")
    assert asked == [123]
