"""PMTiles: vector tiles of all items in one file, for maps on the web."""

import warnings

import geopandas as gpd

from exports.data.dataset import Dataset
from exports.data.gis import gdal_folder, write_pieces
from layers.style.catalogue import color_on

LAYER = "plan"
LEAST_ZOOM, MOST_ZOOM = 6, 12
"""at the last a step of the tiles' own grid is about two metres"""
LEFT_OUT = ("evidence", "sources", "aliases")
"""too long for tiles, each of which repeats what it holds"""


def tiles(data: Dataset) -> bytes:
    """One layer `plan` with the items' fields, `layer` (the map's, by its id) and `color` (#rrggbb)."""
    layers = [data.catalogue.layer_of(item) for item in data.items]
    table = gpd.GeoDataFrame(data.table.drop(columns=list(LEFT_OUT))).assign(
        layer=[layer.id for layer in layers], color=[color_on(layer, "light") for layer in layers]
    )
    about = data.about
    with gdal_folder() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        path = folder / "plan.pmtiles"
        write_pieces(
            table[table.geometry.notna()], path, layer=LAYER, driver="PMTiles",
            dataset_options={
                "NAME": about.title, "DESCRIPTION": " ".join((about.source, about.licence)),
                "MINZOOM": str(LEAST_ZOOM), "MAXZOOM": str(MOST_ZOOM),
            },
        )  # fmt: skip
        return path.read_bytes()
