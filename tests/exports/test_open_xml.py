"""Office files as Microsoft's own Open XML SDK reads them: its validator comes by npm with the other tools."""

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.brief.make import make_brief
from exports.context import Context
from exports.data.item_list import make_list
from exports.data.make import make_data
from exports.progress import silent
from exports.report.make import make_report
from exports.slides.make import make_slides
from geo.model import Plan
from geo.query import Filter
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from layers.view.state import View
from scripts.javascript import TOOLS, install, installed

VALIDATOR = TOOLS / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
CATALOGUE = load_catalogue()
SCENES = (
    Scene("one", "一", "One", "讲稿。<b>&", "Told.", "", "", "base=none&on=th"),
    Scene("two", "两半", "Both", "", "", "", "", "base=none&on=th&vs=base%3Dnone%26on%3Dth"),
)


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    assert installed() or install() == 0, "npm ci failed: the registry of npm must be within reach once"
    if not VALIDATOR.is_file():
        pytest.skip("npm brings the validator for Linux on x64 only")


def faults(path: Path) -> list[dict[str, Any]]:
    """What the SDK finds wrong with a file."""
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["errors"]
    return found


def made(name: str, context: Context, out: Path) -> Path:
    """A product of each kind that is written for Office."""
    path = out / name
    if name == "list.xlsx":
        make_list(context, out=path)
    elif name == "data.xlsx":
        make_data(context, kind="xlsx", crs="wgs84", out=path)
    elif name == "brief.docx":
        make_brief(context, district="yantian", theme="transport", out=path)
    elif name.startswith("report"):
        make_report(context, district="yantian", theme="transport", day="2026-11-01", out=path)
    else:
        briefing = resolve(Briefing("x", "汇报", "Talk", SCENES), Vocabulary(context.plan, CATALOGUE))
        make_slides(briefing, context, path, vector=True)
    return path


@pytest.mark.parametrize("name", ["list.xlsx", "data.xlsx", "brief.docx", "report.docx", "report.pptx", "slides.pptx"])
def test_office_files_keep_the_standard(name: str, plan: Plan, tmp_path: Path) -> None:
    view = View(filter=Filter(theme=frozenset({"transport"})))
    context = Context(view, plan, CATALOGUE, "zh", silent)
    assert faults(made(name, context, tmp_path)) == []


def test_what_breaks_the_standard_is_found(plan: Plan, tmp_path: Path) -> None:
    good = made("list.xlsx", Context(View(), plan, CATALOGUE, "en", silent), tmp_path)
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<sheetData>", b"<sheetDatum/><sheetData>"))
    assert {fault["errorType"] for fault in faults(bad)} == {"Schema"}
