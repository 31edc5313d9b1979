"""Badges of states on paper, as on the screen (web/labels/marks.js): at a point's symbol, before a name. EPSG:4547."""

from collections.abc import Sequence

from geo.model import Item
from layers.paper.extent import Bounds
from layers.paper.items import shape_of
from layers.paper.names.candidates import Label
from layers.paper.names.labels import GAP_PX
from layers.paper.names.places import Places, Size, Taken, anchor_of
from layers.paper.pen import Pen
from layers.paper.swatches import draw_swatch
from layers.progress.looks import Colouring, StateLook
from layers.style.drawing import UNITS_LAYER
from layers.style.swatches import state_badge, swatch_colors

BEFORE_PX = 1.0
"""between a badge and the name behind it"""
CORNER = 0.5**0.5
SHOULDERS = ((1, 1), (-1, 1), (1, -1), (-1, -1))
"""of a symbol, to the right and up"""


def draw_badges(
    pen: Pen, items: Sequence[Item], labels: Sequence[Label], colouring: Colouring, *, zorder: float
) -> dict[str, Bounds]:
    """The badges that there is room for; returns where they stand, by item."""
    values, zooms = pen.catalogue.drawing, pen.catalogue.labels
    works = [item for item in items if pen.catalogue.layer_of(item).id != UNITS_LAYER]
    near = pen.zoom + zooms.paper_zooms_earlier >= values.badge_zoom or len(works) <= values.badge_few
    named = {label.item: label for label in reversed(labels) if label.item}
    names = [(label.item, box) for label in labels for box in label.boxes]
    drawn = dict[str, Bounds]()
    for item in works:
        look = colouring.badge_of(item.id)
        if look is None:
            continue
        label = named.get(item.id)
        others = [box for name, box in names if label is None or name != item.id]
        taken = Taken(pen.extent.bounds, [*others, *drawn.values()])
        box = _room(pen, item, label, taken, near=near)
        if box is not None:
            _draw(pen, look, box, zorder=zorder)
            drawn[item.id] = box
    return drawn


def _draw(pen: Pen, look: StateLook, box: Bounds, *, zorder: float) -> None:
    colors = swatch_colors(pen.catalogue, pen.appearance, look)
    draw_swatch(
        pen.axes, state_badge(look, pen.catalogue.drawing), colors, x=box[0], y=(box[1] + box[3]) / 2,
        scale=pen.metres(1.0), pt_per_px=pen.pt(1.0), zorder=zorder,
    )  # fmt: skip


def _room(pen: Pen, item: Item, label: Label | None, taken: Taken, *, near: bool) -> Bounds | None:
    """Where a badge stands: near by, what is a point or is named has one even where it touches another name."""
    values, places = pen.catalogue.drawing, _places(pen, item, label)
    half = pen.metres(values.badge_radius_px + values.badge_rim_px)
    size = Size(half, half)
    must = near and places and (item.located == "point" or label is not None)
    return taken.first_free(places, size) or (size.at(*places[0]) if must else None)


def _places(pen: Pen, item: Item, label: Label | None) -> Places:
    """Where the middle of an item's badge may be, best first."""
    values, whole = pen.catalogue.drawing, shape_of(item, pen.catalogue)
    if item.located == "point":
        off = pen.metres(values.point_px) / 2 * CORNER
        return tuple((whole.x + x * off, whole.y + y * off) for x, y in SHOULDERS)
    if label is None:
        seen = pen.extent.clip(whole)
        return () if seen.is_empty else (anchor_of(seen),)
    west, south, _, north = label.boxes[0]
    if label.number is not None:
        # The list of the numbers has it: on the disc it would cover this number or the next.
        return ()
    before = pen.metres(values.badge_radius_px + values.badge_rim_px + BEFORE_PX - GAP_PX)
    _, low, end, high = label.boxes[-1]
    return (west - before, (south + north) / 2), (end + before, (low + high) / 2)
