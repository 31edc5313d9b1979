"""A layer with all that a GIS is told of it: rules, names, headings of fields, its place in the tree."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd

from exports.data.dataset import Dataset
from exports.gis.fields import Fields, headings, quoted_text
from exports.gis.layers import TOPMOST, MapLayer, map_layers
from exports.gis.marks import MM_PER_PX, Rule, Where, rules
from layers.paper.extent import EQUATOR_M, TILE_PX
from layers.style.catalogue import INDICATIVE_MARK, PARENT_MARK, PARENT_MARK_EN, Catalogue

SIZE_PT, FIRST_SIZE_PT, FIRST_RANK = 8.0, 9.0, 3
"""of names, of those that come first, and up to which rank these are"""
MOST_RANK = 10


@dataclass(frozen=True, slots=True)
class Label:
    """The names of a layer."""

    expression: str
    """of QGIS"""
    field: str
    """for programs that write what one field says"""
    size_pt: float
    priority: int
    """0 to 10, higher wins"""
    from_scale: int | None
    """the denominator of the smallest scale that has names; None for any"""
    where: Where = ()


@dataclass(frozen=True, slots=True, eq=False)
class Styled:
    """A layer of a file for a GIS."""

    id: str
    """letters and digits that stand for it in a project"""
    name: str
    """of its table or file"""
    title: str
    """for readers, where it stands alone"""
    words: str
    """for readers, under its heading"""
    short: str
    """for readers, in the narrow legend of a page"""
    group: str
    """its heading in the tree"""
    kind: str
    """points | lines | areas"""
    table: gpd.GeoDataFrame
    rules: tuple[Rule, ...]
    aliases: Mapping[str, str]
    """field as the file has it -> its heading, in the file's order"""
    fields: Fields
    depth: tuple[int, int]
    """what lies over what: lower is nearer to the top"""
    labels: tuple[Label, ...] = ()
    rows: Where = ()
    """which rows are its own where a file has those of other layers too"""
    said: Mapping[str, str] = field(default_factory=dict)
    """what its metadata say, where these are not the file's"""
    on: bool = True
    """whether it is drawn when the project opens"""


def scale_of(zoom: float, latitude: float) -> float:
    """The denominator of the scale at which our sheets show what a screen shows at a zoom of Web Mercator."""
    return EQUATOR_M * math.cos(math.radians(latitude)) / TILE_PX / 2**zoom / (MM_PER_PX / 1000)


def plan_layers(data: Dataset, fields: Fields) -> list[Styled]:
    """The plan's layers in the order of the map's tree. fields: as the file has them."""
    words = headings(data.language)
    aliases = {own: words[name] for name, own in fields.names.items()}
    return [_styled(layer, data.catalogue, fields, aliases) for layer in map_layers(data)]


def _styled(layer: MapLayer, catalogue: Catalogue, fields: Fields, aliases: Mapping[str, str]) -> Styled:
    return Styled(
        id=layer.id,
        name=layer.name,
        title=layer.title,
        words=layer.words,
        short=layer.short,
        group=layer.group,
        kind=layer.kind,
        table=layer.table,
        rules=tuple(rules(layer, catalogue)),
        aliases=aliases,
        fields=fields,
        depth=(-layer.layer.z, TOPMOST.index(layer.kind)),
        labels=(_label(layer, catalogue, fields),),
        on=layer.layer.on,
        rows=_rows(layer),
    )


def _rows(layer: MapLayer) -> Where:
    """Theme and categories of a layer's items: no other layer of the map has any of them."""
    return ("theme", (layer.layer.theme,)), ("category", tuple(dict.fromkeys(item.category for item in layer.items)))


def _label(layer: MapLayer, catalogue: Catalogue, fields: Fields) -> Label:
    rank = layer.layer.rank
    zoom = catalogue.labels.zoom_of(rank)
    return Label(
        expression=name_expression(layer, fields),
        field=fields.names["name" if layer.language == "zh" else "name_en"],
        size_pt=FIRST_SIZE_PT if rank <= FIRST_RANK else SIZE_PT,
        priority=max(MOST_RANK - rank, 0),
        from_scale=round(scale_of(zoom, layer.latitude)) if zoom else None,
    )


def name_expression(layer: MapLayer, fields: Fields) -> str:
    """`layers.style.catalogue.label_text` as an expression of QGIS."""
    chinese = layer.language == "zh"
    name, mark = fields.quoted("name" if chinese else "name_en"), PARENT_MARK if chinese else PARENT_MARK_EN
    own = f"regexp_replace({name}, {quoted_text('^.*' + mark)}, '')"
    said = quoted_text(INDICATIVE_MARK[layer.language])
    return (
        f"if({fields.quoted('parent')} <> '', trim({own}), trim({name}))"
        f" || if({fields.quoted('precision')} = 'indicative', {said}, '')"
    )
