"""Items as a GeoDataFrame, measured in metres: for tables, spatial joins and files."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from geo.crs import METRIC_EPSG, WGS84_EPSG
from geo.model import Item, Unit

FIELDS = (
    "id", "name", "name_en", "theme", "category", "plan_verb", "stage", "section", "plan_column", "districts",
    "located", "precision", "uncertainty_m", "inferred", "parent", "note",
)  # fmt: skip


def to_table(items: Iterable[Item]) -> gpd.GeoDataFrame:
    """One row an item, in the order given; CRS EPSG:4326; items without a place keep their row with empty geometry.

    Adds clause (one piece), length_km of lines and area_km2 of areas, both computed in EPSG:4547; NA for other kinds.
    """
    rows = list(items)
    records = [{name: getattr(item, name) for name in FIELDS} | {"clause": item.clause_text} for item in rows]
    table = gpd.GeoDataFrame(
        records, geometry=[item.geometry for item in rows], crs=WGS84_EPSG, columns=[*FIELDS, "clause", "geometry"]
    )
    metric = table.geometry.to_crs(METRIC_EPSG)
    return table.assign(
        length_km=(metric.length / 1e3).where(table["located"] == "line"),
        area_km2=(metric.area / 1e6).where(table["located"] == "area"),
    )


def inside_units(table: gpd.GeoDataFrame, units: Iterable[Unit]) -> pd.DataFrame:
    """How much of each item lies in each unit: id, unit, length_km and area_km2 (EPSG:4547), above zero only."""
    outlines = gpd.GeoDataFrame(
        [{"unit": unit.id, "geometry": unit.geometry} for unit in units], geometry="geometry", crs=WGS84_EPSG
    ).to_crs(METRIC_EPSG)
    placed = table.loc[
        table.geometry.notna() & table["located"].isin(["line", "area"]), ["id", "located", "geometry"]
    ].to_crs(METRIC_EPSG)
    pieces = gpd.overlay(placed, outlines, how="intersection", keep_geom_type=True)
    lengths = (pieces.length / 1e3).where(pieces["located"] == "line")
    areas = (pieces.area / 1e6).where(pieces["located"] == "area")
    return pd.DataFrame({"id": pieces["id"], "unit": pieces["unit"], "length_km": lengths, "area_km2": areas})
