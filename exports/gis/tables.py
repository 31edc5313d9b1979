"""What a file for a GIS holds beside its layers: tables without geometry; and how GDAL is to write either."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from exports.data.dataset import Dataset
from exports.data.gis import about_table, sources_table, unplaced_rows
from exports.gis.fields import headings
from exports.gis.styled import Styled
from exports.ledger.events import COLUMNS, event_heads
from layers.text import Language, text

TYPES = {"points": "Point", "lines": "MultiLineString", "areas": "MultiPolygon"}


def table_name(key: str, language: Language) -> str:
    """What a table without geometry is called: unplaced, events, sources or about."""
    return text(f"gis.table.{key}", language)


def tables_of(data: Dataset) -> dict[str, tuple[pd.DataFrame, Mapping[str, str]]]:
    """Key of its name -> a table without geometry, and its fields' headings; some may be empty."""
    language, sources = data.language, sources_table(data.sources)
    events = dict(zip((column.name for column in COLUMNS), event_heads(language), strict=True))
    return {
        "unplaced": (unplaced_rows(data.table), headings(language)),
        "events": (data.events, events),
        "sources": (sources, {name: text(f"sourcecolumn.{name}", language) for name in sources.columns}),
        "about": (about_table(data), {name: text(f"gis.about.{name}", language) for name in ("name", "value")}),
    }


def geometry_options(layer: Styled) -> dict[str, Any]:
    """The type of a layer's geometry, as GDAL takes it: points stay single where all are."""
    several = bool(layer.table.geometry.geom_type.str.startswith("Multi").any())
    if layer.kind == "points":
        return {"geometry_type": "MultiPoint" if several else "Point", "promote_to_multi": several}
    return {"geometry_type": TYPES[layer.kind], "promote_to_multi": True}
