"""How a layer is drawn, in words that no program has for itself: rules of marks, made of the catalogue's parts.

What is drawn of an item is `layers.style.drawing.parts`, as on screen and paper: nothing is decided here. Sizes are
pixels of the screen; `MM_PER_PX` makes millimetres of them, as on our sheets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exports.gis.layers import MapLayer
from geo.model import Item
from layers.paper.extent import PT_PER_PX
from layers.style.catalogue import Catalogue
from layers.style.drawing import UNITS_LAYER, Part, parts
from layers.style.strokes import Stroke
from layers.style.swatches import UNIT_EDGE_PX
from layers.style.symbols import FILL_SHARE, symbol_svg

MM_PER_PX = PT_PER_PX * 25.4 / 72
SVG_PX = 96
"""of a symbol's own drawing, which is scaled"""


Where = tuple[tuple[str, tuple[str, ...]], ...]
"""field and the values of it that are meant; all rows where it is empty"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is drawn, over those before it."""

    kind: Literal["band", "fill", "hatch", "stroke", "arrow", "symbol"]
    color: str = ""
    """#rrggbb"""
    opacity: float = 1.0
    stroke: Stroke | None = None
    svg: str = ""
    """of a symbol"""
    size_px: float = 0.0
    """of a symbol, across; nothing for the catalogue's size"""
    filled: float = 1.0
    """of a symbol: how much of its disc has its colour, for programs that draw discs alone"""


@dataclass(frozen=True, slots=True)
class Rule:
    """Items that are drawn alike."""

    words: str
    """stage, and what the edge says of the precision"""
    marks: tuple[Mark, ...]
    where: Where = ()


def rules(layer: MapLayer, catalogue: Catalogue) -> list[Rule]:
    """A rule for each stage and edge of precision among the items, in the catalogue's order; all are drawn by one."""
    if layer.layer.id == UNITS_LAYER:
        return [Rule(str(getattr(layer.layer, layer.language)), unit_marks(catalogue))]
    found = []
    for stage in catalogue.stages.values():
        edges: dict[str, list[Item]] = {}
        for item in layer.items:
            if item.stage == stage.id:
                edges.setdefault(catalogue.precisions[item.precision].edge, []).append(item)
        for items in edges.values():
            given = {item.precision for item in items}
            named = tuple(precision for precision in catalogue.precisions if precision in given)
            words = [getattr(catalogue.precisions[name], layer.language) for name in named]
            found.append(
                Rule(
                    f"{getattr(stage, layer.language)} · {('、' if layer.language == 'zh' else ', ').join(words)}",
                    tuple(_marks(parts(items, catalogue), catalogue)),
                    (("stage", (stage.id,)), ("precision", named)),
                )
            )
    return found


def unit_marks(catalogue: Catalogue) -> tuple[Mark, ...]:
    """Units are the basemap's: paper with a border, as their swatch shows them."""
    colors = catalogue.appearances["light"]
    border = Mark("stroke", colors["city_line"], 1.0, Stroke("line", UNIT_EDGE_PX))
    return Mark("fill", colors["unit"]), border


def _marks(drawn: Iterable[Part], catalogue: Catalogue) -> Iterator[Mark]:
    """Parts of items of one stage and edge, each once. Stations and ends of lines are left to the map."""
    seen: set[Mark] = set()
    for part in drawn:
        if part.is_stop or part.kind == "reach":
            continue
        mark = _mark(part, catalogue)
        if mark not in seen:
            seen.add(mark)
            yield mark


def _mark(part: Part, catalogue: Catalogue) -> Mark:
    color = part.color(catalogue)
    if part.kind in ("halo", "fill", "hatch", "arrow"):
        return Mark("band" if part.kind == "halo" else part.kind, color, part.opacity)
    if part.kind == "point":
        paper = catalogue.appearances["light"]["halo"]
        svg = symbol_svg(part.layer, part.stage, size_px=SVG_PX, paper=paper, color=color)
        return Mark("symbol", color, part.opacity, svg=svg, filled=FILL_SHARE[part.stage.fill])
    return Mark("stroke", color, part.opacity, part.stroke)
