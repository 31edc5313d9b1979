"""The encoding of a file's text: told by its bytes, said by the file, or chosen by somebody, and never half right."""

import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.messages.own import OWN_MESSAGES
from geo.own.kept import Kept, Wish
from geo.own.proposals import accept
from geo.own.reading.encoding import ENCODINGS, Encoding, said_encoding
from geo.own.reading.files import read_file
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.plan import load_plan
from tests.geo.own.reading.test_formats import zipped

NAMES = ["联通", "深圳湾口岸", "福田区政府办公楼"]
PLACES = [(114.05, 22.54), (113.95, 22.5), (114.06, 22.55)]


def table(encoding: str) -> bytes:
    rows = "".join(f"{name},{x},{y}\n" for name, (x, y) in zip(NAMES, PLACES, strict=True))
    return f"名称,经度,纬度\n{rows}".encode(encoding)


def shapes(folder: Path, encoding: str, *, width: int = 0, names: list[str] = NAMES, cpg: str = "") -> Path:
    """A zipped Shapefile without .cpg, but where one is named; width: bytes of its field of text."""
    frame = gpd.GeoDataFrame({"name": names}, geometry=[shapely.Point(PLACES[0])] * len(names), crs=4326)
    made = folder / "made"
    made.mkdir()
    frame.to_file(made / "a.shp", encoding=encoding)
    (made / "a.cpg").unlink(missing_ok=True)
    if cpg:
        (made / "a.cpg").write_text(cpg)
    if width:
        cut(made / "a.dbf", width)
    return zipped(made, folder / "a.zip")


def cut(path: Path, width: int) -> None:
    """Makes the one field of a .dbf as narrow as width, as programs do that know bytes only."""
    content = path.read_bytes()
    head, before = 32 + 32 + 1, content[32 + 16]
    records = content[head:].removesuffix(b"\x1a")
    rows = [records[start : start + 1 + width] for start in range(0, len(records), 1 + before)]
    header = bytearray(content[:head])
    header[10:12], header[32 + 16] = (1 + width).to_bytes(2, "little"), width
    path.write_bytes(bytes(header) + b"".join(rows) + b"\x1a")


DXF = """0
SECTION
2
HEADER
9
$ACADVER
1
AC1015
9
$DWGCODEPAGE
3
{page}
0
ENDSEC
0
SECTION
2
ENTITIES
0
TEXT
8
深圳湾地块
10
506171.0
20
2493598.0
40
1
1
{words}
0
ENDSEC
0
EOF
"""


def drawing(path: Path, encoding: str, page: str) -> Path:
    path.write_bytes(DXF.format(page=page, words="福田区政府办公楼").encode(encoding))
    return path


