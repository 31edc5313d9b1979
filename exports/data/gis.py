"""Layers and tables, written by GDAL in a folder of their own and handed on whole."""

import io
import logging
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from briefing.errors import ExportError
from exports.data.dataset import Dataset
from geo.sources import Source

LOG = logging.getLogger(__name__)
SOURCE_COLUMNS = ("id", "title", "licence", "date", "datum")
KINDS = {"Point": "points", "LineString": "lines", "Polygon": "areas"}
"""type of geometry -> name of its layer"""


@contextmanager
def gdal_folder() -> Iterator[Path]:
    """A folder that GDAL may fill; what keeps it from doing so becomes words.

    Nothing in it outlives the product, so SQLite need not wait for the disk: that takes longer than all else.
    """
    pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})
    with tempfile.TemporaryDirectory(prefix="plan-gis-") as folder:
        try:
            yield Path(folder)
        except (DataLayerError, DataSourceError) as error:
            LOG.warning("GDAL could not write: %s", error)
            raise ExportError("exports.unwritable", detail=ExportError("exports.notWhole")) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": None})


def write_layer(table: pd.DataFrame, path: Path, **options: Any) -> None:
    """Let GDAL write a layer, then look whether it is all there: a full disk does not always make it complain."""
    pyogrio.write_dataframe(table, path, **options)
    found = pyogrio.read_info(path, layer=options.get("layer"))["features"]
    if found != len(table):
        raise ExportError("exports.unwritable", detail=f"{path.name}: {found} / {len(table)}")


def write_pieces(table: gpd.GeoDataFrame, path: Path, **options: Any) -> None:
    """Let GDAL write what holds a feature in pieces, as tiles and drawings do: fewer than there were are too few."""
    pyogrio.write_dataframe(table, path, **options)
    found = pyogrio.read_info(path, force_feature_count=True)["features"]
    if found < len(table):
        raise ExportError("exports.unwritable", detail=f"{path.name}: {found} / {len(table)}")


def about_table(data: Dataset) -> pd.DataFrame:
    """What the file says of itself, a row each."""
    return pd.DataFrame(data.about.rows(data.language), columns=["name", "value"])


def sources_table(sources: Iterable[Source]) -> pd.DataFrame:
    """Sources with their licences, a row each."""
    rows = [[getattr(source, name) for name in SOURCE_COLUMNS] for source in sources]
    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))


def by_geometry(table: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Rows by what their geometry is, whatever they say that it is: a layer of one kind is what every GIS takes.

    No empty layers.
    """
    kinds = kinds_of(table)
    found = {name: [number for number, kind in enumerate(kinds) if kind == name] for name in KINDS.values()}
    return {name: table.iloc[rows] for name, rows in found.items() if rows}


def kinds_of(table: gpd.GeoDataFrame) -> list[str]:
    """Of each row points, lines or areas, by what its geometry is; nothing where it has none."""
    return [
        "" if geometry is None else KINDS.get(geometry.geom_type.removeprefix("Multi"), "")
        for geometry in table.geometry
    ]


def unplaced_rows(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Rows without geometry, as a table."""
    return pd.DataFrame(table[table.geometry.isna()].drop(columns="geometry"))


def write_kinds(
    table: gpd.GeoDataFrame,
    path: Path,
    *,
    metadata: dict[str, str],
    said: dict[str, str] | None = None,
    prefix: str = "",
) -> None:
    """Layers `points`, `lines`, `areas` of a GeoPackage, their names begun with prefix; none without rows.

    metadata is the file's, said the layers' own; the file's where it is None.
    """
    types = {name: kind for kind, name in KINDS.items()}
    for name, part in by_geometry(table).items():
        several = part.geometry.geom_type.str.startswith("Multi").any()
        kind = f"Multi{types[name]}" if several or name != "points" else types[name]
        options: dict[str, Any] = {"geometry_type": kind, "promote_to_multi": kind.startswith("Multi")}
        options |= {"layer": f"{prefix}{name}", "dataset_metadata": metadata, "layer_metadata": said or metadata}
        write_layer(part, path, driver="GPKG", **options)


def zipped_folder(folder: Path) -> bytes:
    """All files of a folder and of those in it, by their names below it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()
