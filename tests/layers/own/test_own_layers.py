"""How layers of people's own look: styles are checked, classes cover all features, documents come back whole."""

from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.own.kept import Kept
from geo.own.layer import OwnLayer, Placing
from geo.own.placing import own_layer
from geo.own.remarks import OwnError
from layers.own.classes import classes
from layers.own.document import columns_document, layer_document
from layers.own.legend import own_entries
from layers.own.packed import unpacked
from layers.own.style import MOST_CLASSES, SCHEMES, OwnStyle, palettes, style_of
from layers.style.catalogue import load_catalogue

AREA = shapely.Polygon(
    [(114, 22.5), (114.2, 22.5), (114.2, 22.7), (114, 22.7)], [[(114.05, 22.55), (114.1, 22.55), (114.1, 22.6)]]
)
SHAPES = [
    shapely.Point(113.9, 22.5),
    shapely.LineString([(114, 22.5), (114.1, 22.6), (114.2, 22.5)]),
    shapely.MultiPolygon([AREA, shapely.box(114.3, 22.5, 114.4, 22.6)]),
    shapely.MultiPoint([(114.1, 22.51), (114.2, 22.52)]),
    shapely.MultiLineString([[(114, 22), (114.1, 22)], [(114, 22.1), (114.1, 22.1), (114.2, 22.1)]]),
]
FRAME = gpd.GeoDataFrame(
    {
        "类": ["甲", "乙", "甲", None, "<b>"],
        "数": [1.0, 2.0, np.nan, 40.0, 3.0],
        "个": pd.array([1, None, 3, 4, 5], dtype="Int64"),
        "是": pd.array([True, None, False, True, True], dtype="boolean"),
    },
    geometry=SHAPES,
    crs=4326,
)


def layer(frame: gpd.GeoDataFrame = FRAME) -> OwnLayer:
    return own_layer(frame, title="场地", file="a.gpkg", placing=Placing("wgs84"))


def kept(own: OwnLayer) -> Kept:
    west, south, east, north = map(float, own.features.total_bounds)
    return Kept(
        "own-0123456789ab", own.title, tuple(sorted(own.kinds)), own.fields, len(own.features),
        (west, south, east, north), own.file, own.placing, own.content_hash, "2026-01-01",
    )  # fmt: skip


def test_places_come_back_whole_within_a_centimetre() -> None:
    own = layer()
    head, arrays = unpacked(layer_document(own, kept(own), OwnStyle(label="类"), "zh"))
    origin = np.array(head["origin"])

    def places(name: str) -> Any:
        return arrays[name].reshape(-1, 2) + origin

    assert arrays["pointRows"].tolist() == [0, 3, 3]
    assert abs(places("pointPlaces") - [[113.9, 22.5], [114.1, 22.51], [114.2, 22.52]]).max() < 1e-7
    assert arrays["lineRows"].tolist() == [1, 4, 4]
    assert arrays["lineStarts"].tolist() == [0, 3, 5, 8]
    assert arrays["areaRows"].tolist() == [2, 2]
    assert arrays["areaStarts"].tolist() == [0, 2, 3]
    rings = [places("areaPlaces")[start:end] for start, end in pairwise(arrays["ringStarts"])]
    made = shapely.MultiPolygon([shapely.Polygon(rings[0], [rings[1]]), shapely.Polygon(rings[2])])
    assert made.equals_exact(SHAPES[2], 1e-7)
    assert [head["labels"]["values"][code - 1] if code else None for code in arrays["labels"]] == [
        "甲", "乙", "甲", None, "<b>",
    ]  # fmt: skip
    assert [entry["count"] for entry in head["classes"]] == [5]


def test_fields_come_back_with_their_types() -> None:
    head, arrays = unpacked(columns_document(layer()))
    by_name = {column["name"]: column for column in head["columns"]}
    assert [column["type"] for column in head["columns"]] == ["text", "number", "integer", "yesno"]
    assert np.array_equal(arrays[by_name["数"]["array"]], FRAME["数"], equal_nan=True)
    assert np.array_equal(arrays[by_name["个"]["array"]], [1, np.nan, 3, 4, 5], equal_nan=True)
    assert np.array_equal(arrays[by_name["是"]["array"]], [1, np.nan, 0, 1, 1], equal_nan=True)
    assert by_name["类"]["values"] == ["甲", "乙", "<b>"]
    assert arrays[by_name["类"]["array"]].tolist() == [1, 2, 1, 0, 3]


def test_a_number_that_float64_would_change_is_sent_as_text() -> None:
    long = 440300000000000001
    own = layer(gpd.GeoDataFrame({"n": [long, 3]}, geometry=[SHAPES[0]] * 2, crs=4326))
    head, _ = unpacked(columns_document(own))
    assert (head["columns"][0]["type"], head["columns"][0]["values"]) == ("text", [str(long), "3"])