def refusal(path: Path, encoding: str) -> OwnError:
    with pytest.raises(OwnError) as error:
        read_file(path, path.name, encoding)
    return error.value


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_table_is_read_in_the_encoding_that_is_chosen(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    names = [name.replace("联", "聯").replace("湾", "灣").replace("区", "區").replace("办", "辦").replace("楼", "樓")
             for name in NAMES]  # fmt: skip
    words = "\n".join(["name,lon,lat", *(f"{name},114.05,22.54" for name in names)])
    path.write_bytes(words.encode(encoding))
    (layer,) = read_file(path, path.name, encoding)
    assert layer.table["name"].tolist() == names
    assert layer.encoding == Encoding(encoding, "chosen")


def test_a_guess_that_is_wrong_can_be_set_right(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # So few bytes look like anything: Big5 has characters for them too.
    path.write_bytes("name,lon,lat\n联通,114.05,22.54\n".encode("gbk"))
    (guessed,) = read_file(path, path.name)
    assert guessed.encoding == Encoding("big5", "guessed")
    assert guessed.table["name"].tolist() != ["联通"]
    (layer,) = read_file(path, path.name, "gb18030")
    assert layer.table["name"].tolist() == ["联通"]


@pytest.mark.parametrize(
    ("written", "chosen", "row"), [("gb18030", "utf-8", "第 1 行"), ("utf-8", "big5", "第 1 行"), ("utf-8", "hex", "")]
)
def test_an_encoding_that_cannot_read_a_table_is_refused_by_row(
    tmp_path: Path, written: str, chosen: str, row: str
) -> None:
    path = tmp_path / "场地.csv"
    path.write_bytes(table(written))
    said = refusal(path, chosen).breach
    assert said.code == ("own-not-encoding" if row else "own-bad-encoding")
    assert not row or said.text("zh").startswith(f"场地.csv: 读不成 {ENCODINGS[chosen][0]}（{row}起）")


def test_the_row_is_the_one_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名,lon,lat\n甲,114,22.5\n".encode() + "深圳湾,114,22.5\n".encode("gbk"))
    assert "row 3" in refusal(path, "utf-8").breach.text("en")


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_texts_of_a_dbf_that_were_cut_within_a_character_lose_that_one_only(tmp_path: Path, encoding: str) -> None:
    path = shapes(tmp_path, encoding, width=11, names=["联通", "福田区政府办公楼", *(["南山"] * 60)])
    found = ["联通", "福田区" if encoding == "UTF-8" else "福田区政府", *(["南山"] * 60)]
    for chosen in ("", {"UTF-8": "utf-8", "GBK": "gb18030"}[encoding]):
        (layer,) = read_file(path, path.name, chosen)
        assert layer.table["name"].tolist() == found


def test_a_dbf_is_refused_by_the_row_that_cannot_be_read(tmp_path: Path) -> None:
    path = shapes(tmp_path, "GBK", names=["a", "深圳湾口岸", "b"])
    assert "row 2" in refusal(path, "utf-8").breach.text("en")
    (layer,) = read_file(path, path.name, "gb18030")
    assert layer.table["name"].tolist() == ["a", "深圳湾口岸", "b"]


def test_a_cpg_that_is_wrong_can_be_overruled(tmp_path: Path) -> None:
    path = shapes(tmp_path, "GBK", cpg="BIG5")
    (said,) = read_file(path, path.name)
    assert said.encoding == Encoding("big5", "said")
    (layer,) = read_file(path, path.name, "gb18030")
    assert layer.table["name"].tolist() == NAMES


@pytest.mark.parametrize(
    ("written", "page", "how"),
    [
        ("gb18030", "ANSI_936", "said"),
        ("gb18030", "ANSI_1252", "guessed"),
        ("utf-8", "ANSI_936", "plain"),
        ("gb18030", "ANSI_nonsense", "guessed"),
    ],
)
def test_a_dxf_says_its_code_page_or_is_told_by_its_bytes(tmp_path: Path, written: str, page: str, how: str) -> None:
    path = drawing(tmp_path / "a.dxf", written, page)
    (layer,) = read_file(path, path.name)
    assert layer.encoding == Encoding(written, how)  # type: ignore[arg-type]
    assert layer.table["Text"].tolist() == ["福田区政府办公楼"]
    assert layer.table["Layer"].tolist() == ["深圳湾地块"]
    assert pyogrio.get_gdal_config_option("DXF_ENCODING") is None, "others read as ever"


def test_a_dxf_is_read_in_the_encoding_that_is_chosen(tmp_path: Path) -> None:
    path = drawing(tmp_path / "a.dxf", "gb18030", "ANSI_950")
    (layer,) = read_file(path, path.name, "gb18030")
    assert layer.table["Text"].tolist() == ["福田区政府办公楼"]
    assert "row 22" in refusal(path, "utf-8").breach.text("en")


@pytest.mark.parametrize("name", ["a.kml", "a.gpx", "a.geojson", "a.kmz"])
def test_markup_and_geojson_too(tmp_path: Path, name: str) -> None:
    words = {
        "kml": '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>'
        "<name>联通</name><Point><coordinates>114.05,22.54</coordinates></Point></Placemark></kml>",
        "gpx": '<?xml version="1.0" encoding="gb2312"?><gpx version="1.1" creator="t" '
        'xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="22.54" lon="114.05"><name>联通</name></wpt></gpx>',
        "geojson": '{"type":"Feature","properties":{"name":"联通"},'
        '"geometry":{"type":"Point","coordinates":[114.05,22.54]}}',
    }
    ending = name.rpartition(".")[2]
    content = words["kml" if ending == "kmz" else ending].encode("gb18030")
    path = tmp_path / name
    if ending == "kmz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", content)
    else:
        path.write_bytes(content)
    (layer,) = read_file(path, path.name, "gb18030")
    assert next(layer.table[column][0] for column in layer.table if column.lower() == "name") == "联通"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("936", "gb18030"),
        ("ANSI_936", "gb18030"),
        ("cp65001", "utf-8"),
        ("GBK", "gb18030"),
        ("ANSI 1252", "windows-1252"),
        *((nonsense, "") for nonsense in ("hex", "zip", "", "\x00", "../../etc", "cp99999")),
    ],
)
def test_names_that_files_give_encodings(name: str, found: str) -> None:
    said = said_encoding(name)
    assert (said.id if said else "") == found


def test_nothing_is_kept_in_an_encoding_that_cannot_read_a_file(tmp_path: Path) -> None:
    path, store = tmp_path / "a.csv", OwnStore.in_folder(tmp_path / "own")
    path.write_bytes(table("gb18030"))

    def kept(encoding: str) -> list[Kept]:
        return accept(path, path.name, [Wish(0, datum="wgs84")], load_plan(), store, encoding=encoding)

    with pytest.raises(OwnError):
        kept("utf-8")
    assert store.listing() == ([], [])
    (layer,) = kept("gb18030")
    assert store.load(layer.id).features["名称"].tolist() == NAMES


def test_every_word_on_encodings_names_the_remedy() -> None:
    assert all("编码" in OWN_MESSAGES[code][0] for code in ("own-not-encoding", "own-bad-encoding"))
