"""GeoJSON after RFC 7946: longitude first, outer rings anticlockwise, source and licence as a foreign member.

RFC 7946 knows WGS-84 only, but lets parties that have agreed use another CRS. Programs agree by the `crs` member of
GeoJSON 2008, which GDAL, QGIS and ArcGIS read; CGCS2000 files carry it. GCJ-02 has no code: its files name it in
`about` and in every feature.
"""

import json
from typing import Any

import pandas as pd
import shapely
from shapely.geometry import mapping

from exports.data.crs_choice import GCJ02_NAME, CrsChoice
from exports.data.dataset import Dataset
from exports.own.files import features_of
from geo.crs import WGS84_EPSG


def geojson(data: Dataset) -> bytes:
    """The items as one FeatureCollection, UTF-8; `own_layer` names the layer of features that people brought."""
    rows = data.table.drop(columns="geometry").astype(object)
    records = rows.where(rows.notna(), None).to_dict("records")
    extra = {"datum": GCJ02_NAME} if data.choice.epsg is None else {}
    features = [
        {
            "type": "Feature",
            "id": record["id"],
            "properties": {key: _plain(value) for key, value in record.items()} | extra,
            "geometry": None if geometry is None else mapping(shapely.orient_polygons(geometry)),
        }
        for record, geometry in zip(records, data.table.geometry, strict=True)
    ]
    for layer in data.own:
        features += features_of(layer, own_layer=layer.title)
    about = {
        name: getattr(data.about, name)
        for name in ("title", "selection", "states", "source", "licence", "datum", "date")
    }
    cited = [{"id": source.id, "title": source.title, "licence": source.licence} for source in data.sources]
    content = {
        "type": "FeatureCollection",
        **_crs_member(data.choice),
        "about": about | {"sources": cited} | ({"own": list(data.about.own)} if data.about.own else {}),
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _plain(value: Any) -> Any:
    """A cell as JSON has it: numpy's numbers as Python's."""
    return value.item() if hasattr(value, "item") else None if value is pd.NA else value


def _crs_member(choice: CrsChoice) -> dict[str, Any]:
    if choice.epsg in (None, WGS84_EPSG):
        return {}
    return {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{choice.epsg}"}}}
