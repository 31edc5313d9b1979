"""What is wrong with a catalogue whose entries are all there: values of the wrong kind, colours that are none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from math import inf
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from geo.folder import DATA
from layers.progress.looks import SIGNS
from layers.style.city import city_faults
from layers.style.pictograms import PICTOGRAMS

CATALOGUE_PATH = Path(__file__).resolve().parent.parent / "catalogue.toml"
OWN_CATALOGUE = DATA / "catalogue.toml"
"""of a plan with other themes: its tables take the place of those of the same names"""
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
EDGES = ("crisp", "soft", "hatched", "none")
KINDS: Mapping[Any, tuple[type, ...]] = {str: (str,), float: (int, float), int: (int,), bool: (bool,)}
CHOICES = {"sign": tuple(SIGNS), "edge": EDGES, "located": ("line", "area"), "shape": ("line", "area")}
APPEARANCES = ("light", "dark")


class CatalogueError(ValueError):
    """layers/catalogue.toml cannot be used, or lacks what an item needs."""


def catalogue_faults(catalogue: Any) -> Iterator[str]:
    """Each wrong value of a `layers.style.catalogue.Catalogue`, in words."""
    entries = {
        "theme": catalogue.themes.values(),
        "stage": catalogue.stages.values(),
        "precision": catalogue.precisions.values(),
        "state": catalogue.states.values(),
        "pencil": catalogue.pencils.values(),
        "mark": catalogue.marks.values(),
    }
    for table, rows in (entries | {"layer": catalogue.layers}).items():
        for row in rows:
            yield from (f"[{table}.{row.id}] {fault}" for fault in entry_faults(row))
    for table, values in (("drawing", catalogue.drawing), ("labels", catalogue.labels)):
        yield from (f"[{table}] {fault}" for fault in entry_faults(values))
    yield from _city_faults(catalogue)
    if not catalogue.layers:
        yield "[[layer]]: none"
    if not catalogue.labels.zooms:
        yield "[labels] zooms: a zoom at least"
    yield from _symbol_faults(catalogue)
    for appearance in APPEARANCES:
        yield from _appearance_faults(appearance, catalogue.appearances.get(appearance))
    known = {layer.id for layer in catalogue.layers}
    for figure in catalogue.figures:
        yield from (f"[[figure]] {fault}" for fault in entry_faults(figure))
        if not set(figure.layers) <= known:
            yield f"[[figure]] {figure.id}: layers = {', '.join(sorted(set(figure.layers) - known))}: no such layer"
    for category, english in catalogue.category_en.items():
        if not isinstance(english, str):
            yield f"[category_en] {category} = {english!r}: a text"


def _city_faults(catalogue: Any) -> Iterator[str]:
    for kind in catalogue.city.values():
        for part in filter(None, (kind, kind.look, kind.lettering)):
            yield from (f"[city.{kind.id}] {fault}" for fault in entry_faults(part))
    yield from city_faults(catalogue.city)


def entry_faults(row: Any) -> Iterator[str]:
    """Each value of an entry, a dataclass, that is not of its type, in words."""
    hints = get_type_hints(type(row))
    for field in fields(row):
        name, value = field.name, getattr(row, field.name)
        kinds = KINDS.get(hints[name])
        if get_origin(hints[name]) is tuple:
            entry = KINDS[get_args(hints[name])[0]]
            if not isinstance(value, tuple) or not all(
                isinstance(part, entry) and not isinstance(part, bool) for part in value
            ):
                yield f"{name} = {value!r}: a list of {get_args(hints[name])[0].__name__}"
        elif kinds and (not isinstance(value, kinds) or isinstance(value, bool) != (kinds == (bool,))):
            yield f"{name} = {value!r}: a {hints[name].__name__}"
        elif name.startswith("color") and not COLOUR.fullmatch(value):
            yield f"{name} = {value!r}: #rrggbb"
        elif name.endswith("opacity") and not 0 <= value <= 1:
            yield f"{name} = {value!r}: 0 to 1"
        elif name.endswith("_px") and not 0 < value < inf:
            yield f"{name} = {value!r}: more than 0"
        elif isinstance(value, str) and value not in CHOICES.get(name, (value,)):
            yield f"{name} = {value!r}: one of {', '.join(CHOICES[name])}"


def _symbol_faults(catalogue: Any) -> Iterator[str]:
    for layer in catalogue.layers:
        if layer.symbol not in PICTOGRAMS:
            yield f"[layer.{layer.id}] symbol = {layer.symbol!r}: one of {', '.join(PICTOGRAMS)}"


def _appearance_faults(name: str, appearance: Any) -> Iterator[str]:
    if not isinstance(appearance, dict) or not appearance:
        yield f"ground.{name}: a colour, #rrggbb, for each role"
        return
    for role, color in appearance.items():
        if not isinstance(color, str) or not COLOUR.fullmatch(color):
            yield f"ground.{name}.{role} = {color!r}: #rrggbb"
