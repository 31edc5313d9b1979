"""How vector tile packages are drawn in the basemap's place: `[[tile]]` of the catalogue, read when one is shown."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.files.strict import RefusedError, read_text
from layers.style.faults import CATALOGUE_PATH, OWN_CATALOGUE, CatalogueError, entry_faults


@dataclass(frozen=True, slots=True)
class TileRule:
    """What is drawn alike of a vector tile."""

    id: str
    layers: tuple[str, ...]
    """names of the tile's layers, of every schema that is known; none for the background"""
    shape: str
    """line | area"""
    color: str
    """#rrggbb on light"""
    color_dark: str
    kinds: tuple[str, ...] = ()
    """values of `kind` or `class`; none for all"""
    min_zoom: float = 0.0
    widths: tuple[float, ...] = ()
    """of lines, in pixels"""
    zooms: tuple[float, ...] = ()
    """from which zoom each width holds; the first holds below it too"""
    dash: tuple[float, ...] = ()
    """on and off, in pixels; empty for a solid line"""


@cache
def tile_rules(path: Path = CATALOGUE_PATH, own: Path = OWN_CATALOGUE) -> tuple[TileRule, ...]:
    """Rules in drawing order. Raises CatalogueError naming the entry that is wrong."""
    try:
        raw = tomllib.loads(read_text(path))
        if own.exists():
            raw |= tomllib.loads(read_text(own))
        rules = tuple(_rule(rule) for rule in raw["tile"])
    except (RefusedError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise CatalogueError(f"layers/{path.name}: [[tile]]: {error}; restore the file") from error
    fault = next((f"{rule.id} {fault}" for rule in rules for fault in _faults(rule)), None)
    if fault:
        raise CatalogueError(f"layers/{path.name}: [[tile]] {fault}; correct it, or restore the file")
    return rules


def _rule(raw: Mapping[str, Any]) -> TileRule:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    return TileRule(**values)


def _faults(rule: TileRule) -> Iterator[str]:
    yield from entry_faults(rule)
    if len(rule.widths) != len(rule.zooms):
        yield "zooms: one for each of the widths"
    if rule.shape == "line" and not rule.widths:
        yield "widths: one at least"
