"""A layer that somebody brought in the datum that was chosen, ready for any kind of file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import geopandas as gpd
import pandas as pd

from briefing.errors import ExportError
from briefing.files import safe_name, stored
from exports.data.crs_choice import CrsChoice
from exports.data.in_crs import in_crs, places
from geo.own.layer import OwnLayer
from layers.own.looks import OwnLook
from layers.own.shown import ShownLayer
from layers.text import Language

DBF_BYTES, DBF_NAME_BYTES = 254, 10
"""of a text and of a field's name in a Shapefile"""


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """A layer in the datum that was chosen."""

    title: str
    table: gpd.GeoDataFrame
    choice: CrsChoice
    language: Language
    source: str = ""
    """where it comes from and how sure its places are, in words"""
    looks: tuple[OwnLook, ...] = ()
    """how its classes are drawn, where a file can have that"""
    places: Sequence[int] = ()
    """of each feature in looks"""
    label: str = ""
    """field that is written beside the features; empty for none"""

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """Fields and geometry, as GDAL takes them."""
        return gpd.GeoDataFrame(self.fields, geometry=self.table.geometry)

    @property
    def fields(self) -> pd.DataFrame:
        """Without geometry, texts without what files cannot hold."""
        plain = pd.DataFrame(self.table.drop(columns="geometry"))
        texts = [name for name in plain.columns if plain[name].dtype == object or plain[name].dtype == "string"]
        return plain.assign(**{name: plain[name].map(_stored) for name in texts})


def leaving(layer: OwnLayer, choice: CrsChoice, language: Language, *, source: str = "") -> Leaving:
    """A layer as it leaves, its places to the centimetre."""
    return Leaving(layer.title, in_crs(layer.features, choice), choice, language, source)


def leaving_shown(shown: ShownLayer, choice: CrsChoice, language: Language, *, source: str) -> Leaving:
    """A layer of a view as it leaves, with its style."""
    plain = leaving(shown.layer, choice, language, source=source)
    return replace(plain, looks=shown.looks, places=shown.places.tolist(), label=shown.style.label)


def layer_names(layers: Sequence[Leaving]) -> list[str]:
    """A name for each layer that files and archives take, begun with own_, none twice."""
    names: list[str] = []
    for layer in layers:
        plain = safe_name(layer.title, fallback="layer").replace(" ", "_")
        name, number = f"own_{plain}", 2
        while name.casefold() in {other.casefold() for other in names}:
            name, number = f"own_{plain}_{number}", number + 1
        names.append(name)
    return names


def column_names(table: pd.DataFrame) -> dict[str, str]:
    """What a GeoPackage's own columns are called beside a table's, for GDAL: none as one that somebody brought."""
    taken = {str(name).casefold() for name in table.columns if name != "geometry"}
    names = {}
    for option, wanted in (("GEOMETRY_NAME", "geom"), ("FID", "fid")):
        names[option] = next(name for number in count() if (name := wanted + number * "_") not in taken)
    return names


def _stored(value: object) -> object:
    return stored(value) if isinstance(value, str) else value


def plain_cell(value: Any) -> Any:
    """A cell as JSON has it."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN is not itself
        return None
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, str | int | float | bool) else str(plain)


def rows_of(leaving: Leaving) -> tuple[list[str], list[list[Any]]]:
    """A table's header and rows: the fields, a place on each feature."""
    fields = leaving.fields
    easts, norths = places(leaving.table, leaving.choice)
    rows = [
        [*("" if (cell := plain_cell(value)) is None else cell for value in row), east, north]
        for row, east, north in zip(fields.itertuples(index=False, name=None), easts, norths, strict=True)
    ]
    return [*fields.columns, *leaving.choice.axes], rows


def short_table(leaving: Leaving) -> tuple[gpd.GeoDataFrame, dict[str, str]]:
    """A table with names of fields that a Shapefile takes, and field -> its name there.

    Raises ExportError where a text is too long for it.
    """
    fields = leaving.fields
    for name in fields.columns:
        if max((len(value.encode()) for value in fields[name] if isinstance(value, str)), default=0) > DBF_BYTES:
            raise ExportError("own.shp.long", field=name, limit=DBF_BYTES)
    short = _short_names(list(fields.columns))
    table = gpd.GeoDataFrame(fields.rename(columns=short), geometry=leaving.table.geometry)
    kinds = {name: table[name].astype("Int16") for name in table.columns if table[name].dtype == "bool"}
    return table.assign(**kinds), short


def _short_names(names: list[str]) -> dict[str, str]:
    """Field -> a name of ten bytes, none twice."""
    short: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        cut = name.encode()[:DBF_NAME_BYTES].decode(errors="ignore")
        taken = {other.casefold() for other in short.values()}
        short[name] = cut if cut and cut.casefold() not in taken else f"f{number}"
    return short
