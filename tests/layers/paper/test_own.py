"""Layers that people brought, on paper: where they are said to be, as their classes look, bounded however large."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from geo.own.store import OwnStore
from layers.own.shown import OwnLayers, OwnShown
from layers.paper.own import shapes as own_shapes
from layers.paper.own.shapes import AREA, LINE, OWN_ZORDER, STEP
from layers.paper.sheet import DrawnMap, draw_map
from layers.style.catalogue import load_catalogue
from layers.view.state import NO_BASEMAP, View
from tests.conftest import the_plan
from tests.layers.own.workspace import GONE, SITES, keep, two_layers

CATALOGUE = load_catalogue()
VIEW = View(layers=frozenset({"units"}), base=NO_BASEMAP)
BOUNDS = (113.8, 22.4, 114.3, 22.7)
Drawn = tuple[DrawnMap, Figure, Any]


def drawn(own: OwnShown) -> Drawn:
    """A small map without the city; its figure; its axes."""
    figure = Figure(figsize=(4.0, 3.0), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    result = draw_map(axes, VIEW, the_plan(), CATALOGUE, language="zh", bounds=BOUNDS, own=own.layers)
    return result, figure, axes


@cache
def drawn_once() -> Drawn:
    """The two layers on a map: for tests that only look."""
    with TemporaryDirectory() as folder:
        sites, shapes = two_layers(Path(folder) / "own")
        found = drawn(OwnLayers(OwnStore.in_folder(Path(folder) / "own")).of([sites.id, GONE, shapes.id], "zh"))
        found[1].canvas.draw()
        return found


def artists(axes: Any) -> list[Collection]:
    return [one for one in axes.collections if OWN_ZORDER <= one.get_zorder() < OWN_ZORDER + 10]


def pixel(figure: Figure, axes: Any, place: Any) -> Any:
    """Red, green and blue, 0 to 1, at a place in metres."""
    pixels = np.asarray(figure.canvas.buffer_rgba())  # type: ignore[attr-defined]
    x, y = axes.transData.transform(place)
    return pixels[len(pixels) - 1 - int(y), int(x), :3] / 255


def test_every_kind_is_drawn_the_topmost_layer_last() -> None:
    _, _, axes = drawn_once()
    kinds = [(type(one), one.get_zorder()) for one in artists(axes)]
    lower, upper = OWN_ZORDER, OWN_ZORDER + STEP
    assert kinds == [(PathCollection, lower), (LineCollection, lower), (PathCollection, upper)]


def test_points_stand_where_they_are_in_the_colours_of_their_classes() -> None:
    result, figure, axes = drawn_once()
    shown = result.own[0].shown
    for shape, number in zip(result.own[0].shapes, shown.places[result.own[0].rows], strict=True):
        found, wanted = pixel(figure, axes, shape.coords[0]), np.array(to_rgb(shown.looks[number].color))
        # Over something else, at 80 percent.
        assert np.abs(found - wanted).max() < 0.25, (to_hex(found), shown.looks[number].color)


def test_an_area_is_filled_at_its_opacity_and_its_hole_is_not() -> None:
    result, figure, axes = drawn_once()
    (shape,) = result.own[1].shapes[shapely.get_dimensions(result.own[1].shapes) == AREA]
    hole = shapely.Polygon(shapely.get_interior_ring(shape, 0))
    land, inside = (usual(figure, axes, part) for part in (hole, shape))
    color = np.array(to_rgb("#7b2d8b"))
    assert np.abs(inside - (0.4 * color + 0.6 * land)).max() < 0.06
    assert np.abs(land - color).max() > 0.3


def usual(figure: Figure, axes: Any, part: shapely.Geometry) -> Any:
    """The colour that most of an area has, whatever stands in it."""
    west, south, east, north = part.bounds
    shares = np.arange(1, 12) / 12
    grid = [shapely.Point(west + x * (east - west), south + y * (north - south)) for x in shares for y in shares]
    return np.median([pixel(figure, axes, place.coords[0]) for place in grid if part.contains(place)], axis=0)


def test_what_lies_beyond_is_not_counted_and_names_stand_beside_their_features() -> None:
    result, _, _ = drawn_once()
    assert result.own[0].inside.tolist() == [True, True, True, False]
    assert [look.count for look in result.own[0].shown.looks_of(result.own[0].inside)] == [2, 1]
    named = {label.words for label in result.labels}
    # Signs that would be markup or a formula elsewhere are signs.
    assert {"甲地块", "=1+1", "<b>丙</b>"} <= named


def test_a_layer_that_is_gone_is_named_and_the_others_are_drawn(tmp_path: Path) -> None:
    sites, _ = two_layers(tmp_path / "own")
    found = OwnLayers(OwnStore.in_folder(tmp_path / "own")).of([GONE, sites.id], "zh", {GONE: "旧图层"})
    assert [shown.kept.id for shown in found.layers] == [sites.id]
    assert [(missing.id, missing.title, missing.why.code) for missing in found.missing] == [
        (GONE, "旧图层", "own-gone")
    ]


def test_what_is_too_much_for_memory_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites, shapes = two_layers(tmp_path / "own")
    monkeypatch.setattr("layers.own.shown.MOST_VERTICES", 5)
    found = OwnLayers(OwnStore.in_folder(tmp_path / "own")).of([sites.id, shapes.id], "zh")
    assert [shown.kept.id for shown in found.layers] == [sites.id]
    assert [(missing.title, missing.why.code) for missing in found.missing] == [("范围与线", "own-too-much")]


def test_many_points_are_one_picture_in_a_pdf_and_few_are_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_shapes, "MOST_VECTOR", 50)
    store, rng = OwnStore.in_folder(tmp_path / "own"), np.random.default_rng(0)
    lonlat = np.column_stack([rng.uniform(113.8, 114.3, 200), rng.uniform(22.4, 22.7, 200)])
    many = keep(store, gpd.GeoDataFrame({"数": range(200)}, geometry=shapely.points(lonlat), crs=4326), "多")
    few = keep(store, SITES, "少")
    _, _, axes = drawn(OwnLayers(store).of([few.id, many.id], "zh"))
    below, above = sorted(artists(axes), key=lambda one: one.get_zorder())
    assert (below.get_rasterized(), above.get_rasterized()) == (True, False)
    assert len(below.get_offsets()) == len(lonlat)


def test_what_reaches_around_the_world_is_cut_and_drawn(tmp_path: Path) -> None:
    world = gpd.GeoDataFrame(
        {"a": [1, 2]},
        geometry=[shapely.box(-179, -80, 179, 80), shapely.LineString([(-170, 22.5), (170, 22.6)])],
        crs=4326,
    )
    kept = keep(OwnStore.in_folder(tmp_path / "own"), world, "世界")
    result, figure, axes = drawn(OwnLayers(OwnStore.in_folder(tmp_path / "own")).of([kept.id], "zh"))
    assert result.own[0].inside.all()
    assert all(np.isfinite(shapely.bounds(shape)).all() for shape in result.own[0].shapes)
    figure.canvas.draw()
    assert {LINE, AREA} == set(shapely.get_dimensions(result.own[0].shapes).tolist())
    assert len(artists(axes)) == 2
