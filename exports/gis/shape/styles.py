"""The styles that lie beside Shapefiles: all layers of the map that have one kind of geometry, in one file each."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from exports.data.dataset import Dataset
from exports.gis.fields import Fields, headings
from exports.gis.marks import Mark
from exports.gis.qml import qml
from exports.gis.shape.short import SHORT_NAMES
from exports.gis.sld import sld
from exports.gis.styled import Styled, plan_layers
from exports.gis.tables import TYPES


class Pictures:
    """The symbols' drawings, which lie beside the styles, each once."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        """drawing -> name of its file"""

    def __call__(self, mark: Mark) -> str:
        """The name of a mark's drawing."""
        return self.names.setdefault(mark.svg, f"symbol_{len(self.names) + 1}.svg")


def plan_styles(data: Dataset, stem: str) -> list[Styled]:
    """A style for each of points, lines and areas. stem: the name of a Shapefile up to its kind."""
    words = headings(data.language)
    fields = Fields(SHORT_NAMES, data.choice)
    aliases = {short: words[name] for name, short in SHORT_NAMES.items()}
    layers = plan_layers(data, fields)
    return [
        _together([layer for layer in layers if layer.kind == kind], f"{stem}_{kind}", aliases)
        for kind in TYPES
        if any(layer.kind == kind for layer in layers)
    ]


def _together(layers: list[Styled], name: str, aliases: dict[str, str]) -> Styled:
    """One style of several layers' rules and names, each for the rows of its own layer."""
    rules = tuple(
        replace(rule, words=f"{layer.words} · {rule.words}", where=(*layer.rows, *rule.where))
        for layer in layers
        for rule in layer.rules
    )
    labels = tuple(replace(label, where=layer.rows) for layer in layers for label in layer.labels)
    return replace(layers[0], id=name, name=name, title=name, words=name, aliases=aliases, rules=rules, labels=labels)


def write_styles(layers: Iterable[Styled], data: Dataset, folder: Path) -> None:
    """Write `.qml` and `.sld` beside each Shapefile, and the drawings that the latter show."""
    pictures = Pictures()
    for layer in layers:
        (folder / f"{layer.name}.qml").write_bytes(qml(layer, data.catalogue))
        (folder / f"{layer.name}.sld").write_bytes(sld(layer, data.catalogue, pictures))
    for drawing, name in pictures.names.items():
        (folder / name).write_text(drawing, encoding="utf-8")
