"""The layers of a file for a GIS: one for each layer of the map and kind of geometry, as the map's tree has them."""

import re
from dataclasses import dataclass

import geopandas as gpd
import shapely

from exports.data.crs_choice import GCJ02_NAME
from exports.data.dataset import Dataset
from exports.data.gis import kinds_of
from geo.model import Item
from layers.style.catalogue import Layer
from layers.text import Language, text

KINDS = {"points": "point", "lines": "line", "areas": "area"}
"""name of a kind among layers -> its name among items"""
TOPMOST = ("points", "lines", "areas")
"""in drawing order within a layer of the map, the topmost first"""
NO_NAME = re.compile(r"[^\w]+")
NOTE = re.compile(r"[（(].*$")
"""what a layer's name says in brackets is too long for the name of a table"""


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """Items of one layer of the map that have one kind of geometry."""

    layer: Layer
    kind: str
    """points | lines | areas"""
    alone: bool
    """whether the layer of the map has no other kind"""
    items: tuple[Item, ...]
    table: gpd.GeoDataFrame
    """a row an item, columns of exports.data.table.FIELDS"""
    language: Language
    datum: str = ""
    """what the title has to say of it: GCJ-02, or nothing"""

    @property
    def id(self) -> str:
        """Letters and digits that stand for it in a project."""
        return f"{self.layer.id}_{self.kind}".replace("-", "_")

    @property
    def words(self) -> str:
        """Its name under its group: without the kind where there is no other."""
        name = str(getattr(self.layer, self.language))
        return name if self.alone else text(f"gis.kind.{self.kind}", self.language, name=name)

    @property
    def short(self) -> str:
        """The same without what its name has in brackets."""
        name = NOTE.sub("", str(getattr(self.layer, self.language))).strip()
        return name if self.alone else text(f"gis.kind.{self.kind}", self.language, name=name)

    @property
    def title(self) -> str:
        """Its name where it stands alone, with its kind of geometry and its datum."""
        name = text(f"gis.kind.{self.kind}", self.language, name=str(getattr(self.layer, self.language)))
        return f"{name} {self.datum}" if self.datum else name

    @property
    def latitude(self) -> float:
        """About where it lies, in degrees of WGS-84: what scales of Web Mercator depend on."""
        return float(shapely.total_bounds([item.geometry for item in self.items])[1])

    @property
    def group(self) -> str:
        """The heading that it stands under in the map's tree."""
        return str(getattr(self.layer, f"group_{self.language}"))

    @property
    def name(self) -> str:
        """As a table is called: in Chinese `国家铁路_线`, else `transport_rail_lines`; letters and digits alone."""
        if self.language == "zh":
            short = NO_NAME.sub("_", NOTE.sub("", self.layer.zh)).strip("_") or self.layer.id
            plain = f"{short}_{text(f'gis.short.{self.kind}', 'zh')}"
        else:
            plain = self.id
        return f"{plain}_{GCJ02_NAME.replace('-', '')}" if self.datum else plain


def map_layers(data: Dataset) -> list[MapLayer]:
    """In the order of the map's tree; none without items. Names of tables are none twice."""
    found: list[MapLayer] = []
    own = [data.catalogue.layer_of(item) for item in data.items]
    kinds = kinds_of(data.table)
    datum = GCJ02_NAME if data.choice.epsg is None else ""
    for layer in data.catalogue.layers:
        parts = {
            kind: [row for row, other in enumerate(own) if other is layer and kinds[row] == kind] for kind in TOPMOST
        }
        alone = sum(map(bool, parts.values())) == 1
        for kind, rows in parts.items():
            if rows:
                items = tuple(data.items[row] for row in rows)
                found.append(MapLayer(layer, kind, alone, items, data.table.iloc[rows], data.language, datum))
    return found