def test_many_texts_take_numbers_that_hold_them() -> None:
    many = gpd.GeoDataFrame({"n": [f"x{n}" for n in range(300)]}, geometry=[SHAPES[0]] * 300, crs=4326)
    head, arrays = unpacked(columns_document(layer(many)))
    assert arrays["column0"].dtype == np.uint16
    assert head["columns"][0]["values"][arrays["column0"][299] - 1] == "x299"


def test_categories_are_ranked_and_the_empty_ones_named() -> None:
    looks, places = classes(layer(), OwnStyle(by="category", field="类"), "en")
    assert [(look.words, look.count) for look in looks] == [("甲", 2), ("<b>", 1), ("乙", 1), ("No value", 1)]
    assert places.tolist() == [0, 2, 0, 3, 1]
    assert len({look.color for look in looks}) == 4


def test_more_values_than_colours_share_one() -> None:
    many = gpd.GeoDataFrame({"n": [f"x{n:02}" for n in range(40)]}, geometry=[SHAPES[0]] * 40, crs=4326)
    looks, places = classes(layer(many), OwnStyle(by="category", field="n"), "en")
    assert len(looks) == 12
    assert (looks[-1].words, looks[-1].count, looks[-1].color) == ("Others (29 values)", 29, palettes().others)
    assert places.max() == 11


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("count", [2, 5, MOST_CLASSES])
def test_numbers_are_cut_into_classes_without_gaps(scheme: str, count: int) -> None:
    numbers = np.append(np.random.default_rng(7).lognormal(size=3000), [np.nan, 0.0])
    frame = gpd.GeoDataFrame({"n": numbers}, geometry=[SHAPES[0]] * len(numbers), crs=4326)
    looks, places = classes(layer(frame), OwnStyle(by="number", field="n", scheme=scheme, classes=count), "en")
    assert 1 <= len(looks) - 1 <= MOST_CLASSES
    assert looks[-1].words == "No value" and looks[-1].count == 1
    assert sum(look.count for look in looks) == len(numbers)
    by_class = [numbers[places == place] for place in range(len(looks) - 1)]
    filled = [part for part in by_class if len(part)]
    assert all(low.max() <= high.min() for low, high in pairwise(filled))
    if scheme == "quantiles":
        assert abs(len(by_class[0]) - 3001 / count) < 3


@pytest.mark.parametrize("numbers", [[5.0, 5.0], [np.nan, np.nan], [1.0, 2.0]])
def test_few_numbers_have_few_classes(numbers: list[float]) -> None:
    frame = gpd.GeoDataFrame({"n": numbers}, geometry=[SHAPES[0]] * 2, crs=4326)
    looks, places = classes(layer(frame), OwnStyle(by="number", field="n"), "zh")
    assert sum(look.count for look in looks) == 2
    assert places.max() < len(looks)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ({"by": "magic"}, "by"), ({"field": "没有"}, "field"), ({"by": "category"}, "field"), ({"size": "8"}, "size"),
        ({"by": "number", "field": "类"}, "field"), ({"color": "red;}"}, "color"), ({"opacity": 7}, "opacity"),
        ({"classes": 2.5}, "classes"), ({"classes": True}, "classes"), ({"ramp": ["x"]}, "ramp"), ({"evil": 1}, "evil"),
        ({"label": 3}, "label"), ({"visible": "yes"}, "visible"), ({"size": float("nan")}, "size"),
    ],
)  # fmt: skip
def test_a_style_that_is_not_as_it_should_be_is_refused_by_name(raw: dict[str, Any], named: str) -> None:
    with pytest.raises(OwnError) as error:
        style_of(raw, layer().fields)
    assert error.value.breach.values["value"] == named


def test_what_is_kept_of_a_style_differs_from_the_default() -> None:
    style = style_of({"by": "category", "field": "类", "size": 8.0}, layer().fields)
    assert style.record() == {"by": "category", "field": "类"}
    assert style_of(style.record(), layer().fields) == style


def test_the_legend_has_a_row_a_class_with_a_swatch_in_its_colour() -> None:
    catalogue = load_catalogue()
    looks, _ = classes(layer(), OwnStyle(by="category", field="类"), "zh")
    rows = own_entries("场地", looks)
    assert [(row.kind, row.words, row.count) for row in rows[:2]] == [("heading", "场地", None), ("own", "甲", 2)]
    for appearance in ("light", "dark"):
        assert rows[1].colors(catalogue, appearance)["layer"] == looks[0].color
    swatch = rows[1].swatch(catalogue)
    assert swatch is not None and len(swatch.shapes) == 4, "fill, edge, line, point"
    alone, _ = classes(layer(), OwnStyle(), "zh")
    assert [row.kind for row in own_entries("场地", alone)] == ["own"]


def test_colours_are_colours() -> None:
    colors = palettes()
    every = [
        *colors.categories,
        colors.others,
        colors.none,
        *(color for ramp in colors.ramps.values() for color in ramp),
    ]
    assert all(len(color) == 7 and int(color[1:], 16) >= 0 for color in every)
    assert all(len(ramp) == MOST_CLASSES for ramp in colors.ramps.values())
