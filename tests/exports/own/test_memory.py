"""A small file that holds gigabytes is refused in words; the process that reads it takes no more than it may."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

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
