"""Layers that people brought as files for a GIS have them: drawn as their own style says, class by class."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from exports.data.crs_choice import GCJ02_NAME
from exports.data.dataset import Dataset
from exports.data.gis import by_geometry
from exports.gis.fields import Fields, quoted_field
from exports.gis.layers import TOPMOST
from exports.gis.marks import Mark, Rule
from exports.gis.styled import SIZE_PT, Label, Styled
from exports.own.leaving import Leaving, layer_names, short_table
from layers.own.looks import OwnLook
from layers.style.strokes import Stroke
from layers.text import Language, text

GRID, RIM = 24, 2.0
"""of a point's drawing: across, and the ring of paper round its disc"""
ABOVE_ALL = -1000
"""own layers lie over the plan's"""
CLASS = "map_class"
"""the column that says which class of the legend a feature is in"""


@dataclass(frozen=True, slots=True, eq=False)
class OwnPart:
    """A layer that somebody brought, with what is drawn of each class."""

    id: str
    """letters and digits that stand for it in a document"""
    name: str
    """for tables and files"""
    leaving: Leaving
    rules: tuple[Rule, ...]
    """one a class"""
    places: Sequence[int]
    """of each feature in rules"""


def own_parts(data: Dataset) -> list[OwnPart]:
    """The layers of a file, the topmost first."""
    paper = data.catalogue.appearances["light"]["halo"]
    found = []
    for number, (name, leaving) in enumerate(zip(layer_names(data.own), data.own, strict=True)):
        rules = tuple(Rule(look.words, tuple(_marks(look, paper))) for look in leaving.looks)
        found.append(OwnPart(f"own_{number}", name, leaving, rules, leaving.places))
    return found


def _marks(look: OwnLook, paper: str) -> Iterator[Mark]:
    """What is drawn of a class, whatever kinds of geometry it has: each program takes what its layer can show."""
    yield Mark("fill", look.color, look.opacity)
    yield Mark("stroke", look.color, 1.0, Stroke("line", look.line_px))
    half = GRID / 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{GRID}" height="{GRID}" viewBox="0 0 {GRID} {GRID}">'
        f'<circle cx="{half}" cy="{half}" r="{half - RIM / 2}" fill="{look.color}" fill-opacity="{look.opacity:g}"'
        f' stroke="{paper}" stroke-width="{RIM}"/></svg>'
    )
    yield Mark("symbol", look.color, look.opacity, svg=svg, size_px=look.size_px)


SHOWN = {"points": ("symbol",), "lines": ("stroke",), "areas": ("fill", "stroke")}
"""kind of geometry -> marks that it can have"""


def own_styled(data: Dataset, *, short: bool = False) -> list[Styled]:
    """A layer a kind of geometry of each layer that somebody brought. short: with fields as Shapefiles call them."""
    found = []
    for above, part in enumerate(own_parts(data)):
        plain, names = short_table(part.leaving) if short else (part.leaving.frame, {})
        frame, column = _with_classes(part, plain)
        parts = by_geometry(frame)
        for kind in TOPMOST:
            if kind in parts:
                styled = _Classed(part, kind, parts[kind], column, names).styled(data, alone=len(parts) == 1)
                found.append(replace(styled, depth=(ABOVE_ALL + above, TOPMOST.index(kind))))
    return found


def _with_classes(part: OwnPart, frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, str]:
    """The features and, where they are drawn in several ways, the name of a column with their class."""
    if len(part.rules) <= 1:
        return frame, ""
    taken, column = {name.casefold() for name in frame.columns}, CLASS
    while column.casefold() in taken:
        column += "_"
    words = np.array([rule.words for rule in part.rules], dtype=object)
    return frame.assign(**{column: words[np.asarray(part.places)]}), column


@dataclass(frozen=True, slots=True, eq=False)
class _Classed:
    """One kind of geometry of a layer."""

    part: OwnPart
    kind: str
    table: gpd.GeoDataFrame
    column: str
    """that says which class a feature is in; nothing where all are alike"""
    names: Mapping[str, str]
    """field -> what the file calls it, where that is something else"""

    def styled(self, data: Dataset, *, alone: bool) -> Styled:
        """As packages and projects have it. alone: whether the layer has no other kind."""
        part, leaving, language = self.part, self.part.leaving, data.language
        datum = f" {GCJ02_NAME}" if data.choice.epsg is None else ""
        title = text(f"gis.kind.{self.kind}", language, name=leaving.title)
        return Styled(
            id=f"{part.id}_{self.kind}",
            name=f"{part.name}_{self.kind}",
            title=f"{title}{datum}",
            words=leaving.title if alone else title,
            short=leaving.title if alone else title,
            group=text("gis.own", language),
            kind=self.kind,
            table=self.table,
            rules=tuple(self._rule(rule) for rule in part.rules),
            aliases=self._aliases(language),
            fields=Fields({}, data.choice),
            depth=(ABOVE_ALL, 0),
            labels=(_label(self.names.get(leaving.label, leaving.label)),) if leaving.label else (),
            said={"source": leaving.source, "datum": data.about.datum},
        )

    def _aliases(self, language: Language) -> dict[str, str]:
        """Fields are called as whoever brought them called them."""
        long = {short: name for name, short in self.names.items()}
        plain = {name: long.get(name, name) for name in self.table.columns if name != "geometry"}
        heading = text("gis.own.class", language)
        while heading in plain.values():
            heading += "*"
        return plain | ({self.column: heading} if self.column else {})

    def _rule(self, rule: Rule) -> Rule:
        shown = tuple(mark for mark in rule.marks if mark.kind in SHOWN[self.kind])
        return Rule(rule.words, shown, ((self.column, (rule.words,)),) if self.column else ())


def _label(field: str) -> Label:
    return Label(f"to_string({quoted_field(field)})", field, SIZE_PT, priority=5, from_scale=None)
