"""Layers that people brought in the products: legend, sources, what is gone; in files as layers of their own."""

import base64
import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyogrio
import pytest
import shapely
from pptx import Presentation
from pypdf import PdfReader

from briefing.errors import ExportError
from briefing.model import Briefing, OwnNamed, Scene
from briefing.resolved import ResolvedBriefing, resolve
from exports.asked import Asked
from exports.context import Context
from exports.data.crs_choice import CHOICES
from exports.data.make import make_data
from exports.kit import own as kit_own
from exports.kit.own import own_parts
from exports.making import make
from exports.products import main
from exports.progress import silent
from exports.slides.make import make_slides
from geo.own.ids import PREFIX
from geo.own.store import OwnStore
from geo.query import Filter
from geo.store.place import WORKSPACE
from layers.own.packed import unpacked
from layers.view.link import Vocabulary
from layers.view.state import View
from tests.exports.conftest import whole_plan
from tests.exports.readers import slide_words
from tests.layers.own.workspace import GONE, SHAPES, SITES, keep, two_layers

ONE_ITEM = Filter(text="西丽湖")
"""few items: these tests look at what is beside them"""


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The two layers of a workspace that the products find."""
    folder = tmp_path_factory.mktemp("work") / "own"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WORKSPACE, str(folder))
        sites, shapes = two_layers(folder)
        yield sites.id, shapes.id


def context(*own: str) -> Context:
    whole = whole_plan()
    return replace(whole, view=replace(whole.view, layers=frozenset({"units"}), filter=ONE_ITEM, own=own))


def words_of(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")


def test_a_sheet_from_the_command_line_says_what_they_are_and_what_is_gone(
    ids: tuple[str, str], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = out / "图.pdf"
    link = f"on=-&base=none&own={ids[1].removeprefix(PREFIX)}"
    assert main(["sheet", "--paper", "A4", "--view", link, "--own", ids[0], GONE, "--out", str(path)]) == 0
    assert GONE in capsys.readouterr().err
    words = words_of(PdfReader(path))
    for wanted in (
        "备选场地",
        "学校",
        "医院",
        "范围与线",
        "甲地块",
        "场地.csv",
        "GCJ-02",
        "567",
        "±20–50",
        "4 处",
        "3 处",
    ):
        assert wanted in words
    assert f"{GONE}”不在这台机器上" in words


def test_the_command_line_refuses_what_is_no_id(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sheet", "--own", "../etc", "--out", str(out / "a.pdf")])
    assert "own-" in capsys.readouterr().err


def briefing_of(whole: Context, *own: str) -> ResolvedBriefing:
    codes = ".".join(name.removeprefix(PREFIX) for name in own)
    named = tuple(OwnNamed(name, "旧图层") for name in own)
    scene = Scene("a", "场景", view=f"on=-&base=none&own={codes}", own=named)
    return resolve(Briefing("own", "简报", "", (scene,)), Vocabulary(whole.plan, whole.catalogue))


def test_a_slide_has_their_legend_and_sources(ids: tuple[str, str], out: Path) -> None:
    whole = whole_plan()
    make_slides(briefing_of(whole, *ids, GONE), whole, out / "a.pptx")
    slide = Presentation(str(out / "a.pptx")).slides[1]
    words = " ".join(slide_words(slide))
    assert all(wanted in words for wanted in ("备选场地", "医院", "范围与线", "场地.csv"))
    assert "旧图层”不在这台机器上" in slide.notes_slide.notes_text_frame.text


def test_a_kit_holds_the_layers_of_its_scenes_and_says_what_is_missing(ids: tuple[str, str]) -> None:
    whole = whole_plan()
    resolved = briefing_of(whole, *ids, GONE)
    parts = own_parts(resolved, whole)
    listed = json.loads(gzip.decompress(parts["own"]))["layers"]
    assert {layer["id"] for layer in listed} == set(ids)
    assert not any("documentUrl" in layer for layer in listed)
    head, arrays = unpacked(gzip.decompress(parts[f"own-{ids[0]}"]))
    assert head["title"] == "备选场地" and len(arrays["pointRows"]) == len(SITES)
    assert resolved.record["scenes"][0]["own"][2] == {"id": GONE, "title": "旧图层"}


def test_a_kit_without_such_layers_has_no_list() -> None:
    assert own_parts(briefing_of(whole_plan(), GONE), whole_plan()) == {}


def test_layers_that_are_too_large_for_a_kit_are_named(ids: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = whole_plan()
    size = len(base64.b64encode(own_parts(briefing_of(whole, ids[0]), whole)[f"own-{ids[0]}"]))
    monkeypatch.setattr(kit_own, "MAX_OWN_BYTES", size)
    own_parts(briefing_of(whole, ids[0]), whole)
    with pytest.raises(ExportError) as refused:
        own_parts(briefing_of(whole, *ids), whole)
    assert "备选场地" in str(refused.value) or "范围与线" in str(refused.value)


@cache
def data_file(ending: str, crs: str, folder: Path, own: tuple[str, ...], kind: str = "") -> Path:
    path = folder / f"d.{ending}"
    make_data(context(*own), kind=kind or ending, crs=crs, out=path)
    return path


@pytest.mark.parametrize("crs", CHOICES)
def test_a_geopackage_has_them_as_layers_of_their_own_in_the_datum_chosen(
    ids: tuple[str, str], out: Path, crs: str
) -> None:
    path = data_file("gpkg", crs, out, (*ids, GONE))
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert {"own_备选场地_points", "own_范围与线_lines", "own_范围与线_areas"} <= layers
    back = pyogrio.read_dataframe(path, layer="own_备选场地_points")
    assert list(back["名称"][:3]) == list(SITES["名称"][:3])
    known = CHOICES[crs].epsg
    if known is None:
        assert 300 < shapely.distance(back.geometry[0], SITES.geometry[0]) * 111_000 < 900
    else:
        assert shapely.distance(back.set_crs(known).to_crs(4326).geometry[0], SITES.geometry[0]) < 1e-6
    about = pyogrio.read_dataframe(path, layer="说明")
    assert sum("自有图层“" in words for words in about["value"]) == 3


def test_a_geopackage_draws_them_as_their_own_style_says(ids: tuple[str, str], out: Path) -> None:
    path = data_file("gpkg", "wgs84", out, ids)
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute("SELECT f_table_name, styleQML, styleSLD FROM layer_styles").fetchall()
        (heading,) = base.execute(
            "SELECT title FROM gpkg_data_columns WHERE table_name = 'own_备选场地_points' AND column_name = 'map_class'"
        ).fetchone()
    styles = {name: (ElementTree.fromstring(style), plain) for name, style, plain in rows}
    sites, plain = styles["own_备选场地_points"]
    assert [rule.get("label") for rule in sites.iter("rule") if rule.get("label")] == ["学校", "医院"]
    assert sites.find("labeling/settings/text-style").get("fieldName") == 'to_string("名称")'
    assert heading == "图例分类" and "医院" in plain and "map_class" in plain
    assert pyogrio.read_dataframe(path, layer="own_备选场地_points")["map_class"].tolist()[:2] == ["学校", "医院"]
    colors = [
        each.get("value") for each in styles["own_范围与线_areas"][0].iter("Option") if each.get("name") == "color"
    ]
    assert colors == ["123,45,139,102"]


def test_layers_that_are_called_as_others_find_a_place(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKSPACE, str(out / "own"))
    store = OwnStore.in_folder(out / "own")
    alike = [keep(store, SHAPES, "重点片区").id for _ in range(2)]
    path = data_file("gpkg", "wgs84", out, tuple(alike))
    with closing(sqlite3.connect(path)) as base:
        titles = dict(base.execute("SELECT table_name, identifier FROM gpkg_contents").fetchall())
    assert titles["重点片区_面"] == "重点片区（面）"
    assert titles["own_重点片区_2_areas"] == "重点片区（面） (2)"
    assert titles["own_重点片区_areas"] == "重点片区（面） (3)"


def test_no_words_of_theirs_are_worked_out_by_qgis(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """QGIS takes what stands between [% and %] in legends and on pages for an expression."""
    monkeypatch.setenv(WORKSPACE, str(out / "own"))
    frame = SITES.assign(类=["[% env('HOME') %]", "乙", "乙", "乙"], 图例分类="x")
    kept = keep(OwnStore.in_folder(out / "own"), frame, "[% @project_path %]", by="category", field="类")
    with zipfile.ZipFile(data_file("qgz", "wgs84", out, (kept.id,))) as archive:
        root = ElementTree.fromstring(archive.read("plan.qgs"))
    shown = [rule.get("label") or "" for rule in root.iter("rule")]
    shown += [each.get("labelText") or "" for each in root.iter("LayoutItem") if each.get("id") != "scale-words"]
    shown += [each.get("value") or "" for each in root.iter("Option") if each.get("name") == "legend/title-label"]
    assert len(shown) > 8 and "[ % env('HOME') %]" in shown
    assert [words for words in shown if "[%" in words] == []


def test_other_files_draw_them_so_too(ids: tuple[str, str], out: Path) -> None:
    archive = zipfile.ZipFile(data_file("zip", "wgs84", out, ids, kind="shp"))
    assert {"own_备选场地_points.qml", "own_范围与线_areas.sld"} <= set(archive.namelist())
    document = data_file("kml", "wgs84", out, ids).read_text(encoding="utf-8")
    # Half-opaque violet of the areas, as KML writes it.
    assert "<color>668b2d7b</color>" in document and "#own_0_1</styleUrl>" in document


@pytest.mark.parametrize("kind", ["geojson", "kml", "shp", "xlsx"])
def test_other_files_hold_all_of_their_features(ids: tuple[str, str], out: Path, kind: str) -> None:
    content = data_file(kind, "wgs84", out, ids).read_bytes()
    if kind == "geojson":
        features = json.loads(content)["features"]
        own = [feature for feature in features if "own_layer" in feature["properties"]]
        assert len(own) == len(SITES) + len(SHAPES) < len(features)
        assert own[1]["properties"] == {"名称": "=1+1", "类": "医院", "uncertainty_m": 50.0, "own_layer": "备选场地"}
    elif kind == "kml":
        assert content.decode().count("<Placemark>") >= len(SITES) + len(SHAPES)
        assert "备选场地 (4)" in content.decode() and "<b>丙</b>" not in content.decode()
    elif kind == "shp":
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert {"own_备选场地_points.shp", "own_范围与线_areas.shp", "own_范围与线_lines.shp"} <= set(names)
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content))["备选场地"]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)][:2] == ["甲地块", "'=1+1"]


def test_a_format_of_one_table_refuses_them_with_the_way_out(ids: tuple[str, str], out: Path) -> None:
    with pytest.raises(ExportError) as refused:
        make_data(context(*ids), kind="csv", crs="wgs84", out=out / "d.csv")
    assert ".gpkg" in refused.value.message("zh") and not (out / "d.csv").exists()


def test_who_may_not_see_them_gets_the_product_without(ids: tuple[str, str], out: Path) -> None:
    view = "base=none&on=-&own=" + ".".join(name.removeprefix(PREFIX) for name in ids) + "&q=西丽湖"
    asked = Asked("data", view, "zh", {"kind": "gpkg", "crs": "wgs84"}, own=False)
    make(Asked.heard(asked.told), silent, out / "d.gpkg")
    assert not [name for name, _ in pyogrio.list_layers(out / "d.gpkg") if name.startswith("own_")]
    about = pyogrio.read_dataframe(out / "d.gpkg", layer="说明")["value"].str.cat(sep=" ")
    assert "PLAN_MAP_UPLOADS" in about and "备选场地" not in about


def test_a_view_without_them_gives_what_it_gave(out: Path) -> None:
    make_data(context(), kind="geojson", crs="wgs84", out=out / "d.geojson")
    assert "own" not in json.loads((out / "d.geojson").read_bytes())["about"]
    assert View().own == ()
