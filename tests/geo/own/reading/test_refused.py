"""What nobody can use is refused in words that name the file and the way out; bad rows are named, none vanishes."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest

from geo.own.layer import Placing
from geo.own.placing import placed
from geo.own.reading import archive, files, raw, tabular
from geo.own.reading.files import read_file
from geo.own.reading.raw import RawLayer, field_names
from geo.own.remarks import OwnError, broken
from geo.own.store import OwnStore
from tests.geo.own.reading.test_formats import FRAME, SQUARES, shapefile, zipped


def refusal(path: Path, name: str = "") -> OwnError:
    with pytest.raises(OwnError) as error:
        read_file(path, name or path.name)
    breach = error.value.breach
    assert breach.file == (name or path.name)
    assert breach.text("zh") != breach.text("en")
    return error.value


def archive_of(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in content.items():
            made.writestr(name, data)
    return path


def csv_of(path: Path, text: str) -> RawLayer:
    path.write_text(text, encoding="utf-8")
    (layer,) = read_file(path, path.name)
    return layer


ARCHIVES: list[tuple[str, dict[str, bytes]]] = [
    ("own-archive-path", {"../../etc/passwd.shp": b"x"}),
    ("own-archive-path", {"/etc/cron.shp": b"x"}),
    ("own-archive-path", {"C:\\windows\\a.shp": b"x"}),
    ("own-archive-nested", {"a.shp": b"x", "inner.zip": b"PK"}),
    ("own-archive-ratio", {"bomb.dbf": b"\0" * 30_000_000}),
    ("own-archive-entries", {f"{number}.txt": b"" for number in range(600)}),
    ("own-archive-nothing", {"readme.txt": b"hello"}),
    ("own-shape-part", {"a.shp": b"x"}),
]


@pytest.mark.parametrize(("code", "content"), ARCHIVES, ids=[f"{code}-{next(iter(c))[:9]}" for code, c in ARCHIVES])
def test_archives_that_are_a_trap(tmp_path: Path, code: str, content: dict[str, bytes]) -> None:
    assert refusal(archive_of(tmp_path / "a.zip", content)).breach.code == code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_an_archive_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive_of(tmp_path / "a.zip", {"a.shp": b"x" * 5000, "a.shx": b"", "a.dbf": b""})
    content = bytearray(path.read_bytes())
    for start in (content.index(b"PK\x01\x02") + 24, content.index(b"PK\x03\x04") + 22):
        content[start : start + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path).breach.code in ("own-broken", "own-archive-size")
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    assert refusal(archive_of(tmp_path / "b.zip", {"a.shp": b"x" * 5000})).breach.code == "own-archive-size"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "own-empty"),
        ("a.csv", b"  \n ", "own-empty"),
        ("a.csv", b"a,b\n", "own-no-features"),
        ("a.csv", b"name,size\nx,1\n", "own-no-coordinates"),
        ("a.csv", b"lon,lat\n\xff\xfe\x81\xfd,\x00\x01\n", "own-unknown-kind"),
        ("a.csv", b"PK\x03\x04nothing", "own-wrong-ending"),
        ("a.gpkg", b'{"type":"FeatureCollection","features":[]}', "own-wrong-ending"),
        ("a.exe", b"MZ\x90\x00", "own-unknown-kind"),
        ("a.shp", b"\x00\x00\x27\x0a", "own-lone-shape"),
        ("a.zip", b"PK\x03\x04nothing", "own-broken"),
        ("a.gpkg", b"SQLite format 3\x00" + b"\x00" * 100, "own-broken"),
        ("a.parquet", b"PAR1xxxxPAR1", "own-broken"),
        ("a.fgb", b"fgb\x03fgb\x00" + b"\xff" * 50, "own-no-features"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[]}', "own-no-features"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[', "own-broken"),
        ("a.geojson", b'{"hello": 1}', "own-broken"),
        ("a.kml", b'<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>', "own-entities"),
        ("a.kml", b"<kml><!-- <OGRVRTDataSource> --></kml>", "own-entities"),
        ("a.kml", b"<kml><Document><Placemark>", "own-broken"),
        ("a.csv", b"lon,lat\n,\n,\n", "own-no-places"),
        ("a.csv", ("," * 10_000 + "\n").encode(), "own-too-many-fields"),
    ],
)  # fmt: skip
def test_what_nobody_can_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)
    error = refusal(path, name)
    assert error.breach.code == code, str(error)
    assert str(tmp_path) not in str(error)


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lon,lat\n" + "114,22.5\n" * 50)
    for module, name, limit, code in (
        (files, "MOST_FILE_BYTES", 100, "own-too-large"),
        (raw, "MOST_FEATURES", 20, "own-too-many-features"),
        (raw, "MOST_VERTICES", 20, "own-too-many-vertices"),
        (raw, "MOST_VALUES", 20, "own-too-many-values"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, limit)
            assert refusal(path).breach.code == code
    with path.open("r+b") as file:
        file.truncate(2_000_000_000)
    assert refusal(path).breach.code == "own-too-large"


def test_a_workbook_too_long_is_sent_to_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    pd.DataFrame({"lon": [114.0] * 30, "lat": [22.5] * 30}).to_excel(path, index=False)
    monkeypatch.setattr(tabular, "MOST_CELLS", 40)
    assert refusal(path).breach.code == "own-too-many-cells"


def test_bad_rows_of_a_table_are_named_by_their_row(tmp_path: Path) -> None:
    rows = ["name,lon,lat", "a,114.0,22.5", "b,,", "c,abc,22.5", "d,114.1,22.6,9", "e,nan,22.5", '"f\ng",114.2,22.7']
    layer = csv_of(tmp_path / "a.csv", "\n".join(rows) + "\n")
    assert layer.table["name"].tolist() == ["a", "f\ng"]
    assert layer.left_out == 4
    named = {(problem.code, problem.values["value"]) for problem in layer.problems}
    assert named >= {("own-row-empty", "3"), ("own-row-number", "4"), ("own-row-cells", "5"), ("own-row-number", "6")}
    assert all("第" in problem.text("zh") and "row" in problem.text("en") for problem in layer.problems)


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    layer = csv_of(tmp_path / "a.csv", "lon,lat\n114,22.5\n" + "x,y\n" * 500)
    assert (layer.left_out, len(layer.problems)) == (500, raw.MOST_NAMED)


def test_bad_wkt_is_named(tmp_path: Path) -> None:
    layer = csv_of(tmp_path / "a.csv", "id;wkt\n1;POINT(114 22)\n2;POINT(114\n3;GEOMETRYCOLLECTION(POINT(1 2))\n")
    assert layer.table["id"].tolist() == [1]
    assert [problem.code for problem in layer.problems] == ["own-row-wkt", "own-row-kind"]


def test_geometry_of_all_kinds_empty_and_crossed(tmp_path: Path) -> None:
    bow = [[[114, 22], [114.1, 22.1], [114.1, 22], [114, 22.1], [114, 22]]]
    shapes = [
        {"type": "Point", "coordinates": [114, 22.5]},
        {"type": "LineString", "coordinates": [[114, 22.5], [114.1, 22.5]]},
        {"type": "Polygon", "coordinates": bow},
        None,
        {"type": "Polygon", "coordinates": []},
    ]
    features = [{"type": "Feature", "properties": {"n": n}, "geometry": shape} for n, shape in enumerate(shapes)]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (layer,) = read_file(path, path.name)
    assert layer.table["n"].tolist() == [0, 1, 2]
    assert (layer.left_out, layer.mended) == (2, 1)
    assert all(shape.is_valid for shape in layer.shapes)
    assert {problem.code for problem in layer.problems} == {"own-row-empty", "own-row-mended"}


def test_lists_and_mixed_values_become_text(tmp_path: Path) -> None:
    values = [{"a": [1, "甲"], "b": {"c": 1}, "d": 1}, {"a": [], "b": None, "d": "x"}, {"a": None, "b": 2.5, "d": True}]
    point = {"type": "Point", "coordinates": [114, 22.5]}
    features = [{"type": "Feature", "properties": entry, "geometry": point} for entry in values]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (layer,) = read_file(path, path.name)
    cells = {cell for name in layer.table for cell in layer.table[name] if isinstance(cell, str)}
    assert "x" in cells and any("甲" in cell for cell in cells)
    assert all(isinstance(cell, str) or pd.isna(cell) for name in layer.table for cell in layer.table[name])
    store = OwnStore.in_folder(tmp_path / "own-layers")
    placing = Placing("wgs84")
    kept = store.add(placed(layer, placing, file="a.geojson").layer, path)
    assert store.load(kept.id).content_hash == kept.content_hash


def test_a_long_number_is_a_code(tmp_path: Path) -> None:
    layer = csv_of(tmp_path / "a.csv", "id,lon,lat\n440300000000000001,114,22.5\n")
    assert layer.table["id"].tolist() == ["440300000000000001"]


def test_a_gbk_geojson_is_read_and_a_broken_encoding_is_named(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"名称": "福田区政府办公楼"},
        "geometry": {"type": "Point", "coordinates": [114, 22]},
    }
    path = tmp_path / "a.geojson"
    path.write_bytes(json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False).encode("gbk"))
    assert read_file(path, path.name)[0].table["名称"].tolist() == ["福田区政府办公楼"]
    broken = tmp_path / "b.csv"
    broken.write_bytes(b"\xff\xfe" + "lon,lat\n114,22\n".encode("utf-16-le") + b"\x00\xd8\x41")
    assert refusal(broken).breach.code == "own-encoding"


def test_names_of_fields_are_unique_and_can_be_shown() -> None:
    assert field_names(["a", "A", "", "geometry", "x\x00y", "a"]) == ["a", "A_2", "field_3", "geometry_2", "xy", "a_3"]
    assert len(field_names(["长" * 500])[0]) == 80


def test_markup_and_formulas_are_text_like_any_other(tmp_path: Path) -> None:
    words = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{7*7}}", "$(rm -rf /)"]
    path = tmp_path / "a.csv"
    pd.DataFrame({"name": words, "lon": 114.0, "lat": 22.5}).to_csv(path, index=False)
    assert read_file(path, path.name)[0].table["name"].tolist() == words


def test_two_shapefiles_of_one_name_in_two_folders(tmp_path: Path) -> None:
    one = shapefile(tmp_path, FRAME, encoding="UTF-8")
    both = tmp_path / "both.zip"
    with zipfile.ZipFile(one) as source, zipfile.ZipFile(both, "w") as target:
        for entry in source.infolist():
            for folder in ("甲", "乙"):
                target.writestr(f"{folder}/{entry.filename}", source.read(entry))
    layers = read_file(both, both.name)
    assert [layer.name for layer in layers] == ["地块", "地块"]
    assert all(len(layer.table) == 3 for layer in layers)


@pytest.mark.parametrize("write", [lambda frame, path: frame.to_file(path)], ids=["gpkg"])
def test_nothing_but_rows_without_a_place(tmp_path: Path, write: Callable[..., None]) -> None:
    path = tmp_path / "a.gpkg"
    write(FRAME.set_geometry(np.full(3, None)).set_crs(4326), path)
    assert refusal(path).breach.code in ("own-no-places", "own-no-features")


def test_a_zip_of_other_files_beside_a_shapefile_is_read(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    pyogrio.write_dataframe(SQUARES, made / "a.shp")
    (made / "readme.txt").write_text("x")
    (layer,) = read_file(zipped(made, tmp_path / "a.zip"), "a.zip")
    assert len(layer.table) == 3


HEAD = "name,lon,lat\n"
UNCLOSED = [
    (3, HEAD + 'a,113.9,22.5\n"b,113.9,22.6\nc,114,22.7\n'),
    (3, HEAD + 'a,113.9,22.5\nb,113.9,"22.6'),
    (1, '"name,lon,lat\na,113.9,22.5\n'),
    (2, HEAD + '"b,113.9,22.6\n' + "c,114,22.7\n" * 200_000),
    # As many marks as if all were closed.
    (6, HEAD + '"a ""q"" b",113.9,22.5\n6" pipe,113.9,22.6\n"c\nd",113.9,22.6\n"e,113,22\n'),
]


@pytest.mark.parametrize(("line", "words"), UNCLOSED)
def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line(tmp_path: Path, line: int, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(words, encoding="utf-8")
    breach = refusal(path).breach
    assert breach.code == "own-quote" and breach.values == {"value": str(line)}
    assert "a.csv" in breach.text("zh") and f"第 {line} 行" in breach.text("zh")


def test_quotation_marks_that_mean_themselves_are_kept(tmp_path: Path) -> None:
    layer = csv_of(tmp_path / "a.csv", HEAD + '"a ""q"", b",113.9,22.5\n6" pipe,113.9,22.6\n"c\nd",113.9,22.6\n')
    assert layer.table["name"].tolist() == ['a "q", b', '6" pipe', "c\nd"] and layer.left_out == 0


BROKEN: list[tuple[str, bytes, str]] = [
    ("a.geojson", b'{"type":"FeatureCollection","features":[{"type":"Feature"', "第 1 行"),
    ("a.kml", b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>', "第 1 行"),
    ("a.gpx", b'<?xml version="1.0"?><gpx version="1.1"><wpt lat="a" lon="b">', "第 1 行"),
    ("a.dxf", b"0\nSECTION\n2\nENTITIES\n0\nLINE\nxx\n", "第 8 行"),
    ("a.parquet", b"PAR1" + b"x" * 100 + b"PAR1", "断了"),
    ("a.zip", b"PK\x03\x04" + b"x" * 50, "压缩包"),
    ("a.gpkg", b"SQLite format 3\x00" + b"x" * 500, "数据库"),
    ("a.xlsx", b"", "工作簿"),
]


@pytest.mark.filterwarnings("ignore:GPKG:RuntimeWarning")
@pytest.mark.parametrize(("name", "content", "why"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_what_a_library_says_is_told_in_words_of_ours(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if name == "a.xlsx":
        archive_of(path, {"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    error = refusal(path)
    said = {language: error.breach.text(language) for language in ("zh", "en")}
    assert error.breach.code == "own-broken" and why in said["zh"]
    # Nothing of the library's own: no path, no function, no sentence that stands in both languages.
    cause = " ".join(str(error.__cause__).split())[:40]
    assert cause and not any(cause in words for words in said.values())
    assert not re.search("[A-Za-z]{4,}", said["zh"].removeprefix(name))


def test_a_kept_layer_that_is_damaged_says_so_in_both_languages() -> None:
    error = broken(ValueError("Couldn't deserialize thrift: TProtocolException"), "own-1", "own-unreadable")
    assert "thrift" not in error.breach.text("zh") + error.breach.text("en")
    assert error.breach.text("zh") != error.breach.text("en")
