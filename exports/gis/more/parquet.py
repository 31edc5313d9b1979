"""GeoParquet: all items in one table for notebooks and the web, with what the file says of itself."""

import io
import json

import pyarrow.parquet

from exports.data.dataset import Dataset

PREFIX = "about:"
"""of the keys of what the file says of itself"""
SAID = ("title", "selection", "states", "source", "licence", "datum", "date")


def geoparquet(data: Dataset) -> bytes:
    """A row an item, its geometry as WKB in the CRS chosen; title, source, licence and datum as metadata."""
    raw = io.BytesIO()
    data.table.to_parquet(raw, index=False, schema_version="1.1.0", write_covering_bbox=True)
    table = pyarrow.parquet.read_table(raw)
    own = {f"{PREFIX}{name}": getattr(data.about, name) for name in SAID}
    own[f"{PREFIX}sources"] = json.dumps([[entry.id, entry.title, entry.licence] for entry in data.sources])
    out = io.BytesIO()
    pyarrow.parquet.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), **own}), out, compression="zstd"
    )
    return out.getvalue()
