"""A server's tiles on paper: each mark at its place, in words where they do not come, and asked of nobody unchosen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from geo.crs import to_metric, wgs84_to_gcj02
from geo.tiles.folder import Folder, package_id
from layers.paper.extent import Extent, fit_extent
from layers.paper.sheet import draw_map
from layers.paper.tiles import drawing
from layers.paper.tiles.drawing import TilesMissingError, printed_tiles
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.tile_rules import tile_rules
from layers.view.state import View
from tests.conftest import the_plan
from tests.tilepackages import MARK, layer_list, picture, pmtiles, tile_at, vector_tile
from tests.tileserver import Answer, TileServer, tile_server

PLACE = (114.0553, 22.5431)
WINDOW = (114.03, 22.52, 114.08, 22.565)
PNG = {"Content-Type": "image/png"}


def extent() -> Extent:
    return fit_extent(WINDOW, width_pt=400, height_pt=300)


def marked(path: str, place: tuple[float, float] = PLACE) -> Answer:
    zoom, column, row = (int(part) for part in path.strip("/").split("/")[:3])
    return 200, PNG, picture((zoom, column, row), [place])


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("PLAN_MAP_TIANDITU_KEY", "PLAN_MAP_TIANDITU_SERVER_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(drawing, "_silent", {})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TileServer]:
    with tile_server(marked) as served:
        monkeypatch.setenv("PLAN_MAP_TILES", served.url + "/{z}/{x}/{y}")
        yield served


@pytest.mark.parametrize("datum", ["wgs84", "gcj02"])
def test_a_mark_lies_at_its_place(datum: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = wgs84_to_gcj02(np.array([PLACE]))[0]
    place = (float(moved[0]), float(moved[1])) if datum == "gcj02" else PLACE
    with tile_server(lambda path: marked(path, place)) as served:
        monkeypatch.setenv("PLAN_MAP_TILES", served.url + "/{z}/{x}/{y}")
        monkeypatch.setenv("PLAN_MAP_TILES_DATUM", datum)
        monkeypatch.setenv("PLAN_MAP_TILES_CREDIT", "甲方")
        window = extent()
        found = printed_tiles("online", window, dpi=144)
    assert found is not None and found.credit == "甲方"
    assert len(served.asked) == len(set(served.asked)) > 10
    height, width = found.picture.shape[:2]
    rows, columns = np.nonzero((np.abs(found.picture[..., :3].astype(int) - MARK) < 100).all(axis=-1))
    point = to_metric(shapely.Point(PLACE))
    expected = ((point.x - window.west) / (window.east - window.west) * width,
                (window.north - point.y) / (window.north - window.south) * height)  # fmt: skip
    assert len(rows) > 5
    assert np.hypot(columns.mean() + 0.5 - expected[0], rows.mean() + 0.5 - expected[1]) < 0.75


def on_paper(base: str) -> tuple[int, str]:
    """Number of pictures under a small map, and all words on it."""
    figure = Figure(figsize=(5, 4))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    draw_map(axes, View(base=base), the_plan(), load_catalogue(), language="zh", bounds=WINDOW)
    return len(axes.images), "".join(part.get_text() for part in axes.texts)


def test_a_sheet_of_its_view_has_it_and_other_views_ask_nobody(server: TileServer) -> None:
    pictures, words = on_paper("online")
    assert pictures == 1 and server.url.removeprefix("http://") in words and "深南" not in words
    asked = len(server.asked)
    assert asked > 10
    for base in ("city", "none", "tianditu-vec", "pkg-gone-00000000"):
        pictures, words = on_paper(base)
        assert not pictures
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((403, {}, b""), "对方拒绝（403）"), ((500, {}, b""), "对方回答 500"),
        ((302, {"Location": "/x"}, b""), "对方回答 302"),
        ((200, {}, b"<html>key?"), "收到的不是图片：<html>key?"), ((404, {}, b""), "在这里没有内容"),
        ((200, PNG, picture((0, 0, 0), [(0.0, 0.0)])), "同一张图"), (None, "连不上"),
    ],
)  # fmt: skip
def test_what_does_not_come_leaves_ours_and_says_why(
    answer: Answer | None, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tile_server(lambda _: answer) as served:
        monkeypatch.setenv("PLAN_MAP_TILES", served.url + "/{z}/{x}/{y}")
        pictures, words = on_paper("online")
        asked = len(served.asked)
        assert not pictures and reason in words and "现用简图" in words and "深南" in words
        again = on_paper("online")
    assert again == (pictures, words)
    assert len(served.asked) == asked or "没有内容" in reason, "the next page of an atlas does not ask again"


def test_what_nobody_has_named_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAN_MAP_TILES", raising=False)
    for base, key in (("online", "basemap.noOnline"), ("tianditu-img", "tiles.paper.noKey")):
        with pytest.raises(TilesMissingError) as missing:
            printed_tiles(base, extent())
        assert missing.value.key == key and text(key, "en")
    monkeypatch.setenv("PLAN_MAP_TILES", "file:///etc/{z}/{x}/{y}")
    with pytest.raises(TilesMissingError, match=r"basemap\.address\.protocol"):
        printed_tiles("online", extent())


@pytest.mark.parametrize("damaged", [False, True])
def test_a_package_of_shapes_is_drawn_by_the_catalogues_rules(
    damaged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    column, row = (int(at) for at in tile_at(*PLACE, 12))
    whole = [(0, 0), (4096, 0), (4096, 4096), (0, 4096)]
    tile = vector_tile({"water": [("lake", "area", whole)], "roads": [("highway", "line", [(0, 2048), (4096, 2048)])]})
    tiles = {(12, column, row): tile, (12, column + 1, row): tile[: len(tile) // 2] if damaged else tile}
    pmtiles(
        tmp_path / "v.pmtiles", tiles, "mvt", {"vector_layers": layer_list("earth", "roads"), "attribution": "乙方"}
    )
    monkeypatch.setattr(drawing, "_folder", lambda: Folder(tmp_path))
    figure = Figure(figsize=(5, 4), dpi=100)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    drawn = draw_map(
        axes, View(base=package_id("v.pmtiles")), the_plan(), load_catalogue(), language="zh", bounds=WINDOW
    )
    colors = {rule.id: rule.color for rule in tile_rules()}
    patches = [each for each in axes.patches if to_hex(each.get_facecolor()) == colors["water"]]
    roads = [each for each in axes.collections if to_hex(each.get_edgecolor()[0]) == colors["motorway"]]
    (areas,), (lines,) = patches, roads
    assert len(lines.get_segments()) == (1 if damaged else 2)
    north, south = (to_metric(shapely.Point(PLACE[0], lat)).y for lat in (22.5937, 22.5127))
    box = areas.get_path().get_extents()
    assert south - 100 < box.y0 < box.y1 < north + 100 and box.width > 9000
    assert any(part.get_text() == "乙方" for part in axes.texts)
    assert drawn.labels, "names are ours"
