"""How far off a place may be is drawn in metres: on the screen, on paper and on the simple map."""

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from geo import crs
from geo.model import Item, Plan
from layers.leaflet.elements import leaflet_html
from layers.paper.items import BAND_ZORDER
from layers.paper.sheet import draw_map
from layers.screen.deck import item_layers
from layers.screen.served import served
from layers.screen.shared_paths import with_shared_paths
from layers.style.bands import LEAST_FADE, band, fade
from layers.style.catalogue import load_catalogue
from layers.view.state import View

CATALOGUE = load_catalogue()
ROUGHNESS = 0.3
"""how much of the uncertainty a band's outline may be off"""


def bands(plan: Plan) -> list[dict[str, Any]]:
    layers = item_layers(plan.items, CATALOGUE)
    return [layer for layer in layers if layer["id"].split(":")[1].startswith(("halo", "reach"))]


def test_every_row_says_its_metres_and_only_what_is_vague_is_seen_unchosen(plan: Plan) -> None:
    rows = {row["id"]: row for layer in bands(plan) for row in layer["data"]}
    known = [
        item
        for item in plan.items
        if item.geometry is not None and item.uncertainty_m and CATALOGUE.layer_of(item).id != "units"
    ]
    assert set(rows) == {item.id for item in known}
    assert all(rows[item.id]["width"] == -2 * item.uncertainty_m for item in known)
    always = {row["id"] for layer in bands(plan) if ":halo" in layer["id"] for row in layer["data"]}
    crisp = {item.id for item in known if CATALOGUE.precisions[item.precision].edge == "crisp"}
    assert crisp and not crisp & always
    assert len(always) > len(known) / 2


def test_no_band_lies_on_itself_or_flares_where_its_course_turns(plan: Plan) -> None:
    # What is drawn twice is twice as dark: a star at every sharp turn.
    drawn: dict[str, list[shapely.Polygon]] = {}
    for layer in bands(plan):
        for row in layer["data"]:
            assert "path" not in row, row["id"]
            drawn.setdefault(row["id"], []).append(shapely.Polygon(row["polygon"][0], row["polygon"][1:]))
    for item_id, parts in drawn.items():
        whole = crs.to_metric(shapely.union_all(parts))
        assert whole.area == pytest.approx(sum(crs.to_metric(part).area for part in parts), rel=1e-6), item_id
        item = plan.by_id[item_id]
        course = crs.to_metric(item.geometry)
        course = course.boundary if item.located == "area" else course
        farthest = max(course.distance(shapely.Point(corner)) for corner in shapely.get_coordinates(whole))
        assert farthest <= item.uncertainty_m * (1 + ROUGHNESS), item_id


@pytest.mark.parametrize("located", ["point", "line", "area"])
def test_a_band_reaches_as_far_as_the_uncertainty(plan: Plan, located: str) -> None:
    for item in plan.items:
        if (
            item.located != located
            or not item.uncertainty_m
            or item.geometry is None
            or CATALOGUE.layer_of(item).id == "units"
        ):
            continue
        course = crs.to_metric(item.geometry)
        course = course.boundary if located == "area" else course
        west, south, east, north = crs.to_metric(band(item)).bounds
        x0, y0, x1, y1 = course.bounds
        for grown in (x0 - west, y0 - south, east - x1, north - y1):
            assert grown == pytest.approx(item.uncertainty_m, rel=ROUGHNESS), item.id


def test_wide_bands_are_faint_and_never_gone() -> None:
    assert fade(3.0) == fade(14.0) == 1.0
    assert 0.2 < fade(57.0) < 0.4
    assert fade(5000.0) == LEAST_FADE


def halo_width_pt(item: Item, plan: Plan, km: float) -> tuple[float, float]:
    """Points on paper from an item to its halo's eastern end, and the map's metres a point, on a map km wide."""
    figure = Figure(figsize=(10, 10))
    x, y = item.geometry.centroid.coords[0]
    half = km / 2 / 111
    drawn = draw_map(
        figure.add_axes((0.0, 0.0, 1.0, 1.0)), View(layers=frozenset({CATALOGUE.layer_of(item).id})),
        replace(plan, items=(item,)), CATALOGUE, language="zh", bounds=(x - half, y - half, x + half, y + half),
    )  # fmt: skip
    halos = [a for a in figure.axes[0].get_children() if isinstance(a, PathPatch) and a.get_zorder() == BAND_ZORDER]
    assert len(halos) == 1
    assert halos[0].get_alpha() <= CATALOGUE.drawing.halo_opacity
    return halos[0].get_path().get_extents().width / 2 / drawn.extent.metres_per_pt, drawn.extent.metres_per_pt


@pytest.mark.parametrize("km", [40.0, 120.0])
def test_paper_has_true_metres_at_its_scale(plan: Plan, km: float) -> None:
    item = next(
        i for i in plan.items if i.located == "point" and i.precision == "indicative" and (i.uncertainty_m or 0) >= 2000
    )
    width_pt, metres_per_pt = halo_width_pt(item, plan, km)
    assert width_pt * metres_per_pt == pytest.approx(item.uncertainty_m, rel=0.05)


def test_the_simple_map_has_a_band_as_large(plan: Plan) -> None:
    item = next(i for i in plan.items if i.located == "point" and i.precision == "indicative")
    html = leaflet_html(
        replace(plan, items=(item,)),
        CATALOGUE,
        language="zh",
        view=View(layers=frozenset({CATALOGUE.layer_of(item).id})),
    )
    east = round(band(item).bounds[2], 6)
    assert str(east) in html


def test_a_path_is_said_once_and_the_document_says_which(plan: Plan) -> None:
    layers = item_layers(plan.items, CATALOGUE)
    shared = with_shared_paths(layers)
    for before, after in zip(layers, shared, strict=True):
        for row, short in zip(before["data"], after["data"], strict=True):
            if "path" in row and isinstance(short["path"][0], int):
                layer, at, *ring = short["path"]
                said = shared[layer]["data"][at]
                assert (said["polygon"][ring[0]] if ring else said["path"]) == row["path"]
    document = json.loads(gzip.decompress(served().plan.gzipped))
    whole = [
        json.dumps(row["path"])
        for layer in document["layers"]
        for row in layer["data"]
        if "path" in row and isinstance(row["path"][0], list)
    ]
    assert len(whole) == len(set(whole))


def test_points_of_bands_are_in_true_metres(plan: Plan) -> None:
    assert all(shapely.is_valid(band(item)) for item in plan.items if item.geometry is not None and item.uncertainty_m)
