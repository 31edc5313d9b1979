"""Questions about files of one's own: where their datum is not certain somebody says it, and titles harm nobody."""

import io
import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from briefing.errors import ExportError
from exports.ask.answered import answered
from exports.ask.files import geojson, workbook
from exports.ask.own import features_of
from exports.ask.selecting import selected
from exports.ask.sheet import make_answer_sheet
from exports.context import Context
from geo.analysis.question import Question
from geo.crs import wgs84_to_gcj02

SITES = {"甲地块": (113.9600, 22.5800), "=1+1": (114.0600, 22.5420), "<b>丙</b>": (114.1170, 22.5330)}


def sites(folder: Path, *, gcj02: bool = False, metres: str = "") -> Path:
    """A CSV of three sites."""
    lonlat = np.array(list(SITES.values()))
    moved = wgs84_to_gcj02(lonlat) if gcj02 else lonlat
    rows = [
        f"{name},{x:.7f},{y:.7f}{f',{metres}' if metres else ''}" for name, (x, y) in zip(SITES, moved, strict=True)
    ]
    path = folder / "sites.csv"
    path.write_text("\n".join([f"名称,经度,纬度{',误差' if metres else ''}", *rows]), encoding="utf-8")
    return path


def test_sites_lie_where_their_datum_says(tmp_path: Path, context: Context) -> None:
    path = sites(tmp_path, gcj02=True)
    found = features_of(f"file={path}&datum=gcj02", context.plan, context.workspace)
    assert [feature.title for feature in found] == list(SITES)
    for feature, place in zip(found, SITES.values(), strict=True):
        assert feature.geometry is not None
        assert (feature.geometry.x, feature.geometry.y) == pytest.approx(place, abs=1e-6)


def test_an_uncertain_datum_is_asked_for(tmp_path: Path, context: Context) -> None:
    with pytest.raises(ExportError) as refused:
        features_of(str(sites(tmp_path)), context.plan, context.workspace)
    assert "datum=" in refused.value.message("zh")


@pytest.mark.parametrize(
    ("metres", "pm", "taken"),
    [("30", "", (30, False)), ("30", "&pm=99", (30, False)), ("", "", (0, True)), ("", "&pm=99", (99, True))],
)
def test_a_file_says_how_far_off_it_may_be_or_the_question_does(
    metres: str, pm: str, taken: tuple[float, bool], tmp_path: Path, context: Context
) -> None:
    selector = f"file={sites(tmp_path, metres=metres)}&datum=wgs84{pm}"
    assert {(site.uncertainty_m, site.assumed) for site in features_of(selector, context.plan, context.workspace)} == {
        taken
    }
    notes = dict(answered(Question("near", (selector,), radii_m=(500.0,)), context).notes())
    assert ("自有数据的误差" in notes) == taken[1]


def test_a_file_may_be_what_is_looked_for(tmp_path: Path, context: Context) -> None:
    path = sites(tmp_path)
    found = answered(Question("within", ("unit=nanshan",), (f"file={path}&datum=wgs84",)), context)
    assert [row.object.title for row in found.answer.rows()] == ["甲地块"]  # type: ignore[attr-defined]
    features = json.loads(geojson(found))["features"]
    assert features[0]["geometry"]["coordinates"] == pytest.approx(SITES["甲地块"])


def test_a_row_without_a_place_is_counted(tmp_path: Path, context: Context) -> None:
    path = sites(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "\n丁地块,,\n", encoding="utf-8")
    found = answered(Question("near", (f"file={path}&datum=wgs84",), radii_m=(500.0,)), context)
    assert [len(found.answer.subjects), len(found.answer.subjects.unplaced)] == [3, 1]


def test_titles_of_a_file_are_never_run(tmp_path: Path, context: Context) -> None:
    question = Question("near", (f"file={sites(tmp_path)}&datum=wgs84",), radii_m=(1000.0,))
    found = answered(question, context)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found)))["答案"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in {cell.value for cell in cells}
    make_answer_sheet(found, out=tmp_path / "a.svg")
    assert "<b>" not in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "selector",
    ["file=none.csv", "own=none", "file=sites.csv&datum=mars", "file=sites.csv&pm=-1", "file=sites.csv&pm=x",
     "file=sites.csv&other=1", "file=sites.txt"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(
    selector: str, tmp_path: Path, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites(tmp_path)
    (tmp_path / "sites.txt").write_bytes(b"\x00\x01\xff")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path / "own"))
    with pytest.raises(ExportError) as refused:
        selected([selector], context, day=None)
    assert all(refused.value.message(language) for language in ("zh", "en"))
