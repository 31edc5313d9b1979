"""What is wrong with a catalogue whose entries are all there: values of the wrong kind, colours that are none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
EDGES = ("crisp", "soft", "hatched", "none")
KINDS: Mapping[Any, tuple[type, ...]] = {str: (str,), float: (int, float), int: (int,), bool: (bool,)}
CHOICES = {"edge": EDGES}
GROUNDS = ("light", "dark")


class CatalogueError(ValueError):
    """layers/catalogue.toml cannot be used, or lacks what an item needs."""


def catalogue_faults(catalogue: Any) -> Iterator[str]:
    """Each wrong value of a `layers.style.Catalogue`, in words."""
    entries = {"theme": catalogue.themes.values(), "stage": catalogue.stages.values(), "precision": catalogue.precisions.values()}
    for table, rows in (entries | {"layer": catalogue.layers}).items():
        for row in rows:
            yield from (f"[{table}.{row.id}] {fault}" for fault in _entry_faults(row))
    if not catalogue.layers:
        yield "[[layer]]: none"
    yield from _symbol_faults(catalogue)
    for ground in GROUNDS:
        yield from _ground_faults(ground, catalogue.grounds.get(ground))
    tints = min(len(catalogue.grounds[ground]["unit_tints"]) for ground in GROUNDS)
    for unit, tint in catalogue.unit_tint.items():
        if type(tint) is not int or not 0 <= tint < tints:
            yield f"[unit_tint] {unit} = {tint!r}: 0 to {tints - 1}"
    for category, english in catalogue.category_en.items():
        if not isinstance(english, str):
            yield f"[category_en] {category} = {english!r}: a text"


def _entry_faults(row: Any) -> Iterator[str]:
    hints = get_type_hints(type(row))
    for field in fields(row):
        name, value = field.name, getattr(row, field.name)
        kinds = KINDS.get(hints[name])
        if get_origin(hints[name]) is tuple:
            entry = KINDS[get_args(hints[name])[0]]
            if not isinstance(value, tuple) or not all(isinstance(part, entry) and not isinstance(part, bool) for part in value):
                yield f"{name} = {value!r}: a list of {get_args(hints[name])[0].__name__}"
        elif kinds and (not isinstance(value, kinds) or isinstance(value, bool) != (kinds == (bool,))):
            yield f"{name} = {value!r}: a {hints[name].__name__}"
        elif name.startswith("color") and not COLOUR.fullmatch(value):
            yield f"{name} = {value!r}: #rrggbb"
        elif isinstance(value, str) and value not in CHOICES.get(name, (value,)):
            yield f"{name} = {value!r}: one of {', '.join(CHOICES[name])}"


def _symbol_faults(catalogue: Any) -> Iterator[str]:
    from layers.symbols import PICTOGRAMS  # noqa: PLC0415 - the pictograms are drawn from what is checked here

    for layer in catalogue.layers:
        if layer.symbol not in PICTOGRAMS:
            yield f"[layer.{layer.id}] symbol = {layer.symbol!r}: one of {', '.join(PICTOGRAMS)}"


def _ground_faults(name: str, ground: Any) -> Iterator[str]:
    if not isinstance(ground, dict) or not isinstance(ground.get("unit_tints"), list) or not ground["unit_tints"]:
        yield f"ground.{name}.unit_tints: a list of #rrggbb"
        return
    for role, color in [*ground.items(), *(("unit_tints", tint) for tint in ground["unit_tints"])]:
        if not isinstance(color, list) and not (isinstance(color, str) and COLOUR.fullmatch(color)):
            yield f"ground.{name}.{role} = {color!r}: #rrggbb"
