"""Point symbols as the browser takes them: one drawing of all in use, and one of each layer for its swatch."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from geo.plan import Item
from layers.deck import SWATCH_STAGE
from layers.style import Catalogue
from layers.symbols import symbol_svg

ATLAS_CELL_PX, ATLAS_COLUMNS = 96, 8


def icon_atlas(items: Iterable[Item], catalogue: Catalogue, *, ground: str) -> dict[str, Any]:
    """Every point symbol in use as one drawing on the paper of ground (light or dark).

    `svg` is its text, `cell` the pixels of a symbol across and down, `cells` the upper left corner of each, by icon key `<layer>:<stage>`.
    """
    paper = str(catalogue.grounds[ground]["halo"])
    used = {(catalogue.layer_of(item), item.stage) for item in items if item.located == "point"}
    pairs = sorted(used, key=lambda pair: (pair[0].id, pair[1]))
    cells = {
        f"{layer.id}:{stage}": [index % ATLAS_COLUMNS * ATLAS_CELL_PX, index // ATLAS_COLUMNS * ATLAS_CELL_PX]
        for index, (layer, stage) in enumerate(pairs)
    }
    symbols = [symbol_svg(layer, catalogue.stages[stage], size_px=ATLAS_CELL_PX, paper=paper, ground=ground) for layer, stage in pairs]
    placed = [f'<g transform="translate({x} {y})">{symbol}</g>' for (x, y), symbol in zip(cells.values(), symbols, strict=True)]
    width, height = ATLAS_COLUMNS * ATLAS_CELL_PX, max(ceil(len(pairs) / ATLAS_COLUMNS), 1) * ATLAS_CELL_PX
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(placed)}</svg>'
    return {"svg": svg, "cell": ATLAS_CELL_PX, "cells": cells}


def swatch_icons(catalogue: Catalogue, *, ground: str) -> dict[str, str]:
    """SVG text of each layer's pictogram by layer id, whatever the stage: the full disc."""
    paper, stage = str(catalogue.grounds[ground]["halo"]), catalogue.stages[SWATCH_STAGE]
    return {layer.id: symbol_svg(layer, stage, paper=paper, ground=ground) for layer in catalogue.layers}
