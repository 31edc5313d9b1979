"""A sheet and an atlas against QGIS's print layout of the same frame: python -m benchmarks.paper [--rounds 5]

Seconds of processor of whole processes, ours and QGIS's in turns: A3, PDF, the layers of the start, the city's frame.
QGIS opens the package that `exports data` writes, with its own project; it draws no city under the plan, lists nothing.
"""

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pypdf import PdfReader

from geo.plan import load_plan
from layers.paper.extent import fit_extent
from layers.view.state import View, view_extent

ROOT = Path(__file__).resolve().parent.parent
QGIS_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).parent / "in_qgis.py"
SHEET, PAGE = 1.2, 0.5
"""of what QGIS takes, at most"""
BEGIN = "?lang=zh"
"""the layers that are on at the start, as in QGIS's project"""
LEAST_BYTES = 200_000
"""of QGIS's file: what is smaller has no map on it"""
MAP_PT = (828.0, 742.0)
"""width and height of a sheet's map on A3"""


def processor_s(command: Sequence[str], **more: str) -> float:
    """Seconds of processor that a command takes, with all that it starts; more: variables of its environment.

    Raises CalledProcessError.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen"} | more
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ours(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "exports", *arguments, "--force"]


def _in_qgis(package: Path, out: Path, pages: int = 1) -> list[str]:
    with closing(sqlite3.connect(package)) as base:
        (name,) = base.execute("SELECT name FROM qgis_projects").fetchone()
    plan = load_plan()
    extent = fit_extent(view_extent(View(), plan), width_pt=MAP_PT[0], height_pt=MAP_PT[1], round_scale=True)
    bounds = [str(metres) for metres in extent.bounds]
    return [QGIS_PYTHON, str(SCRIPT), str(package), name, str(out), str(pages), *bounds]


def main() -> int:
    """Print a table; 1 where QGIS is not installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    if subprocess.run([QGIS_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode:
        print("QGIS is not installed: apt-get install --no-install-recommends python3-qgis", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        package, sheet, atlas = (Path(folder) / name for name in ("plan.gpkg", "sheet.pdf", "atlas.pdf"))
        subprocess.run(_ours("data", "--format", "gpkg", "--out", str(package)), check=True, cwd=ROOT)
        theirs = _in_qgis(package, Path(folder) / "qgis.pdf")
        # As on any machine where it has run before: modules are compiled, and what was read is kept.
        processor_s(_ours("sheet", "--view", BEGIN, "--out", str(sheet)))
        taken: dict[str, list[float]] = {"sheet": [], "QGIS": [], "bare": []}
        (nowhere := Path(folder) / "nowhere").write_text("no folder: nothing can be kept", encoding="utf-8")
        for _ in range(rounds):
            bare = processor_s(_ours("sheet", "--view", BEGIN, "--out", str(sheet)), PLAN_MAP_CACHE=str(nowhere))
            taken["bare"].append(bare)
            taken["sheet"].append(processor_s(_ours("sheet", "--view", BEGIN, "--out", str(sheet))))
            taken["QGIS"].append(processor_s(theirs))
        if (size := (Path(folder) / "qgis.pdf").stat().st_size) < LEAST_BYTES:
            raise SystemExit(f"QGIS drew nothing: {size} bytes")
        whole = processor_s(_ours("atlas", "--out", str(atlas)))
        page = whole / len(PdfReader(atlas).pages)
    ours, qgis, bare = (statistics.median(taken[name]) for name in ("sheet", "QGIS", "bare"))
    print("| what | seconds of processor | against QGIS | wanted |\n|---|---:|---:|---:|")
    print(f"| QGIS's layout | {qgis:.2f} | 1.00 | |")
    print(f"| sheet | {ours:.2f} | {ours / qgis:.2f} | ≤ {SHEET} |")
    print(f"| sheet where nothing is kept in `.cache/` | {bare:.2f} | {bare / qgis:.2f} | |")
    print(f"| page of the atlas | {page:.2f} | {page / qgis:.2f} | ≤ {PAGE} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
