"""The grid of an atlas's maps: letters along the top, numbers down the left, and the cell that an item lies in."""

from collections.abc import Mapping
from dataclasses import replace

import shapely

from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from layers.paper.items import shape_of
from layers.paper.pen import Line, stroke
from layers.paper.sheet import DrawnMap
from layers.paper.text import baseline_below, write
from layers.style.catalogue import Catalogue

COLUMNS, ROWS = 6, 4
LETTERS = "ABCDEF"
TYPE_PT, INSIDE_PT, LINE_PT = 8.0, 7.0, 0.35
OPACITY = 0.3
ZORDER = 19.0
"""over the map, under the north arrow's plate"""


def draw_grid(page: Page, box: Box, *, clear: Box | None = None) -> None:
    """Thin lines over a map in a box, and the cells' letters and numbers just inside its edges.

    clear: a part of the box that is another map.
    """
    wide, high = box.width / COLUMNS, box.height / ROWS
    lines = [
        *([(box.x + column * wide, box.y), (box.x + column * wide, box.top)] for column in range(1, COLUMNS)),
        *([(box.x, box.y + row * high), (box.right, box.y + row * high)] for row in range(1, ROWS)),
    ]
    look = Line(page.colors["ink"], LINE_PT * page.factor, opacity=OPACITY, round_ends=False)
    other = shapely.box(clear.x, clear.y, clear.right, clear.top) if clear else shapely.Point()
    stroke(page.axes, shapely.MultiLineString(lines).difference(other), look, zorder=ZORDER)
    inside = INSIDE_PT * page.factor
    hand = replace(page.hand(TYPE_PT, role="label_quiet", bold=True, align="center"), halo=page.colors["halo"])
    for column in range(COLUMNS):
        x = box.x + (column + 0.5) * wide
        write(page.axes, x, baseline_below(box.top - inside, hand.size_pt), LETTERS[column], hand)
    for row in range(ROWS):
        y = box.top - (row + 0.5) * high
        write(page.axes, box.x + inside, baseline_below(y, hand.size_pt), str(row + 1), hand)


def cells_of(drawn: DrawnMap, catalogue: Catalogue) -> Mapping[str, str]:
    """The cell of each item of a map, by its id: where its name stands, else where it lies."""
    extent = drawn.extent
    named = {label.item: label.box for label in drawn.labels if label.item}
    found = {}
    for item in drawn.items:
        west, south, east, north = named.get(item.id) or extent.clip(shape_of(item, catalogue)).bounds
        across = ((west + east) / 2 - extent.west) / (extent.east - extent.west)
        down = (extent.north - (south + north) / 2) / (extent.north - extent.south)
        column, row = (min(max(int(share * count), 0), count - 1) for share, count in ((across, COLUMNS), (down, ROWS)))
        found[item.id] = f"{LETTERS[column]}{row + 1}"
    return found
