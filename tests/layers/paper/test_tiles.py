"""A package's pictures on paper: each mark where the paper's projection has its place, in both datums."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from matplotlib.figure import Figure

from geo.crs import to_metric, wgs84_to_gcj02
from geo.tiles.folder import Folder, package_id
from layers.paper.extent import Extent, fit_extent
from layers.paper.sheet import draw_map
from layers.paper.tiles import drawing, sources
from layers.paper.tiles.drawing import PrintedTiles, TilesMissingError, printed_tiles
from layers.paper.tiles.mosaic import Mosaic
from layers.style.catalogue import load_catalogue
from layers.view.state import View
from tests.conftest import the_plan
from tests.tilepackages import HALF_PX, MARK, covering, layer_list, mbtiles, picture, pmtiles, vector_tile

PLACE = (114.0553, 22.5431)
WINDOW = (114.03, 22.52, 114.08, 22.565)
AROUND = (113.98, 22.48, 114.13, 22.61)


def extent() -> Extent:
    return fit_extent(WINDOW, width_pt=400, height_pt=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("basemaps")
    moved = wgs84_to_gcj02(np.array([PLACE]))[0]
    places = {"plain": PLACE, "amap.gcj02": (float(moved[0]), float(moved[1]))}
    for name, place in places.items():
        made = {tile: picture(tile, [place]) for zoom in (13, 15, 16) for tile in covering(AROUND, zoom)}
        mbtiles(path / f"{name}.mbtiles", made, {"attribution": "甲方"})
    whole = {(14, 0, 0): vector_tile({})}
    pmtiles(path / "v.pmtiles", whole, "mvt", {"vector_layers": layer_list("earth", "roads")})
    return Folder(path)


@pytest.mark.parametrize("name", ["plain", "amap.gcj02"])
@pytest.mark.parametrize("dpi", [96, 300])
def test_a_mark_lies_at_its_place(folder: Folder, name: str, dpi: int) -> None:
    window = extent()
    found = printed_tiles(package_id(f"{name}.mbtiles"), window, dpi=dpi, folder=folder)
    assert isinstance(found, PrintedTiles) and found.credit == "甲方"
    height, width = found.picture.shape[:2]
    assert (width, height) == (pytest.approx(400 / 72 * dpi, abs=1), pytest.approx(300 / 72 * dpi, abs=1))
    rows, columns = np.nonzero((np.abs(found.picture[..., :3].astype(int) - MARK) < 100).all(axis=-1))
    assert len(rows) > (2 * HALF_PX - 2) ** 2 / 4
    point = to_metric(shapely.Point(PLACE))
    expected = ((point.x - window.west) / (window.east - window.west) * width,
                (window.north - point.y) / (window.north - window.south) * height)  # fmt: skip
    assert np.hypot(columns.mean() + 0.5 - expected[0], rows.mean() + 0.5 - expected[1]) < 0.75


def test_what_has_no_pictures_prints_nothing(folder: Folder) -> None:
    far = fit_extent((115.0, 23.0, 115.1, 23.1), width_pt=400, height_pt=300)
    for base in ("city", "none", package_id("v.pmtiles")):
        assert printed_tiles(base, extent(), folder=folder) is None
    for base, window, key in (
        (package_id("plain.mbtiles"), far, "basemap.nothingHere"),
        ("pkg-gone-00000000", extent(), "basemap.noPackage"),
    ):
        with pytest.raises(TilesMissingError) as missing:
            printed_tiles(base, window, folder=folder)
        assert missing.value.key == key


def test_damaged_tiles_leave_the_rest(tmp_path: Path) -> None:
    tiles = {tile: picture(tile) for tile in covering(AROUND, 13)}
    for number, tile in enumerate(tiles):
        if number % 2:
            tiles[tile] = tiles[tile][:60] if number % 4 == 1 else b"<html>"
    # The first one tells what the package is.
    mbtiles(tmp_path / "a.mbtiles", dict(sorted(tiles.items())))
    found = printed_tiles(package_id("a.mbtiles"), extent(), dpi=96, folder=Folder(tmp_path))
    assert found is not None
    assert 0.2 < (found.picture[..., 3] > 0).mean() < 0.8


def test_a_large_paper_asks_for_no_more_tiles_than_it_may(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_OF_PACKAGE", 12)
    entry = folder.entries()[package_id("plain.mbtiles")]
    assert entry.package is not None
    assert Mosaic(sources.PackagePictures(entry.package), extent(), dpi=360).zoom < 15


def test_a_sheet_of_a_view_has_them_with_their_attribution(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_folder", lambda: folder)
    figure = Figure(figsize=(5, 4))
    for base, pictures in ((package_id("plain.mbtiles"), 1), ("city", 0), ("none", 0)):
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), label=base)
        draw_map(axes, View(base=base), replace(the_plan(), items=()), load_catalogue(), language="zh", bounds=WINDOW)
        assert len(axes.images) == pictures
        assert any(text.get_text() == "甲方" for text in axes.texts) == bool(pictures)
