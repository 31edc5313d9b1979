"""What a data file is written from."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from exports.data.crs_choice import CrsChoice
from exports.data.inside import Column
from exports.own.leaving import Leaving
from exports.sources import About
from geo.model import Item
from geo.sources import Source
from layers.style.catalogue import Catalogue
from layers.text import Language


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Items as a table in the CRS chosen, with everything that a file says of them."""

    items: tuple[Item, ...]
    table: gpd.GeoDataFrame
    """columns of exports.data.table.FIELDS, geometry in choice's CRS, None for items without a place"""
    choice: CrsChoice
    sources: tuple[Source, ...]
    about: About
    catalogue: Catalogue
    language: Language
    events: pd.DataFrame
    """columns of exports.ledger.events.COLUMNS: what the items' states rest on"""
    inside: tuple[Column, ...] = ()
    """what of the items lies in the units that the view is about, for tables"""
    own: tuple[Leaving, ...] = ()
    """layers that people brought, in choice's CRS"""
    frame: tuple[float, float, float, float] = (113.7, 22.4, 114.7, 22.9)
    """west, south, east, north in WGS-84 degrees: what a map of the view shows"""
    file: str = "plan.gpkg"
    """the name that the file will have, which a project in it has to know"""
