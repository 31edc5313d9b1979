"""Symbols as the browser takes them: one drawing of all point symbols in use, and each layer's swatch."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from geo.model import Item
from layers.answer.swatches import AROUND, mark_colors, mark_swatch
from layers.style.catalogue import Catalogue, color_on
from layers.style.legend import kinds_drawn
from layers.style.svg import swatch_svg
from layers.style.swatches import layer_swatch, swatch_colors
from layers.style.symbols import symbol_svg

ATLAS_CELL_PX, ATLAS_COLUMNS = 96, 8


def icon_atlas(items: Iterable[Item], catalogue: Catalogue, *, appearance: str) -> dict[str, Any]:
    """Every point symbol in use as one drawing on the paper of an appearance (light or dark).

    `svg` is its text, `cell` the pixels of a symbol across and down, `cells` the upper left corner of each, by icon key
    `<layer>:<stage>`.
    """
    paper = str(catalogue.appearances[appearance]["halo"])
    used = {(catalogue.layer_of(item), item.stage) for item in items if item.located == "point"}
    pairs = sorted(used, key=lambda pair: (pair[0].id, pair[1]))
    cells = {
        f"{layer.id}:{stage}": [index % ATLAS_COLUMNS * ATLAS_CELL_PX, index // ATLAS_COLUMNS * ATLAS_CELL_PX]
        for index, (layer, stage) in enumerate(pairs)
    }
    symbols = [
        symbol_svg(
            layer, catalogue.stages[stage], size_px=ATLAS_CELL_PX, paper=paper, color=color_on(layer, appearance)
        )
        for layer, stage in pairs
    ]
    placed = [
        f'<g transform="translate({x} {y})">{symbol}</g>'
        for (x, y), symbol in zip(cells.values(), symbols, strict=True)
    ]
    width, height = ATLAS_COLUMNS * ATLAS_CELL_PX, max(ceil(len(pairs) / ATLAS_COLUMNS), 1) * ATLAS_CELL_PX
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(placed)}</svg>'
    return {"svg": svg, "cell": ATLAS_CELL_PX, "cells": cells}


def mark_swatches(catalogue: Catalogue, appearance: str) -> dict[str, str]:
    """SVG text of the swatch of each mark of an answer, in one appearance."""
    return {
        mark: swatch_svg(mark_swatch(mark, catalogue), mark_colors(mark, catalogue, appearance))
        for mark in (*catalogue.marks, AROUND)
    }


def layer_swatches(items: Iterable[Item], catalogue: Catalogue, *, appearance: str) -> dict[str, str]:
    """SVG text of each layer's swatch by layer id, of the kinds of geometry that its items have, in one appearance."""
    kinds = kinds_drawn(items, catalogue)
    return {
        layer.id: swatch_svg(
            layer_swatch(layer, kinds[layer.id], catalogue), swatch_colors(catalogue, appearance, layer)
        )
        for layer in catalogue.layers
    }
