"""Layers of people's own for the tests of what shows them: a few features of every kind, in a folder of their own."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.own.kept import Kept
from geo.own.layer import UNCERTAINTY, Placing
from geo.own.placing import own_layer
from geo.own.store import OwnStore

GONE = "own-0123456789ab"
"""id of a layer that there is not"""
FAR = shapely.Point(121.5, 31.2)
"""beyond every map of these tests"""
SITES = gpd.GeoDataFrame(
    {
        "名称": ["甲地块", "=1+1", "<b>丙</b>", None],
        "类": ["学校", "医院", "学校", "学校"],
        UNCERTAINTY: [20.0, 50.0, float("nan"), 20.0],
    },
    geometry=[shapely.Point(113.96, 22.58), shapely.Point(114.06, 22.54), shapely.Point(114.11, 22.53), FAR],
    crs=4326,
)
HOLED = shapely.box(113.93, 22.52, 114.02, 22.57).difference(shapely.box(113.95, 22.53, 113.98, 22.55))
SHAPES = gpd.GeoDataFrame(
    {"数": pd.array([1, 9], dtype="Int64")},
    geometry=[HOLED, shapely.LineString([(113.85, 22.5), (114.0, 22.6), (114.2, 22.55)])],
    crs=4326,
)


def keep(store: OwnStore, frame: gpd.GeoDataFrame, title: str, **style: object) -> Kept:
    """A layer in the folder, as if somebody had uploaded 场地.csv in GCJ-02."""
    original = store.folder.parent / "场地.csv"
    original.write_bytes(b"x")
    placing = Placing("gcj02", offset_m=567.2)
    return store.add(own_layer(frame, title=title, file=original.name, placing=placing), original, style=style)


def two_layers(folder: Path) -> tuple[Kept, Kept]:
    """Sites by category with names, and under them an area with a hole and a line."""
    store = OwnStore.in_folder(folder)
    shapes = keep(store, SHAPES, "范围与线", opacity=0.4, color="#7b2d8b")
    return keep(store, SITES, "备选场地", by="category", field="类", label="名称", size=12.0), shapes
